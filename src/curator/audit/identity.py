"""Links to another paper than the title names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from curator.audit.findings import Edit, Finding
from curator.audit.index import PaperIndex
from curator.audit.items import Item, may_be
from curator.lists.reading import inline
from curator.lists.reading.words import words
from curator.papers.authors import surname
from curator.papers.identity import title_key
from curator.papers.matching import names
from curator.types import Paper, PaperId

_WORDS = 6
"""With fewer words, a title may be a name that nobody wrote into the abstract, or no title at all."""

_STEM = 9
"""Letters by which words are compared: quantization, quantizations."""

_UNLIKE = 0.17
"""Share of a title's words, weighed by rarity, that the linked paper's title and abstract have at most.

Of 801 entries in 105 versions of real lists whose title is not the paper's, one that was only retitled has less.
"""

_EARLIER = 0.7
"""The same, of either title in the other, where the entry names a year before the linked paper was there."""

_RIVAL = 0.4
"""The same where another entry gives this id to the very title that arXiv has."""

TITLE = 5
"""Words of a title that no two papers share by chance."""

_LONG = 20
"""With more words, it is a sentence about a paper."""

_NO_TITLE = re.compile(r"\||\bet al\b|https?:")
_DATA = re.compile(r"\bdata ?set\W*$", re.IGNORECASE)
_SHOWN = re.compile(r"\barxiv[\s:]{0,2}(\d{4}\.\d{4,5})(?:v\d+)?(?!\.?\d)", re.IGNORECASE)
_NAMES = re.compile(r",\s*[^\s,][^,]{0,40}\bet al\b.*$")


class Words:
    """The words of a list's titles, each with its rarity."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._counts = Counter(stem for title in titles for stem in _stems(title))
        self._titles = len(titles)

    def share(self, title: str, text: str) -> float:
        """Return which share of a title's words a text has, each weighed by its rarity in the list (IDF)."""
        stems, have = _stems(title), _stems(text)
        weights = {stem: log((self._titles + 2) / (self._counts[stem] + 1)) for stem in stems}
        return sum(weights[stem] for stem in stems & have) / (sum(weights.values()) or 1.0)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text) if len(word) > 1}


def wrong_ids(items: Sequence[Item], index: PaperIndex) -> Iterator[tuple[int, Finding]]:
    """Find entries that link another paper than their title names, each with its number.

    That is certain where the title is letter for letter that of another paper, or shares next to nothing with title
    and abstract of the linked one. Papers get new titles: where an author is named, or words agree, nothing is found.
    """
    rarity = Words([item.entry.title for item in items])
    right = {item.entry.id for item in items if agrees(item, index)}
    for number, item in enumerate(items):
        paper = index.by_id.get(item.entry.id)
        if paper and _is_doubtful(item, index) and (found := _wrong(item, paper, index, rarity, right)):
            yield number, found


def title_of(item: Item) -> str:
    """Return an entry's title without names behind it."""
    return _NAMES.sub("", item.entry.title)


def agrees(item: Item, index: PaperIndex) -> bool:
    """Tell whether one of the linked papers has the entry's title."""
    key = title_key(title_of(item))
    linked = [index.by_id[arxiv_id] for arxiv_id in item.ids if arxiv_id in index.by_id]
    return any(key == title_key(paper.title) for paper in linked)


def _is_doubtful(item: Item, index: PaperIndex) -> bool:
    """Tell whether an entry has one id, and a title that is not the paper's, nor the end or the start of it."""
    title, paper = title_of(item), index.by_id.get(item.entry.id)
    if paper is None or len(item.ids) != 1 or _NO_TITLE.search(title) or not 0 < len(words(title)) <= _LONG:
        return False
    return title_key(title) not in title_key(paper.title)


def _wrong(item: Item, paper: Paper, index: PaperIndex, rarity: Words, right: set[PaperId]) -> Finding | None:
    title = title_of(item)
    linked = f'{paper.id} is "{paper.title}"'
    if len(words(title)) >= TITLE and (titled := index.titled(title)):
        why = f'"{title}" is {titled[0].id}; the linked {linked}'
        return item.finding("wrong-id", why, fix=_other_id(item, titled[0].id) if len(titled) == 1 else ())
    if not names_an_author(item, paper) and (why := _unlike(item, title, paper, rarity, right)):
        return item.finding("wrong-id", f'"{title}" {why}: {linked}', "likely")
    return None


