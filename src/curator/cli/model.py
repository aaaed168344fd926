"""`curator train` and `curator predict`: from a list to a model, from a model to answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, MaybePapers

if TYPE_CHECKING:
    from curator.use_cases.train import Sources


def train(
    config: ConfigFile = CONFIG,
    list_: Annotated[
        Path | None, typer.Option("--list", help="The list; else the files of the settings.", metavar="FILE")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Decisions on papers (CSV), in the place of the list's own.", metavar="FILE")
    ] = None,
    papers: Annotated[
        Path | None,
        typer.Option(
            help="A snapshot, table or saved feed to learn from; else the list's own table.", metavar="PAPERS"
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Of what the list left out, learn nothing announced on this day or later.",
            metavar="YYYY-MM-DD",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="The model's folder; else that of the settings.", metavar="FOLDER")
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(
            help="The report.json of `curator backtest`, to be summed up on the model's card.", metavar="FILE"
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Learn from a list, and from papers that it passed over, which papers belong to it and where."""
    from curator.cli import show
    from curator.evaluation import card
    from curator.model.versions import require_own
    from curator.proposals.wording import count
    from curator.storage import files
    from curator.use_cases.promotion import promote
    from curator.use_cases.train import learn

    sources, folder = _sources(config, list_, labels, papers, output)
    require_own(folder)
    replayed = card.read(files.read_text(replay), str(replay)) if replay else None
    training = learn(sources, until=until.date() if until else None, steps=show.step)
    verdict = promote(training, sources.labels, folder, replayed, show.step)
    facts = {
        "output": str(folder),
        "listed": training.listed,
        "left_out": len(training.examples) - training.listed,
        "promoted": verdict.promoted,
        "why": verdict.why,
    }
    kept = "" if verdict.promoted else "\nThe model before is still used: the new one is worse; {why}."
    listed = count(training.listed, "listed paper")
    show.result(facts, f"{{output}}: learnt from {listed} and {{left_out:,}} left out" + kept, as_json=json)


def list_(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """List the model in use and those before it, with what each was learnt from."""
    from curator import workspace
    from curator.cli import show_models
    from curator.model import versions

    settings = workspace.read_config(config)
    folder = workspace.root_of(config) / settings.state.model
    show_models.versions(versions.versions(folder), versions.refused(folder), as_json=json)


def rollback(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Use the model before the present one again; the next training is compared with it."""
    from curator import workspace
    from curator.cli import show, show_models
    from curator.model import versions

    settings = workspace.read_config(config)
    back = versions.roll_back(workspace.root_of(config) / settings.state.model)
    facts = show_models.learnt_from(back.manifest)
    show.result(facts, f"used again: the model {show_models.learnt(facts)}", as_json=json)


def _sources(
    config: Path, list_: Path | None, labels: Path | None, papers: Path | None, output: Path | None
) -> "tuple[Sources, Path]":
    """Complete what was not named from the settings, the model's folder as well; where all is named, none need be."""
    from curator import workspace
    from curator.config import Config
    from curator.storage import files
    from curator.use_cases.train import Sources

    if list_ and papers and output:
        settings = workspace.read_config(config) if config.exists() or config != CONFIG else Config()
        named = Sources({list_.name: files.read_text(list_)}, [], papers, settings)
    else:
        store = workspace.Workspace.of(config)
        named, output = Sources.of(store), output or store.root / store.settings.state.model
    if list_:
        named = replace(named, files={list_.name: files.read_text(list_)})
    if labels:
        named = replace(named, labels=workspace.read_labels(labels))
    return replace(named, papers=papers or named.papers), output


def predict(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            help="arXiv numbers, answered by the list's own model; else those of --papers.", metavar="[ID...]"
        ),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(help="The model's folder, with --papers and --output.", metavar="FOLDER", show_default=False),
    ] = None,
    papers: MaybePapers = None,
    output: Annotated[
        Path | None, typer.Option(help="Where the answers are written, as CSV.", metavar="FILE", show_default=False)
    ] = None,
    ids: Annotated[
        Path | None,
        typer.Option(
            help="Answer for these papers only: CSV with a column id or arxiv_id, or JSON lines.", metavar="FILE"
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(help="The settings to go by; else those that the model was trained with.", metavar="FILE"),
    ] = None,
    json: AsJson = False,
) -> None:
    """Say for each paper how likely it belongs to the list, to which sections, and what curator would do."""
    if numbers and (model or papers or output or ids):
        raise typer.BadParameter(
            "numbers are answered by the list's own model: leave out the other options but --config"
        )
    if numbers:
        by_number(config or CONFIG, numbers, json=json)
    elif model and papers and output:
        by_table(papers, ids, model, config, output, json=json)
    else:
        raise typer.BadParameter("name papers by number, or give --model, --papers and --output")


def by_table(papers: Path, ids: Path | None, model: Path, config: Path | None, output: Path, *, json: bool) -> None:
    """Answer for the papers of a table, or those of them that a file of ids names, as CSV."""
    import curator
    from curator.cli import show
    from curator.model import persistence
    from curator.model.manifest import Asked
    from curator.proposals.wording import count
    from curator.storage import tables
    from curator.use_cases.models import grouped

    settings = curator.read_config(config) if config else None
    learnt = curator.load_model(model, settings)
    wanted, unread = tables.read_ids(ids) if ids else (None, [])
    with show.reading(papers, wanted) as stream:
        known = {paper.id: paper for paper in stream}
    ordered = [known[arxiv_id] for arxiv_id in wanted if arxiv_id in known] if wanted else [*known.values()]
    with show.step("predicting"):
        predictions = curator.predict(learnt, ordered)
    asked = persistence.check(model).asked
    if settings:
        asked = Asked(settings.suggest.a_week or asked.a_week, settings.suggest.section_confidence)
    decisions = curator.decide(learnt, predictions, a_week=asked.a_week, section_confidence=asked.section_confidence)
    tables.write_predictions(output, grouped(model, predictions), decisions)
    missing = sorted((wanted or {}).keys() - known.keys())
    facts = {"output": str(output), "answered": len(ordered), "missing": [*unread, *missing]}
    show.result(facts, f"{{output}}: {count(len(ordered), 'paper')} answered", as_json=json)
    for text in unread:
        show.say(f"{text!r} left out: no arXiv number", stderr=True)
    show.missing(papers, missing)
    if unread:
        raise typer.Exit(show.PARTIAL)


def by_number(config: Path, numbers: Sequence[str], *, json: bool) -> None:
    """Answer for papers by their numbers, with the list's own model and settings."""
    from curator.cli import show
    from curator.proposals import facts
    from curator.proposals.wording import percent
    from curator.use_cases.predict import judge

    judged = judge(config, numbers)
    if json:
        missing = [one for each in judged.left_out for one in each.ids]
        show.print_json({"papers": [facts.predicted(*one) for one in judged.papers], "missing": missing})
    for prediction, decision in () if json else judged.papers:
        where = ", ".join(f"{' › '.join(one.section)} {percent(one.probability)}" for one in prediction.sections)
        said = f"{decision}; relevance {percent(prediction.relevance)}; {where}"
        line = f"{prediction.paper.id} {prediction.paper.title}\n  {said}"
        show.say(line)
    for each in judged.left_out:
        show.say(f"{', '.join(each.ids)} left out: {each.why}", stderr=True)
    if judged.left_out:
        raise typer.Exit(show.PARTIAL)
