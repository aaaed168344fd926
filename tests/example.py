"""Make data/example anew: `python -m tests.example CLONE PAPERS`.

CLONE is a clone of https://github.com/TsinghuaC3I/Awesome-RL-for-LRMs, PAPERS arXiv's metadata snapshot or curator's
table of it. data/README.md says what comes of it.
"""

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from curator import lists
from curator.config import ArxivTable
from curator.feedback import labels as labelling
from curator.feedback import labels_csv
from curator.hosts import history
from curator.model.tfidf import tokenize
from curator.papers.arxiv.announcements import eligibility
from curator.papers.identity import key, title_key
from curator.papers.readers import bag, read_papers
from curator.types import Entry, Label, Paper, Survey
from curator.use_cases.demo import example
from tests.arxiv_server import forms

EVENING, BEGIN = date(2025, 10, 15), date(2025, 5, 27)
NIGHT = ArxivTable(categories=["cs.AI", "cs.CL", "cs.LG"])
TITLES, ABSTRACTS, WORDS_IN = 15_000, 1_200, 10
"""How many papers beside the list's own, of how many the words are counted whenever they came, and in how many
abstracts a word stands that is counted."""

_LATELY = timedelta(weeks=4)
_HEAD = """\
# RL for Large Reasoning Models

This is the list that curator's demo works on. It is made from the bibliographic facts (titles, links, months and
sections) of the paper list kept at
[TsinghuaC3I/Awesome-RL-for-LRMs](https://github.com/TsinghuaC3I/Awesome-RL-for-LRMs), which goes with the survey
[A Survey of Reinforcement Learning for Large Reasoning Models](https://arxiv.org/abs/2509.08827). The entries are those
that the list had on 15 October 2025, slips included. The form is curator's own; the survey's authors have no part in
it.
"""


def main() -> None:
    """Write the list, its labels, its papers and those that it left, and the papers of the evening."""
    clone, source = map(Path, sys.argv[1:])
    (text,) = history.texts(clone, ["README.md"], EVENING + timedelta(days=1)).values()
    survey = lists.parse(text)
    own, others, evening = chosen(read_papers(source), labelling.from_surveys([survey]))
    survey = lists.parse(listing(survey, {paper.id: paper.title for paper in own}))
    (example() / "README.md").write_text(survey.text, encoding="utf-8")
    decided = dated(labelling.from_surveys([survey]), clone)
    (example() / "labels.csv").write_text(labels_csv.write(decided), encoding="utf-8")
    late = [paper for paper in others if paper.announced and paper.announced > EVENING - _LATELY]
    counted = {paper.id: paper for paper in [*own, *others[:ABSTRACTS], *late, *evening]}
    known = common(counted.values())
    lines = [record(paper, known if paper.id in counted else None) for paper in [*own, *ordered(others)]]
    packed = gzip.compress("".join(lines).encode(), mtime=0)
    (example() / "papers.json.gz").write_bytes(packed)
    bags = [replace(paper, abstract=bag(counts(paper, known), paper.id)) for paper in evening]
    feed = forms.atom(NIGHT.categories, EVENING, bags).splitlines(keepends=True)
    (example() / "feed.atom").write_text("".join(line for line in feed if "<dc:rights>" not in line), encoding="utf-8")
    print(f"{len(survey.entries)} entries, {len(own)} with words; {len(others)} others, {len(counted)} counted in all")


def listing(survey: Survey, titles: Mapping[str, str]) -> str:
    """Return the list in a form of our own: the headings above entries, and an entry a line, newest first.

    Titles are as arXiv has them; a paper that stands in a section twice is there once.
    """
    lines, above = [_HEAD], tuple[str, ...]()
    for section in survey.sections:
        entries = [entry for entry in survey.entries if entry.section == section.path]
        if not entries:
            continue
        for depth, heading in enumerate(section.path[1:]):
            if section.path[1:][: depth + 1] != above[: depth + 1]:
                lines.append(f"\n{'#' * (depth + 2)} {heading}\n")
        above = section.path[1:]
        newest = sorted(entries, key=lambda entry: (month(entry), entry.id), reverse=True)
        lines += dict.fromkeys(line(replace(entry, title=titles.get(entry.id, entry.title))) for entry in newest)
    return "\n".join(lines) + "\n"


