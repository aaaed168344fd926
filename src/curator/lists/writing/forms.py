"""Entries reduced to what may be written of another paper, and which of them reproduces the others best."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from curator.lists.writing import blanks, people
from curator.lists.writing.parts import TO_PAPER, Leaf, Node, Part, cells_of, leaves, replaced, said, slots_of, text_of
from curator.lists.writing.people import AuthorForm
from curator.lists.writing.pool import Pool
from curator.lists.writing.reduce import Reducer
from curator.lists.writing.samples import Sample, token_of
from curator.lists.writing.shape import shape

_TAGS = re.compile(r"</?[a-z]\w*", re.IGNORECASE)
_CANDIDATES, _NEAR, _KNOWN, _ALIKE = 48, 0.3, 0.2, 0.6


def tokens_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return parts as what is compared: facts by name, words without case, marks as they are."""
    return tuple(token_of(leaf) for leaf in leaves(parts) if leaf.text)


Grams: TypeAlias = frozenset[tuple[str, str]]
"""Which tokens of an entry stand side by side."""


def _grams(parts: Sequence[Part]) -> Grams:
    return frozenset(pairwise(("", *tokens_of(parts), "")))


def _likeness(one: Grams, other: Grams) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@dataclass(slots=True)
class Form:
    """An entry reduced to what may be written of another paper."""

    parts: tuple[Part, ...]
    sample: Sample
    weight: float
    grams: Grams

    @property
    def slots(self) -> frozenset[str]:
        """The facts that an entry of this form writes."""
        return slots_of(self.parts)

    @property
    def indent(self) -> str:
        """How deep in its first line stands."""
        text = self.sample.unit.text
        return text[: len(text) - len(text.lstrip())]

    @property
    def is_entry(self) -> bool:
        """Whether it still names a paper and leads to it."""
        slots = self.slots
        return ("title" in slots or slots >= {"lead", "rest"}) and bool(slots & {"id", "link"})

    @property
    def is_whole(self) -> bool:
        """Whether it closes no tag that it did not open."""
        tags = Counter(match[0].casefold() for match in _TAGS.finditer(text_of(self.parts)))
        return all(tags[tag] <= tags[tag.replace("/", "")] for tag in tags)


def forms_of(pool: Pool, known: frozenset[str], empty: tuple[str, ...]) -> Iterator[Form]:
    """Yield the entries of a pool, reduced; twice where it is open which separator stays."""
    for sample, weight in pool.weights.items():
        parts = _undivided(sample.parts) if "rest" not in known and {"lead", "rest"} <= sample.slots else sample.parts
        readings = Reducer(pool.keep_in(sample), known, empty).reduce(parts)
        for reduced, share in zip(readings, (1.0, 0.9), strict=False):
            yield Form(reduced, sample, share * weight, _grams(reduced))


