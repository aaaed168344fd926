"""Ticks on papers that were settled before the tick was read: by the list as it stands, or by an earlier decision."""

from collections.abc import Collection, Iterable

from curator.papers.identity import keys
from curator.proposals.instructions import Instructions
from curator.types import Label, Paper, PaperId

DECIDED = "was decided already"
_LISTED = "stands in the list: delete its line there to turn it down"
_MOVED = "stands in the list: move its line there"


def replies(
    wanted: Instructions, papers: Iterable[Paper], known: Iterable[Label], waiting: Collection[PaperId]
) -> dict[str, str]:
    """Say of each ticked paper on which no tick decides any more why not.

    `papers` are those that boxes may be about, `known` all decisions, the list's among them; `waiting` are the papers
    that a tick still brings to a section.
    """
    sections = {name: {*one.sections} for one in known if one.sections for name in keys(one)}
    listed = {paper.id: sections[name] for paper in papers for name in keys(paper) if name in sections}
    said = {str(paper): DECIDED for paper in wanted.placed if paper not in waiting}
    said |= {str(one): _MOVED for one, paths in wanted.placed.items() if not {*paths} <= listed.get(one, {*paths})}
    return said | dict.fromkeys(map(str, wanted.refused & listed.keys()), _LISTED)
