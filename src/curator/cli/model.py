"""`curator train` and `curator predict`: from a list to a model, from a model to answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, PapersFile

if TYPE_CHECKING:
    from curator.config import Config
    from curator.model import Model
    from curator.types import Example, Label, Paper


@dataclass(frozen=True, slots=True)
class Sources:
    """What training reads, and where the model goes."""

    files: Mapping[str, str]
    decided: Sequence["Label"]
    papers: Path
    output: Path
    settings: "Config | None" = None
    replay: Path | None = None
    heard: Callable[["Paper"], bool] = lambda _: True


def train(
    config: ConfigFile = CONFIG,
    list_: Annotated[
        Path | None, typer.Option("--list", help="The list; without it, as the settings say.", metavar="FILE")
    ] = None,
    labels: Annotated[Path | None, typer.Option(help="Decisions on papers, with --list.", metavar="FILE")] = None,
    papers: Annotated[Path | None, typer.Option(help="Papers to learn from, as for predict.", metavar="PAPERS")] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Learn nothing from papers announced on this day or later."),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="The model's folder.", metavar="FOLDER")] = None,
    replay: Annotated[
        Path | None, typer.Option(help="The report.json of `curator backtest`, for the model's card.", metavar="FILE")
    ] = None,
    json: AsJson = False,
) -> None:
    """Learn from a list, and from papers that it passed over, which papers belong to it and where."""
    from curator.cli import show

    sources = replace(_sources(config, list_, labels, papers, output), replay=replay)
    facts = learn(sources, until.date() if until else None)
    show.result(facts, "{output}: learnt from {listed} listed papers and {left_out} left out", as_json=json)


def learn(sources: Sources, until: date | None = None) -> dict[str, object]:
    """Fit a model and save it with its card; return where it is and from how many papers it learnt."""
    from curator.evaluation import card
    from curator.model import persistence
    from curator.storage import files

    replayed = card.read(files.read_text(sources.replay), str(sources.replay)) if sources.replay else None
    fitted, examples, title = _fit(sources, until)
    persistence.save(
        fitted,
        sources.output,
        sources.settings,
        until=until,
        card=lambda made: card.render(title, fitted, examples, made, replayed),
    )
    listed = sum(bool(example.sections) for example in examples)
    return {"output": str(sources.output), "listed": listed, "left_out": len(examples) - listed}


def current(settings: "Config", root: Path) -> "Model":
    """Load the list's model; where this curator cannot read it, say so and learn it anew, without keeping it.

    So a night goes on when curator is updated or the settings name another estimator; the next training keeps the
    model. Without a table of papers there is nothing to learn from, and the error stands.
    """
    from curator.cli import show
    from curator.errors import OutdatedModelError
    from curator.model import persistence

    try:
        return persistence.load(root / settings.state.model, settings)
    except OutdatedModelError as outdated:
        sources = _from_settings(settings, root)
        if not sources.papers.exists():
            raise
        show.console(stderr=True).print(f"{outdated}; learnt anew for this run", markup=False)
        return _fit(sources)[0]


def _fit(sources: Sources, until: date | None = None) -> "tuple[Model, Sequence[Example], str]":
    """Return the model, what it was fitted on, and the list's name."""
    from curator import lists, model
    from curator.cli import show
    from curator.feedback import examples as training
    from curator.feedback import labels as labelling
    from curator.model import custom

    estimator = custom.estimator(sources.settings.model.estimator) if sources.settings else None
    surveys = lists.parse_all(sources.files)
    known = labelling.combine(labelling.from_surveys(surveys), sources.decided)
    with show.reading(sources.papers) as stream:
        examples = training.examples(known, stream, until=until, heard=sources.heard)
    with show.working("learning"):
        fitted = model.fit(examples, lists.topical(surveys), estimator=estimator)
    title = next((section.path[-1] for one in surveys for section in one.sections if section.path), "")
    return fitted, examples, title


def _sources(
    config: Path, list_: Path | None, labels: Path | None, papers: Path | None, output: Path | None
) -> Sources:
    """Complete what was not named from the settings; where all is named there need be none."""
    from curator import workspace
    from curator.storage import files

    if list_ and papers and output:
        decided = workspace.read_labels(labels) if labels else []
        settings = workspace.read_config(config) if config.exists() or config != CONFIG else None
        return Sources({list_.name: files.read_text(list_)}, decided, papers, output, settings)
    return _from_settings(workspace.read_config(config), config.resolve().parent, list_, labels, papers, output)


def _from_settings(
    settings: "Config",
    root: Path,
    list_: Path | None = None,
    labels: Path | None = None,
    papers: Path | None = None,
    output: Path | None = None,
) -> Sources:
    from curator import workspace
    from curator.papers.arxiv import announcements
    from curator.storage import files

    store = workspace.Workspace(root, settings)
    return Sources(
        {list_.name: files.read_text(list_)} if list_ else store.files(),
        workspace.read_labels(labels) if labels else store.labels(),
        papers or root / settings.state.papers,
        output or root / settings.state.model,
        settings,
        heard=announcements.hearing(settings.arxiv),
    )


def predict(
    model: Annotated[Path, typer.Option(help="The model's folder.", metavar="FOLDER")],
    papers: PapersFile,
    output: Annotated[Path, typer.Option(help="Where the CSV is written.", metavar="FILE")],
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
    from curator import workspace
    from curator.cli import show
    from curator.model import persistence
    from curator.storage import tables

    settings = workspace.read_config(config) if config else None
    learnt = persistence.load(model, settings)
    wanted = tables.read_ids(ids) if ids else None
    with show.reading(papers, wanted) as stream:
        known = {paper.id: paper for paper in stream}
    ordered = [known[arxiv_id] for arxiv_id in wanted if arxiv_id in known] if wanted else [*known.values()]
    with show.working("predicting"):
        predictions = learnt.for_batch(learnt.predict(ordered, evidence=False))
    promised = settings.suggest if settings else persistence.check(model).promises
    thresholds = learnt.thresholds(promised.precision, promised.section_confidence)
    tables.write_predictions(output, predictions, thresholds)
    missing = sorted((wanted or {}).keys() - known.keys())
    facts = {"output": str(output), "answered": len(ordered), "missing": missing}
    show.result(facts, "{output}: {answered} papers answered", as_json=json)
    show.missing(papers, missing)
