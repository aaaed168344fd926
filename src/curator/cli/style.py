"""`curator style`: print how each section of a list writes its entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, ListFile

if TYPE_CHECKING:
    from curator.lists import Described
    from curator.types import SectionPath, Survey


def style(
    list_: ListFile = None,
    config: ConfigFile = CONFIG,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Write each section's newest entries, 20 at most, as its others are, and compare."
        ),
    ] = False,
    json: AsJson = False,
) -> None:
    """Print what was learned of each section's form, with its newest entry written that way; or how well it was."""
    from curator import lists, workspace
    from curator.cli import show

    texts = workspace.read_file(list_) if list_ else workspace.Workspace.of(config).files()
    surveys = lists.parse_all(texts)
    of_papers = {(survey.file, entry.section) for survey in surveys for entry in survey.entries if entry.id}
    found = [
        {"file": survey.file, **asdict(one)}
        for survey in surveys
        for one in (lists.check(survey) if check else _described(survey))
        if (survey.file, one.section) in of_papers and lists.is_written(survey, one.section)
    ]
    sections = [(survey, path) for survey in surveys for path in lists.topical([survey])]
    only_read = [_named(survey, path) for survey, path in sections if not lists.is_written(survey, path)]
    others = [_named(survey, path) for survey, path in sections if (survey.file, path) not in of_papers]
    if json:
        show.print_json({"sections": found, "without_papers": others, "only_read": only_read})
        return
    for line in _checked(found) if check else map(_said, found):
        show.say(line)
    for one in only_read:
        show.say(f"{_name(one)}: rows of an HTML table are read, but no new one is written: add it by hand")
    for one in others:
        show.say(f"{_name(one)}: no entry links a paper of arXiv; a new one is written like those of other sections")


def _named(survey: "Survey", path: "SectionPath") -> dict[str, Any]:
    return {"file": survey.file, "section": path}


def _described(survey: "Survey") -> "Iterator[Described]":
    from curator import lists

    for path in lists.topical([survey]):
        yield lists.learn_style(survey, path)


def _name(facts: Mapping[str, Any]) -> str:
    return f"{facts['file']}: {' / '.join(facts['section'])}"


def _checked(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say how well the entries of each section are written by the form of the others, those of all first."""
    if not found:
        return
    yield "Entries, a section's newest 20, each as the others are written: how much is alike, how many forms are known."
    yield f"{'entries':>9}{'alike':>7}{'known':>7}"
    if len(found) > 1:
        count = sum(one["entries"] for one in found)
        alike, known = (sum(one["entries"] * one[name] for one in found) / count for name in ("similarity", "familiar"))
        yield _row({"entries": count, "similarity": alike, "familiar": known}, "all sections")
    yield from (_row(one, _name(one)) for one in found)


def _row(figures: Mapping[str, Any], name: str) -> str:
    return f"{figures['entries']:>9,}{figures['similarity']:>7.0%}{figures['familiar']:>7.0%}  {name}"


def _said(facts: Mapping[str, Any]) -> str:
    """Say what was learnt of a section."""
    left_out = f"\n    not known of a new paper: {', '.join(facts['left_out'])}" if facts["left_out"] else ""
    title = f"{_name(facts)} (writes its own entries {facts['score']:.0%} alike)"
    return f"{title}\n{_indented(facts['template'])}\n{_indented(facts['example'])}{left_out}\n"


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))
