"""Words by which a list's titles are told from those of other papers: rules that its own entries speak for."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

_WORD = re.compile(r"\w+")
_STEM = 5  # letters that are left of a word whose ending may be any
_FEWEST, _SHARE = 5, 0.1  # titles of the list that have a term, of those that others leave
_TIMES, _OTHERS = 50.0, 0.004  # how much more often it stands in the list's titles, and how often at most in others'
_ABOUT = 0.9  # a term that speaks for nearly as many as the best, and is rarer elsewhere, is the better one


@dataclass(frozen=True, slots=True)
class Term:
    """A rule as `[rules]` has it, and the shares of the list's titles and of others' that it speaks for."""

    rule: str
    listed: float
    others: float


def distinctive(titles: Collection[str], others: Collection[str], most: int = 2) -> list[Term]:
    """Return the terms that speak for most of a list's titles and seldom for others, each of those that are left.

    A term is a word, two words side by side, or a word with any ending; words such as "the" say nothing.
    """
    own = [_terms(title) for title in titles]
    listed, elsewhere = (Counter(term for one in some for term in one) for some in (own, map(_terms, others)))
    shares = {term: (count / len(own), elsewhere[term] / max(1, len(others))) for term, count in listed.items()}
    telling = {term for term, (here, there) in shares.items() if there <= min(_OTHERS, here / _TIMES)}
    chosen: list[Term] = []
    for _ in range(most):
        counts = Counter(term for one in own for term in one & telling)
        leading = max(counts.values(), default=0)
        if leading < max(_FEWEST, _SHARE * len(titles)):
            break
        near = [term for term, count in counts.items() if count >= _ABOUT * leading]
        best = min(near, key=lambda term: (shares[term][1], -counts[term], -len(term), term))
        chosen.append(Term(best, *shares[best]))
        own = [one for one in own if best not in one]
    return chosen


def _terms(title: str) -> frozenset[str]:
    return frozenset(_candidates(_WORD.findall(title.casefold())))


def _candidates(words: list[str]) -> Iterator[str]:
    telling = [word if len(word) > 1 and word not in ENGLISH_STOP_WORDS else "" for word in words]
    for word in filter(None, telling):
        yield word
        yield from (f"{word[:length]}*" for length in range(_STEM, len(word) + 1))
    yield from (f"{word} {following}" for word, following in pairwise(telling) if word and following)
