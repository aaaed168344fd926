"""The papers that an audit compares a list with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.papers.identity import title_key
from curator.types import Paper, PaperId, Survey, entries_of


@dataclass(frozen=True, slots=True)
class PaperIndex:
    """Papers by id, and by what stays of their titles."""

    by_id: dict[str, Paper]
    by_key: dict[str, tuple[Paper, ...]]

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> "PaperIndex":
        """Return papers in both orders; of papers with one id the last one counts."""
        by_id: dict[str, Paper] = {paper.id: paper for paper in papers}
        by_key: dict[str, tuple[Paper, ...]] = {}
        for paper in by_id.values():
            key = title_key(paper.title)
            by_key[key] = (*by_key.get(key, ()), paper)
        return cls(by_id, by_key)

    def titled(self, title: str) -> tuple[Paper, ...]:
        """Return the papers of a title, compared letter for letter; none for an empty one."""
        key = title_key(title)
        return self.by_key.get(key, ()) if key else ()


def asked(surveys: Sequence[Survey]) -> tuple[dict[PaperId, None], dict[str, None]]:
    """Return the ids that a list links, and the keys of its titles: what of all papers an audit needs."""
    entries = entries_of(surveys)
    ids = dict.fromkeys(entry.id for entry in entries if entry.id)
    return ids, dict.fromkeys(key for entry in entries if (key := title_key(entry.title)))
