"""Entries to learn from: their trees, and what their words tell of the paper's standing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from curator.lists.reading.unit import Unit, linked_id
from curator.lists.reading.words import is_generic, is_venue, word_set, words
from curator.lists.writing import tree
from curator.lists.writing.claims import claims_of
from curator.lists.writing.parts import Leaf, Node, Part, cells_of, leaves, replaced, said, slots_of

_NO_VENUE = word_set("arxiv preprint www acl blog date nature science findings nc sc journal conference workshop paper")
_ALONE = word_set(
    "acl acm ieee nature science findings nc sc springer biorxiv medrxiv ssrn workshop journal conference"
)
_PREPRINT = word_set("arxiv preprint preprints corr")
_HYPHEN = re.compile(r"\bpre[- ]print", re.IGNORECASE)
_ODD_ADDRESS = re.compile(
    r"https?://(?:[\w-]+\.)*arxiv\.org/(?:ps/|ftp/arxiv/papers/\d{4}/)?|https?://(?:www\.)?arxiv-vanity\.com/papers/",
    re.IGNORECASE,
)
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/10\.48550/arxiv\.$", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Sample:
    """One entry to learn from: its parts, its words by kind (`values` fill a cell or code span), what it shows."""

    unit: Unit
    parts: tuple[Part, ...]
    slots: frozenset[str]
    runs: frozenset[str]
    venues: frozenset[str]
    values: frozenset[str]
    preprint: bool
    split: bool
    linked: bool


def sample_of(unit: Unit) -> Sample:
    """Return an entry as something to learn from."""
    claims = claims_of(unit)
    if unit.cells:
        parts = tree.parse_row(unit.text, unit.cells[: max(1, len(unit.block.head))], claims, unit.links)
    else:
        parts = tree.parse(unit.text, (0, len(unit.text.rstrip("\r\n"))), claims, unit.links)
    parts = _addressed(parts)
    found = list(leaves(parts))
    wording = [leaf for leaf in found if leaf.kind == "words" and (leaf.slot != "address" or "badge" in leaf.text)]
    venues = [leaf for leaf in wording if claims_venue(leaf)]
    return Sample(
        unit,
        parts,
        slots_of(parts),
        frozenset(key_of(leaf) for leaf in found if leaf.kind == "words"),
        frozenset(map(key_of, [*venues, *_before_dates(found)])),
        frozenset(map(key_of, _values(parts))),
        any(standings(found)),
        ":" in unit.name,
        bool(linked_id(unit.text, unit.links)) and "doi.org/10.48550" not in unit.text,
    )


def _values(parts: Sequence[Part]) -> Iterator[Leaf]:
    """Yield the words that fill a cell or a code span on their own, and so say something of one paper."""
    for part in parts:
        if not isinstance(part, Node):
            continue
        inside = said([part])
        if part.kind in {"cell", "code"} and all(leaf.kind == "words" for leaf in inside):
            yield from inside
        else:
            yield from _values(part.inside)


def standings(found: Sequence[Leaf]) -> Iterator[Leaf]:
    """Yield the words that say a paper is a preprint: plain ones, or a link's label with a date."""
    visible = [leaf for leaf in found if not leaf.text.isspace()]
    for leaf, after in pairwise((*visible, Leaf("mark", ""))):
        plain = not leaf.slot or (leaf.slot == "label" and after.slot == "date")
        if leaf.kind == "words" and plain and says_preprint(leaf.text):
            yield leaf


def _before_dates(found: Sequence[Leaf]) -> Iterator[Leaf]:
    """Yield the words that stand right before a date, as the names of journals do that no list of names can hold."""
    last: Leaf | None = None
    for leaf in found:
        if leaf.kind == "words":
            last = leaf
        elif leaf.slot == "date" and last and _may_be_venue(last):
            yield last
        if leaf.kind == "slot" or (leaf.kind == "mark" and not _NEAR.fullmatch(leaf.text)):
            last = None


_NEAR = re.compile(r"[\s,*_`'’]*")


def _may_be_venue(leaf: Leaf) -> bool:
    plain = leaf.slot != "address" and leaf.text[:1].isupper() and len(leaf.text.split()) <= 8
    return plain and not says_preprint(leaf.text) and not is_generic(leaf.text)


def key_of(leaf: Leaf) -> str:
    """Return words as they are counted."""
    return _plain(leaf.text)


def token_of(leaf: Leaf) -> str:
    """Return a leaf as what is compared: a fact by name, words without case, a mark as it is."""
    return f"{{{leaf.slot}}}" if leaf.kind == "slot" else key_of(leaf) if leaf.kind == "words" else leaf.text


def _plain(run: str) -> str:
    """Return words in small letters, without the "in" that leads to where a paper appeared."""
    return _HYPHEN.sub("preprint", run.strip().casefold()).removeprefix("in ")


_HIDDEN = re.compile(r"//[^/\s)]*|[?#][^)]*|\b[a-z-]+\s*=(?=\s*[\"'])")


def names_venue(run: str) -> bool:
    """Tell whether words name a conference or journal, which a new paper is not in."""
    return any(is_venue(word) and word not in _NO_VENUE for word in words(_HIDDEN.sub(" ", run)))


def claims_venue(leaf: Leaf) -> bool:
    """Tell whether words name a conference or journal; a word that elsewhere is no venue does so where it is alone."""
    found = [word for word in words(leaf.text) if not word.isdigit()]
    return names_venue(leaf.text) or (leaf.slot == "" and bool(found) and _ALONE.issuperset(found))


def says_preprint(run: str) -> bool:
    """Tell whether words say that a paper is a preprint."""
    found = words(_plain(run))
    return bool(set(found) & _PREPRINT) and len(found) <= 3