def _undivided(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return parts in which a whole title stands in the place of one that is divided at its colon.

    It stands where the second half did, with the first and the colon gone; where the first is a link, there.
    """
    slots = [slots_of([part]) for part in parts]
    if not any({"lead", "rest"} <= one for one in slots):
        first, second = (next(n for n, one in enumerate(slots) if name in one) for name in ("lead", "rest"))
        if isinstance(link := parts[first], Node) and link.kind == "link":
            return (*parts[:first], *_renamed([link], "lead"), *parts[first + 1 :])
        return (*parts[:first], *_renamed(parts[second : second + 1], "rest"), *parts[second + 1 :])
    return tuple(
        replace(part, inside=_undivided(part.inside)) if isinstance(part, Node) and "lead" in one else part
        for part, one in zip(parts, slots, strict=True)
    )


def _renamed(parts: Sequence[Part], slot: str) -> tuple[Part, ...]:
    """Return parts with a whole title in the place of one half."""
    return replaced(parts, {id(leaf): replace(leaf, slot="title") for leaf in leaves(parts) if leaf.slot == slot})


def _led(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts with the title as a link to the paper, for a list that links none."""
    return tuple(
        replace(part, inside=_led(part.inside))
        if isinstance(part, Node)
        else Node("link", (Leaf("mark", "["),), (part,), TO_PAPER)
        if part.slot == "title"
        else part
        for part in parts
    )


@dataclass(frozen=True, slots=True)
class Learned:
    """An entry's form, the share of the others that it reproduces, and what of its own entry it leaves out."""

    parts: tuple[Part, ...]
    score: float
    left_out: tuple[str, ...]


def best(pool: Pool, known: frozenset[str], empty: tuple[str, ...]) -> Learned | None:
    """Return the form that reproduces the others best; one whose shape the list has comes before one it has not."""
    forms = list(forms_of(pool, known, empty))
    groups: dict[Grams, float] = defaultdict(float)
    for form in forms:
        groups[form.grams] += form.weight * (1.0 if form.parts == form.sample.parts else 0.6)
    total = sum(groups.values()) or 1.0
    spelled = _spelled(forms)
    heaviest = dict.fromkeys(form.grams for form in sorted(forms, key=lambda form: -form.weight))
    every = [form for grams in heaviest if (form := spelled[grams]).is_whole]
    candidates = [form for form in every if form.is_entry] or [
        replace(form, parts=_led(form.parts)) for form in every if "title" in form.slots
    ]
    pages = frozenset(slot for slot in ("code", "project") if slot in known and pool.links(slot))
    usual = Counter(map(_unclosed, forms)).most_common(1)[0][0] if forms else 0
    ranked: list[Ranked] = []
    for form in candidates[:_CANDIDATES]:
        score = sum(weight * _likeness(form.grams, grams) for grams, weight in groups.items()) / total
        outline = shape(text_of(form.parts, _stand_in))
        familiar = _NEAR * (outline in pool.near) + _KNOWN * (outline in pool.shapes)
        whole = _is_balanced(outline) and _unclosed(form) == usual
        ranked.append(Ranked((form.sample.linked, whole, score + familiar), score, form))
    if not ranked:
        return None
    _, score, form = _with_pages(ranked, pages)
    alike = [other for other in forms if _likeness(other.grams, form.grams) >= _ALIKE]
    parts = _voted(form, alike, forms)
    if not any(cells_of(parts)):
        own = set(pool.own)
        parts = blanks.usual(parts, [(one.parts, one.sample in own) for one in alike if one.indent == form.indent])
    return Learned(parts, score, _left_out(form))


class Ranked(NamedTuple):
    """A form with its rank among others: first those that link arXiv and close their marks, then the most alike."""

    rank: tuple[bool, bool, float]
    score: float
    form: Form


def _with_pages(ranked: Sequence[Ranked], pages: frozenset[str]) -> Ranked:
    """Return the best form, or the best of those that write all that it does and link more of these pages."""
    best = max(ranked, key=lambda one: one.rank)
    full = (one for one in ranked if one.rank[:2] >= best.rank[:2] and one.form.slots >= best.form.slots)
    return max(full, key=lambda one: (len(one.form.slots & pages), one.rank))


def _spelled(forms: Sequence[Form]) -> dict[Grams, Form]:
    """Return one form of each kind: of those that differ in case only the one that most entries have."""
    spellings: dict[Grams, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    first: dict[tuple[Grams, str], Form] = {}
    for form in forms:
        spelling = "".join(
            leaf.slot if leaf.kind == "slot" else leaf.text for leaf in leaves(form.parts) if leaf.text.strip()
        )
        spellings[form.grams][spelling] += form.weight**0.4
        first.setdefault((form.grams, spelling), form)
    return {grams: first[grams, max(some, key=some.__getitem__)] for grams, some in spellings.items()}


def _stand_in(leaf: Leaf) -> str:
    """Return names and words in the place of a fact."""
    if isinstance(leaf.form, AuthorForm):
        return leaf.form.write(["Ann Bee", "Cid Dee"] if not leaf.form.limit else ["Ann Bee"] * (leaf.form.limit + 1))
    return leaf.text if leaf.slot == "date" else "Title"


def _is_balanced(outline: str) -> bool:
    """Tell whether emphasis, code and square brackets are closed as often as they are opened."""
    pairs = outline.count("**") % 2 == outline.count("`") % 2 == 0
    return pairs and outline.count("[") == outline.count("]")


def _unclosed(form: Form) -> int:
    """Return how many round brackets more are opened than closed: one less in each entry where "1)" is its number."""
    text = text_of(form.parts, _stand_in)
    return text.count("(") - text.count(")")


def _left_out(form: Form) -> tuple[str, ...]:
    """Return the words that are left out, each once; of addresses no more than that there is one."""
    kept = Counter(leaf.text for leaf in leaves(form.parts))
    words = (Counter(leaf.text for leaf in said(form.sample.parts)) - kept).elements()
    plain = ("a link" if "://" in text else text.strip(" -–,.;:") for text in words)
    return tuple(dict.fromkeys(text for text in plain if text))


def _voted(form: Form, alike: Sequence[Form], forms: Sequence[Form]) -> tuple[Part, ...]:
    """Return a form's parts with its dates and names written as most entries like it write theirs."""
    votes: dict[tuple[str, int], dict[object, float]] = defaultdict(lambda: defaultdict(float))
    padding: dict[object, dict[object, float]] = defaultdict(lambda: defaultdict(float))
    for other in alike:
        for place, leaf in _placed(other.parts):
            vote = other.weight ** _VOTE.get(place[0], 1) + 1e-9
            votes[place][_unpadded(leaf.form)] += vote
            padding[place, _unpadded(leaf.form)][leaf.form] += vote * (1e-6 if _is_vague(leaf) else 1.0)
    chosen: dict[int, Leaf] = {}
    for place, leaf in _placed(form.parts):
        spelled = padding[place, max(votes[place], key=votes[place].__getitem__)]
        new = max(spelled, key=spelled.__getitem__)
        if isinstance(new, AuthorForm) and not new.limit:
            new = _limit(alike) or new
        if isinstance(new, AuthorForm) and any(_ends_in_stop(form) for form in (new, leaf.form)):
            new = new._replace(stop=_stop(form.parts, leaf, forms))
        chosen[id(leaf)] = replace(leaf, form=new)
    return replaced(form.parts, chosen)


def _ends_in_stop(form: object) -> bool:
    """Tell whether names written so end in "et al.", whose full stop ends them as well."""
    return isinstance(form, AuthorForm) and bool(form.limit) and form.etal.endswith(".")


def _limit(forms: Sequence[Form]) -> AuthorForm | None:
    """Return the form that leaves names out, None where a longer list of names than it allows stands in full."""
    named = [leaf for form in forms for leaf in leaves(form.parts) if isinstance(leaf.form, AuthorForm)]
    limited = Counter(leaf.form for leaf in named if leaf.form.limit)
    full = max((people.count(leaf.text, leaf.form) for leaf in named if not leaf.form.limit), default=0)
    form = max(limited, key=limited.__getitem__, default=None)
    return form if form and full <= form.limit else None


def _unpadded(form: object) -> object:
    """Return a date's form without the leading zeros that only some days and months show."""
    return form.replace("{day}", "{d}").replace("{month}", "{m}") if isinstance(form, str) else form


def _is_vague(leaf: Leaf) -> bool:
    """Tell whether no figure of a date is below ten, so that it does not show whether others have a leading zero."""
    return leaf.slot == "date" and all(int(figure) >= 10 for figure in _FIGURES.findall(leaf.text))


_FIGURES = re.compile(r"\d+")


def _stop(parts: Sequence[Part], names: Leaf, forms: Sequence[Form]) -> str:
    """Return the full stop that belongs to names of which none is left out, nothing where they have none of their own.

    They have one where nothing but that of "et al." parts them from the words after them, or where most have one.
    """
    found = [*leaves(parts), _END, _END]
    at = next(n for n, leaf in enumerate(found) if leaf is names)
    mark, after = [leaf for leaf in found[at + 1 :] if leaf.text not in _EMPHASIS][:2]
    if mark.text.startswith("."):
        return ""
    return "." if (mark.text.isspace() and after.kind == "words") or _have_stops(forms) else ""


_END = Leaf("mark", "")
_EMPHASIS = {"*", "_", "**", "__"}


def _have_stops(forms: Sequence[Form]) -> bool:
    """Tell whether most entries have a full stop after all of their names."""
    stops: list[bool] = []
    for sample in {form.sample for form in forms}:
        for leaf, after in pairwise(leaves(sample.parts)):
            if isinstance(leaf.form, AuthorForm) and not leaf.form.limit:
                stops.append(after.text.startswith("."))
    return 2 * sum(stops) > len(stops)


_VOTE = {"authors": 0.5}
"""The power of the weights in a vote: that a title is split as the new one is says little of how names are written."""


def _placed(parts: Sequence[Part]) -> Iterator[tuple[tuple[str, int], Leaf]]:
    counts: Counter[str] = Counter()
    for leaf in leaves(parts):
        if leaf.slot in {"date", "authors", "id"}:
            yield (leaf.slot, counts[leaf.slot]), leaf
            counts[leaf.slot] += 1
