"""Rejections that the closing of a pull request made though nobody turned a paper down: earlier versions wrote some."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from curator.feedback import sources
from curator.types import Closing, Label, Placed, SectionPath


@dataclass(frozen=True, slots=True)
class Doubt:
    """Rejections that the closing of one pull request made, and why no person may have decided them."""

    number: int
    papers: tuple[Label, ...]
    why: str


def closed(known: Iterable[Label]) -> dict[int, list[Label]]:
    """Return the rejections that closings made, by the number of the pull request."""
    found: defaultdict[int, list[Label]] = defaultdict(list)
    for label in known:
        source = sources.read(label.source)
        if source and source.pull and source.how == "closed" and not (source.followed or label.sections):
            found[source.pull].append(label)
    return dict(sorted(found.items()))


def doubt(closing: Closing, rejected: Sequence[Label], placed: Iterable[Placed], there: Collection[SectionPath]) -> str:
    """Say why the closing of a pull request may have turned nothing down, empty where a person closed it.

    `placed` is what its branch added when it was closed, `there` are the sections that the list had then. Where they
    share none, the bot could not place what waited. It opened the pull request, so who is no bot and did that, too, may
    have lent it a token.
    """
    if closing.by_bot and all(one.by in {"", closing.by} for one in rejected):
        return f"{closing.by} closed it, which is a bot"
    ids = {one.id for one in rejected}
    sections = {one.section for one in placed if one.id in ids}
    person = not closing.by_bot and closing.by not in {"", closing.author}
    if person or not sections or sections & {*there}:
        return ""
    return "when it was closed, the list had none of the sections that it named, and no one else than the bot closed it"
