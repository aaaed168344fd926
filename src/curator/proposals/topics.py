"""Papers without a home that resemble each other → topics that emerge: what a new section might be about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log

from curator.types import Decision, Paper, SectionPath, Survey, Topic, entries_of

_ENOUGH = 3
"""Papers that make a topic, and titles that the leading term stands in."""

_TERMS, _MOST = 4, 3
_HOME = 0.5
"""The probability of a paper's likeliest section from which on it has a home: it is asked about for its fit alone."""

_RARE = 0.02  # of all titles that have a home; a leading term in more of them is nothing new
_AT_HOME = 0.1  # of one section's titles; a leading term in more of them has its section already
_LIFT = 5.0  # times as frequent among the homeless as elsewhere
_COMPANION = 0.1  # of all other titles; a further term in more of them tells nothing

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[:?!.;,()\[\]]")
_PLAIN = frozenset(
    """
    a across adaptive advancing against all an analysis and any approach are as at aware based be benchmark
    better beyond but by can capabilities case comprehensive consistent could data do does driven effective
    efficient empirical enhanced enhancing evaluating evaluation exploring fast few flexible for framework from
    general good guided has have high how improve improved improving in into is it its just language large
    learning less let level low make making method methods model models more most much multi need new no non not
    novel of on one only open optimal or our over paper performance perspective policy practical pre problem
    real report rethinking revisiting robust scalable self should simple single source state step study survey
    system systems task tasks technical than that the their there these they this through time to toward towards
    training two under understanding unified unifying unlocking up us use using via we what when where which
    while why wise with within without work world you your
    """.split()  # noqa: SIM905 - read as the text it is
)
"""Words that a title of any subject may have."""


def emerging_topics(decision: Decision, surveys: Iterable[Survey]) -> tuple[Topic, ...]:
    """Return what the papers asked about have in common that neither the list nor the lines have; strongest first.

    Papers that more likely than not belong to one section are left out, and count among those that have a home.
    A topic has at least three papers and two to four terms of their titles. Its leading term is rare in the list and
    at home in no section of it; each of its papers speaks of at least two of its terms.
    """
    at_home = [one for one in decision.questions if one.choices and one.choices[0].probability >= _HOME]
    placed = [(one.paper.title, one.section) for one in decision.lines]
    placed += [(one.paper.title, one.choices[0].section) for one in at_home]
    listed = ((entry.title, entry.section) for entry in entries_of(surveys))
    homes = _Homes.of([*listed, *placed])
    return tuple(islice(_topics([one.paper for one in decision.questions if one not in at_home], homes), _MOST))


def _topics(papers: Sequence[Paper], homes: "_Homes") -> Iterator[Topic]:
    homeless = [_Homeless(paper, _terms(paper.title), _text(paper)) for paper in papers]
    while topic := _strongest(homeless, homes):
        yield topic
        homeless = [one for one in homeless if one.paper not in topic.papers]


@dataclass(frozen=True, slots=True)
class _Homeless:
    paper: Paper
    terms: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class _Homes:
    """How many titles that have a section hold each term, in all and section by section."""

    titles: int
    holding: Counter[str]
    sections: list[tuple[int, Counter[str]]]

    @classmethod
    def of(cls, titles: Iterable[tuple[str, SectionPath]]) -> "_Homes":
        sections: defaultdict[SectionPath, list[frozenset[str]]] = defaultdict(list)
        for title, section in titles:
            sections[section].append(_terms(title))
        counted = [(len(inside), Counter(term for terms in inside for term in terms)) for inside in sections.values()]
        holding = sum((counter for _, counter in counted), Counter[str]())
        return cls(sum(size for size, _ in counted), holding, counted)

    def know(self, term: str) -> bool:
        """Tell whether a term is nothing new: frequent in the list, or in one of its sections."""
        return self.holding[term] > max(1, _RARE * self.titles) or any(
            counter[term] > max(1, _AT_HOME * size) for size, counter in self.sections
        )


def _strongest(homeless: Sequence[_Homeless], homes: _Homes) -> Topic | None:
    titles = Counter(term for one in homeless for term in one.terms)
    elsewhere = {term: (homes.holding[term] + 0.5) / (homes.titles + 1) for term in titles}
    lift = {term: count / len(homeless) / elsewhere[term] for term, count in titles.items()}
    leading = [t for t, n in titles.items() if n >= _ENOUGH and lift[t] >= _LIFT and not homes.know(t)]
    for term in sorted(leading, key=lambda t: (-titles[t] * log(lift[t]), -len(t), t)):
        terms = _leading_terms(term, homeless, homes)
        papers = tuple(one.paper for one in homeless if sum(f" {t} " in one.text for t in terms) >= 2)
        if len(papers) >= _ENOUGH:
            return Topic(terms, papers)
    return None


def _leading_terms(leading: str, homeless: Sequence[_Homeless], homes: _Homes) -> tuple[str, ...]:
    """Return a term and the ones that mostly stand beside it in titles, none part of another."""
    beside = Counter(term for one in homeless if leading in one.terms for term in one.terms)
    apart = Counter(term for one in homeless if leading not in one.terms for term in one.terms)
    others = len(homeless) - beside[leading] + homes.titles
    share = {term: (apart[term] + homes.holding[term] + 0.5) / (others + 1) for term in beside}
    telling = [t for t, n in beside.items() if n >= 2 and share[t] < _COMPANION]
    chosen = [leading]
    for term in sorted(telling, key=lambda t: (-beside[t] * log(beside[t] / beside[leading] / share[t]), -len(t), t)):
        if len(chosen) < _TERMS and not any(_overlap(term, other) for other in chosen):
            chosen.append(term)
    return tuple(chosen)


def _overlap(term: str, other: str) -> bool:
    return not {*term.split()}.isdisjoint(other.split())


def _terms(title: str) -> frozenset[str]:
    """Return the words and pairs of words of a title that say something."""
    found: set[str] = set()
    for clause in _CLAUSE.split(title.casefold()):
        words = _WORD.findall(clause)
        found.update(word for word in words if _says(word))
        found.update(f"{one} {two}" for one, two in pairwise(words) if _says(one) and _says(two))
    return frozenset(found)


def _says(word: str) -> bool:
    return len(word) > 1 and not word.isdigit() and word not in _PLAIN


def _text(paper: Paper) -> str:
    return f" {' '.join(_WORD.findall(f'{paper.title} {paper.abstract}'.casefold()))} "