def preprint_of(run: str) -> str:
    """Return of words that say that a paper is a preprint those that do, without what they say of one paper."""
    return " ".join(word for word in run.split() if is_generic(word))


def with_venues(samples: Sequence[Sample]) -> list[Sample]:
    """Return the rows of tables with what stands in the columns of venues known as such."""
    wanted = _common([_venue_columns(sample.parts) for sample in samples], 0.3)
    return [_in_venues(sample, wanted) for sample in samples]


def _common(places: Sequence[set[int]], least: float) -> set[int]:
    """Return the places that such a share of samples has, at least."""
    counts = Counter(n for some in places for n in some)
    return {n for n, count in counts.items() if count / len(places) >= least}


def _venue_columns(parts: Sequence[Part]) -> set[int]:
    return {
        n
        for n, node in _apart(parts)
        if n >= 0 and not slots_of([node]) & _FACTS
        for leaf in leaves([node])
        if leaf.kind == "words" and not leaf.slot and (claims_venue(leaf) or says_preprint(leaf.text))
    }


_FACTS = frozenset({"title", "lead", "rest", "id", "link", "code", "project"})


def _in_venues(sample: Sample, wanted: set[int]) -> Sample:
    inside = [leaf for n, node in _apart(sample.parts) if n in wanted for leaf in leaves([node])]
    wording = [leaf for leaf in inside if leaf.kind == "words" and words(leaf.text)]
    if any(says_preprint(leaf.text) for leaf in wording):
        return sample
    return replace(sample, venues=sample.venues | set(map(key_of, wording)))


def with_pages(samples: Sequence[Sample]) -> list[Sample]:
    """Return samples that link arXiv's page of a paper, and no DOI of its, where others do."""
    if not any(sample.linked for sample in samples):
        return list(samples)
    return [sample if sample.linked else _paged(sample) for sample in samples]


def _addressed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return parts in which an address of arXiv's that other papers have not, or no more, is that of a paper's page."""
    found = list(leaves(parts))
    changed: dict[int, Leaf] = {}
    for leaf, after in zip(found, [*found[2:], *found[:2]], strict=True):  # between them is the id
        if leaf.kind == "mark" and _ODD_ADDRESS.fullmatch(leaf.text):
            file = after.text.casefold().startswith(".pdf")
            changed[id(leaf)] = replace(leaf, text=f"https://arxiv.org/{'pdf' if file else 'abs'}/")
            if after.text == "/":
                changed[id(after)] = replace(after, text="")
    return replaced(parts, changed)


def _paged(sample: Sample) -> Sample:
    doi = {
        id(leaf): replace(leaf, text="https://arxiv.org/abs/")
        for leaf in leaves(sample.parts)
        if leaf.kind == "mark" and _DOI.match(leaf.text)
    }
    return replace(sample, parts=replaced(sample.parts, doi), linked=True) if doi else sample


def with_names(samples: Sequence[Sample]) -> list[Sample]:
    """Return samples in which the place where many have the short name of their work is the name's in all.

    That is a column of a table, or what a line starts with when it is marked apart.
    """
    places = [_name_places(sample.parts) for sample in samples]
    wanted = _common(places, 0.25)
    usual = _common(places, 0.1) | {-1}
    return [
        _named(_unnamed(sample, place - usual), wanted - place) for sample, place in zip(samples, places, strict=True)
    ]


def _name_places(parts: Sequence[Part]) -> set[int]:
    return {n for n, node in _apart(parts) if "name" in slots_of([node])}


def _apart(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Yield the cells of a row by number, or as -1 the part that a line starts with when it is marked apart."""
    if cells := list(cells_of(parts)):
        yield from enumerate(cells)
        return
    first = next((part for part in parts if isinstance(part, Node) or part.kind in {"words", "slot"}), None)
    if first and not (isinstance(first, Node) and first.kind == "link"):
        yield -1, first


def _alone(part: Part) -> Leaf | None:
    """Return the words that a part holds, None where it holds anything else."""
    inside = said([part])
    return inside[0] if len(inside) == 1 and inside[0].kind == "words" else None


def _named(sample: Sample, wanted: set[int]) -> Sample:
    parts = sample.parts
    for n, node in _apart(parts):
        if n in wanted and (alone := _alone(node)) and len(alone.text.split()) <= 3:
            parts = replaced(parts, {id(alone): Leaf("slot", alone.text, "name")})
    return sample if parts is sample.parts else replace(sample, parts=parts, slots=sample.slots | {"name"})


def _unnamed(sample: Sample, chance: set[int]) -> Sample:
    """Return a row in which what is a name in hardly any other is taken for words: a topic may start a title, too."""
    names = [leaf for n, node in _apart(sample.parts) if n in chance for leaf in leaves([node]) if leaf.slot == "name"]
    if not names:
        return sample
    parts = replaced(sample.parts, {id(leaf): Leaf("words", leaf.text) for leaf in names})
    return replace(sample, parts=parts, slots=slots_of(parts))


_SAID = re.compile(r"(?<![\w./-])(?:arxiv|corr|preprints?)(?![\w./])", re.IGNORECASE)
_ADDRESSES = re.compile(r"\[[^\[\]]*\]\([^)]*\)|https?://\S+")


@lru_cache(maxsize=1 << 14)
def names_preprint(text: str) -> bool:
    """Tell whether an entry's source may say, outside its links, that its paper is a preprint."""
    return bool(_SAID.search(_ADDRESSES.sub("", text)))


def newest(units: Iterable[Unit], most: int) -> list[Unit]:
    """Return the units with the newest arXiv ids, newest first; the first ones when none has an id."""
    units = list(units)
    linked = [unit for unit in units if unit.id]
    return sorted(linked, key=lambda unit: ("/" not in unit.id, unit.id), reverse=True)[:most] or units[:most]
