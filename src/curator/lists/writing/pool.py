"""The entries that decide how a new one is written, and which of their words may stand in any entry."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from curator.lists.reading.words import SHORTCODE, is_generic, is_venue, words
from curator.lists.writing.parts import Leaf, leaves
from curator.lists.writing.samples import (
    Sample,
    claims_venue,
    key_of,
    names_venue,
    preprint_of,
    says_preprint,
    standings,
)

_FRAMEWORK = re.compile(r"\b(?:pytorch|tensorflow|jax|keras|mxnet|caffe2?|theano|paddle(?:paddle)?)\b")
_ENOUGH, _MANY, _SOME = 3, 5, 0.2
_BADGE = re.compile(r"/badge/(?P<words>[^?)\"'\s]+?)-[a-z]*(?:[0-9a-f]{3,6})?(?:\.svg)?(?:[?)\"'\s>]|$)")
_FIGURES = re.compile(r"\W*\d+(?:\W+\d+)+\W*")
"""Several numbers, which say something of one paper even where all entries have the same."""

_RATING = re.compile("[\U0001f525\u2b50\U0001f31f\U0001f44d\u2764]|:(?:fire|star\\d?|sparkles|heart|thumbsup|\\+1):")


class Pool:
    """The entries that decide: those of the section, of its sisters and of the list, with their weights."""

    def __init__(
        self,
        own: list[Sample],
        every: list[Sample],
        weights: Mapping[Sample, float],
        shapes: tuple[Counter[str], Counter[str]],
        *,
        says: bool,
    ) -> None:
        self.own = own
        self.every = every
        self.weights = weights
        self.near, self.shapes = shapes
        self._venues = frozenset(run for sample in [*own, *every] for run in sample.venues)
        self._values = frozenset(run for sample in [*own, *every] for run in sample.values)
        self._own = Counter(run for sample in self.own for run in sample.runs)
        self._every = Counter(run for sample in self.every for run in sample.runs)
        self._said = _said(weights) if says else ""

    @property
    def preprints(self) -> bool:
        """Whether the list has a form for preprints: entries that say so, or enough that name no venue."""
        silent = [sample for sample in self.weights if not sample.venues]
        return any(sample.preprint or sample.linked for sample in silent) or len(silent) * 10 >= len(self.weights)

    def links(self, slot: str) -> bool:
        """Tell whether a new entry should link a page where its paper has one: because others of its section do."""
        among = self.own if len(self.own) >= _ENOUGH else self.every
        return sum(slot in sample.slots for sample in among) >= _SOME * max(1, len(among))

    def keep_in(self, sample: Sample) -> Callable[[Leaf], Leaf | None]:
        """Return what becomes of an entry's words: its one venue turns into what the list says of preprints."""
        return self._renamed if self._said and len(sample.venues) == 1 else self.keep

    def _renamed(self, leaf: Leaf) -> Leaf | None:
        venue = leaf.slot not in {"address", "comment"} and key_of(leaf) in self._venues
        return replace(leaf, text=self._said) if venue else self.keep(leaf)

    def keep(self, leaf: Leaf) -> Leaf | None:
        """Return words that may stand in any entry; None for those that tell of one paper."""
        run = key_of(leaf)
        own = len(self.own)
        always = (own >= 3 and self._own[run] >= 0.95 * own) or (own < 3 and self._in_all(run))
        if leaf.slot in {"address", "comment"}:
            of_any = always or ("badge" in run and "arxiv" in run) or (leaf.form and _is_badge_of_a_page(run))
            safe = of_any and not names_venue(run)
            return leaf if safe else self._as_preprint(leaf) if "badge" in run else None
        if leaf.slot == "label" and not always and _FRAMEWORK.search(run):
            return replace(leaf, text="Code" if leaf.text[:1].isupper() else "code")
        if says_preprint(run) and (is_generic(run) or not leaf.slot):
            return leaf if is_generic(run) else replace(leaf, text=preprint_of(leaf.text))
        if claims_venue(leaf) or run in self._venues:
            return self._as_preprint(leaf)
        return leaf if self._is_common(leaf, run, always=always) else None

    def _is_common(self, leaf: Leaf, run: str, *, always: bool) -> bool:
        """Tell whether words that name no venue may stand in any entry."""
        if _RATING.search(leaf.text) or _FIGURES.fullmatch(run):
            return False
        if SHORTCODE.fullmatch(leaf.text):
            return always
        plain = is_generic(run) and words(run) and not _has_digit(run) and (leaf.slot == "label" or len(words(run)) < 3)
        if plain or run == "by":  # where the names behind it go, so does this
            return True
        if run in self._values:
            return always and (len(self.own) >= _MANY or self._in_all(run))
        if leaf.slot != "field" and _is_delicate(leaf.text):
            return always
        return always or self._every[run] >= max(2, (0.4 if leaf.slot else 0.6) * len(self.every))

    def _in_all(self, run: str) -> bool:
        """Tell whether all entries of the list and of a small section say so."""
        alone = len(self.every) < 3 and not words(run)
        most = len(self.every) >= 3 and self._every[run] >= 0.9 * len(self.every)
        return (alone or most) and self._own[run] == len(self.own)

    def _as_preprint(self, leaf: Leaf) -> Leaf | None:
        """Return the name of a venue as that of arXiv, where the list shows no other way to write a preprint."""
        badge = leaf.slot == "address"
        if self.preprints or (badge and not names_venue(leaf.text)):
            return None
        return replace(leaf, text=_WORD.sub(_preprint, leaf.text) if badge else "arXiv")


def _is_badge_of_a_page(address: str) -> bool:
    """Tell whether an address is that of a badge that says what a link leads to, as "Code" does, and no more."""
    found = _BADGE.search(address)
    said = re.sub(r"[-_]|%20", " ", found["words"]).strip() if found else ""
    return bool(words(said)) and is_generic(said) and not _has_digit(said) and not any(map(is_venue, words(said)))


def _said(weights: Mapping[Sample, float]) -> str:
    """Return the words by which entries say most often that their paper is a preprint."""
    counts: dict[str, float] = defaultdict(float)
    for sample, weight in weights.items():
        for leaf in standings(list(leaves(sample.parts))) if sample.preprint else ():
            counts[preprint_of(leaf.text)] += weight
    return max(counts, key=counts.__getitem__, default="")


_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?![A-Za-z]|\s*=\s*[\"'])")


def _preprint(word: re.Match[str]) -> str:
    return "arXiv" if names_venue(word[0]) else word[0]


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_delicate(text: str) -> bool:
    """Tell whether words may be a name, a number or a sign, which say something of one paper only."""
    return (
        not words(text)
        or _has_digit(text)
        or (text[:1].isupper() and " " not in text)
        or any(word[:1].isupper() for word in text.split()[1:])
    )


def fits(sample: Sample, known: frozenset[str], *, says: bool) -> float:
    """Return how much an entry tells of a preprint of which so much is known."""
    weight = (0.002 if says else 0.05) if sample.venues else 1.0
    weight *= 0.3 if says and not sample.preprint else 1.0
    weight *= 0.5 if ("code" in sample.slots) != ("code" in known) else 1.0
    weight *= 0.7 if ("project" in sample.slots) != ("project" in known) else 1.0
    weight *= 0.3 if "rest" in known and not sample.split else 1.0
    return weight * (1.0 if sample.linked else 0.05)