def line(entry: Entry) -> str:
    """Return an entry as a line."""
    link = f"https://arxiv.org/abs/{entry.id}" if entry.id else entry.links[0]
    return f"- [{entry.title}]({link})" + (f" ({month(entry)})" if month(entry) else "")


def month(entry: Entry) -> str:
    """Return the year and month of an entry, empty where neither the list nor an arXiv id says it."""
    return f"{entry.id.month:%Y-%m}" if entry.id.month else entry.date[:7]


def dated(found: Sequence[Label], clone: Path) -> list[Label]:
    """Return the labels with the day on which each paper first stood in the list."""
    first: dict[str, date] = {}
    day, last = history.span(clone, ["README.md"])[0], EVENING
    while day <= last:
        texts = history.texts(clone, ["README.md"], day + timedelta(days=1)).values()
        for label in labelling.from_surveys(map(lists.parse, texts)):
            first.setdefault(key(label), day)
        day += timedelta(days=1)
    return [replace(label, decided_on=first.get(key(label))) for label in found]


def chosen(papers: Iterable[Paper], decided: Sequence[Label]) -> tuple[list[Paper], list[Paper], list[Paper]]:
    """Return the papers of the list, a sample of the others before the evening, and what the evening's feed holds."""
    ids, titles = {label.id for label in decided}, {title_key(label.title) for label in decided}
    own, others, evening, eligible = list[Paper](), list[Paper](), list[Paper](), eligibility(NIGHT)
    for found in papers:
        paper = replace(found, authors=tuple(name for name in found.authors if name != "et al."))
        if paper.announced and paper.announced > EVENING:
            continue
        if paper.id in ids or title_key(paper.title) in titles:
            own.append(paper)
        elif paper.announced is None or paper.announced < BEGIN or not timely(paper):
            continue
        elif paper.announced < EVENING and eligible(paper):
            others.append(paper)
        elif paper.announced == EVENING and not {*NIGHT.categories}.isdisjoint(paper.categories):
            evening.append(paper if eligible(paper) else replace(paper, announce_type="cross"))
    print(f"{TITLES} of {len(others)} are drawn")
    drawn = random.Random(0).sample(others, TITLES)
    return ordered(own), drawn, ordered(evening)


def ordered(papers: Iterable[Paper]) -> list[Paper]:
    """Return papers by their ids."""
    return sorted(papers, key=lambda paper: paper.id)


def timely(paper: Paper) -> bool:
    """Tell whether a paper was announced when its id says, and on a day that is known: many have the month alone."""
    assert paper.announced
    months = {f"{paper.announced - timedelta(days=back):%y%m}" for back in (0, 4)}
    return paper.id[:4] in months and paper.announced.day != 1


def common(papers: Iterable[Paper]) -> frozenset[str]:
    """Return the words that stand in enough of the abstracts."""
    seen = Counter(word for paper in papers for word in set(tokenize(paper.abstract)))
    return frozenset(word for word, count in seen.items() if count >= WORDS_IN)


def counts(paper: Paper, known: frozenset[str]) -> Mapping[str, int]:
    """Return how often each of the known words stands in the abstract."""
    return dict(sorted(Counter(word for word in tokenize(paper.abstract) if word in known).items()))


def record(paper: Paper, known: frozenset[str] | None) -> str:
    """Return a paper in the layout of arXiv's metadata snapshot: no abstract, perhaps its words and its authors."""
    facts: dict[str, object] = {
        "id": paper.id,
        "title": paper.title,
        "categories": " ".join(paper.categories),
        "versions": [{"created": str(paper.announced)}] if paper.announced else [],
    }
    if known is not None:
        facts |= {"authors": ", ".join(paper.authors), "word_counts": counts(paper, known)}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    main()
