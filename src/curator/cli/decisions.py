"""`curator reject`, `accept`, `undo` and `why`: decisions at home, and curator's reasons."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.use_cases.decisions import Decided
    from curator.use_cases.predict import Reasons

Numbers = Annotated[list[str], typer.Argument(help="arXiv numbers.", metavar="ID...")]
Number = Annotated[str, typer.Argument(help="An arXiv number.", metavar="ID")]


def reject(ids: Numbers, config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Turn papers down: they leave curator's branch and are never proposed again."""
    from curator.use_cases import decisions

    _tell(decisions.reject(config, ids), "turned down", as_json=json)


def accept(
    id_: Number,
    section: Annotated[str, typer.Argument(help='The section, as "Methods" or "Methods / Deep".', metavar="SECTION")],
    config: ConfigFile = CONFIG,
    json: AsJson = False,
) -> None:
    """Bring a paper to curator's branch, in the section named."""
    from curator.use_cases import decisions

    done = decisions.accept(config, id_, section)
    _tell(done, f"goes to {' › '.join(done.section)}", as_json=json)


def undo(ids: Numbers, config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Forget what was decided on papers that the list does not hold."""
    from curator.use_cases import decisions

    _tell(decisions.undo(config, ids), "decided no more", as_json=json)


def _tell(done: "Decided", what: str, *, as_json: bool) -> None:
    from curator.cli import show
    from curator.proposals.facts import papers

    facts = {
        "papers": papers(done.papers),
        "section": done.section,
        "waiting": done.waiting,
        "where": done.where,
    }
    if as_json:
        show.print_json(facts)
        return
    for one in done.papers:
        show.say(f"{one.id} {one.title}: {what}")
    show.say(f"{done.waiting} waiting: {done.where}")


def why(id_: Number, config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Say what speaks for a paper and against it, the nearest entries, and what it takes to be shown."""
    from curator.cli import show
    from curator.use_cases import predict

    found = predict.why(config, id_)
    if json:
        show.print_json(_facts(found))
        return
    for line in _reasons(found):
        show.say(line)


def _facts(found: "Reasons") -> "dict[str, Any]":
    from curator.proposals import facts

    evidence = found.prediction.evidence
    return facts.predicted(found.prediction) | {
        "words": evidence.words,
        "against": found.against,
        "nearest": evidence.neighbours,
        "fits": facts.probability(found.chance),
        "position": round(found.position, 1),
        "threshold": facts.probability(found.threshold),
        "a_week": found.a_week,
        "section_confidence": found.sure,
        "decided": found.decided,
    }


def _reasons(found: "Reasons") -> "Iterator[str]":
    """Give what there is to say of a paper, line by line."""
    from curator.proposals.wording import percent

    one = found.prediction
    yield f"{one.paper.id} {one.paper.title}"
    if found.decided:
        yield f"{'already':<9}{found.decided}"
    yield f"{'for':<9}{', '.join(one.evidence.words) or 'nothing that is rare elsewhere'}"
    yield f"{'against':<9}{', '.join(found.against) or 'nothing that is rare elsewhere'}"
    for number, title in enumerate(one.evidence.neighbours):
        yield f"{'' if number else 'near':<9}{title}"
    for number, choice in enumerate(one.sections):
        where = f"{percent(choice.probability)} {' › '.join(choice.section)}"
        yield f"{'' if number else 'section':<9}{where}"
    yield f"{'':<9}a line needs {percent(found.sure)}, else it is a question"
    yield f"{'position':<9}{found.position:,.1f} papers a week score as high or higher; shown up to {found.a_week:,.0f}"
    least = f"shown from {percent(found.threshold)}" if found.threshold else "shown whatever it is, at this pace"
    yield f"{'fits':<9}{percent(found.chance)}; {least}"
