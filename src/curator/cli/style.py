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
    found = [
        {"file": each.file, **asdict(one)}
        for each in surveys
        for one in (lists.check(each) if check else _described(each))
        if _of_papers(each, one.section) and lists.is_written(each, one.section)
    ]
    only_read = [
        {"file": each.file, "section": path}
        for each in surveys
        for path in dict.fromkeys(one.section for one in each.entries)
        if not lists.is_written(each, path)
    ]
    others = [{"file": each.file, "section": path} for each in surveys for path in _others(each)]
    if json:
        show.print_json({"sections": found, "without_papers": others, "only_read": only_read})
        return
    for line in _checked(found) if check else map(_said, found):
        show.say(line)
    for one in only_read:
        show.say(f"{_named(one)}: rows of an HTML table are read, but no new one is written: add it by hand")
    for one in others:
        show.say(f"{_named(one)}: no entry links a paper of arXiv; a new one is written like those of other sections")


def _of_papers(survey: "Survey", path: "SectionPath") -> bool:
    return any(entry.id for entry in survey.entries if entry.section == path)


def _others(survey: "Survey") -> "list[SectionPath]":
    """Return the sections from which nothing can be learnt of how papers are written."""
    return [path for path in dict.fromkeys(one.section for one in survey.entries) if not _of_papers(survey, path)]


def _described(survey: "Survey") -> "Iterator[Described]":
    from curator import lists

    for path in dict.fromkeys(entry.section for entry in survey.entries):
        yield lists.learn_style(survey, path)


def _named(facts: Mapping[str, Any]) -> str:
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
    yield from (_row(one, _named(one)) for one in found)


def _row(figures: Mapping[str, Any], name: str) -> str:
    return f"{figures['entries']:>9,}{figures['similarity']:>7.0%}{figures['familiar']:>7.0%}  {name}"


def _said(facts: Mapping[str, Any]) -> str:
    """Say what was learnt of a section."""
    left_out = f"\n    not known of a new paper: {', '.join(facts['left_out'])}" if facts["left_out"] else ""
    title = f"{_named(facts)} (writes its own entries {facts['score']:.0%} alike)"
    return f"{title}\n{_indented(facts['template'])}\n{_indented(facts['example'])}{left_out}\n"


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))