def _unlike(item: Item, title: str, paper: Paper, rarity: Words, right: set[PaperId]) -> str:
    """Say why a title is hardly the paper's, nothing where it may be."""
    share = rarity.share(title, f"{paper.title} {paper.abstract} {paper.comment}")
    alike, back = rarity.share(title, paper.title), rarity.share(paper.title, title)
    long = len(words(title)) >= _WORDS
    if long and share < _UNLIKE:
        return "links a paper of quite another title"
    if long and paper.id in right and share < _RIVAL and alike < _RIVAL / 2:
        return "links a paper that another entry links under its own title"
    if min(alike, back) < _EARLIER and _is_earlier(item):
        return f"is of {item.entry.date[:4]}, as the entry says, and links a later paper"
    return ""


def _is_earlier(item: Item) -> bool:
    """Tell whether an entry names a year in which the linked paper was not there yet."""
    year, month = item.entry.date[:4], item.entry.id.month
    return bool(year) and month is not None and int(year) < month.year and not may_be(item.entry.id, int(year))


def conflicts(items: Sequence[Item], index: PaperIndex) -> Iterator[tuple[int, Finding]]:
    """Find entries that link a paper which entries of quite other titles link too, where nobody knows whose it is.

    In two sections it may be one paper under its old title and its new one: there it is found where three titles have
    one id, or where an entry names a year before the id's.
    """
    rarity = Words([item.entry.title for item in items])
    first: dict[str, list[Item]] = {}
    for number, item in enumerate(items):
        if len(item.ids) != 1 or item.entry.id in index.by_id or not is_title(title_of(item)):
            continue
        others = first.setdefault(item.entry.id, [])
        rivals = [other for other in others if differ(title_of(item), title_of(other), rarity)]
        beside = [other for other in rivals if other.entry.section == item.entry.section]
        if beside or len(rivals) > 1 or (rivals and _is_earlier(item)):
            other = (beside or rivals)[0]
            why = f'"{title_of(item)}" and "{title_of(other)}" (line {other.line}) both link {item.entry.id}'
            yield number, item.finding("wrong-id", f"{why}: another id is meant, or a paper stands twice", "likely")
        if not rivals or len(rivals) == len(others):
            others.append(item)


def differ(one: str, other: str, rarity: Words) -> bool:
    """Tell whether two titles have so few words in common that they are hardly one paper's."""
    return rarity.share(one, other) < _RIVAL and rarity.share(other, one) < _RIVAL


def is_title(title: str) -> bool:
    """Tell whether a text was read well enough to be compared with other titles, and names a paper and no data set."""
    whole = title.count("(") == title.count(")") and not _NO_TITLE.search(title) and not _DATA.search(title)
    return whole and TITLE <= len(words(title)) <= _LONG


def contradictions(items: Sequence[Item], index: PaperIndex) -> Iterator[tuple[int, Finding]]:
    """Find entries whose words name one arXiv id while their links lead to another."""
    for number, item in enumerate(items):
        hidden = [(link.start, link.end) if link.image else link.href for link in item.unit.links]
        shown = {*map(PaperId, _SHOWN.findall(inline.blanked(item.text, hidden, " ")))}
        if len(item.ids) == 1 and len(shown) == 1 and not shown & {*item.ids} and not agrees(item, index):
            (said,) = shown
            why = f"the entry says arXiv:{said} and links {item.entry.id}"
            if said in {paper.id for paper in index.titled(title_of(item))}:
                yield number, item.finding("wrong-id", f"{why}; the title is the former's", fix=_other_id(item, said))
            else:
                yield number, item.finding("wrong-id", f"{why}: one of them is wrong", "likely")


def names_an_author(item: Item, paper: Paper) -> bool:
    """Tell whether an entry has the surname of an author outside its title and its links."""
    return bool(names(item.text, item.entry.title) & {surname(name) for name in paper.authors})


def _other_id(item: Item, right: PaperId) -> list[Edit]:
    """Return the edits that write another id in every address of an entry that has the wrong one."""
    found = re.finditer(rf"{re.escape(item.entry.id)}(?:v\d+)?(?!\d)", item.text)
    inside = [(link.start, link.end) for link in item.unit.links]
    return [item.edit(*m.span(), right) for m in found if any(a <= m.start() < b for a, b in inside)]
