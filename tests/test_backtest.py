from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from curator.backtest import Trial, Version, days, replay, version
from curator.records import Label, Paper
from tests import corpus

CUT = date(2025, 9, 1)
LATER = [
    Paper(f"2509.{n:05}", old.title, old.abstract, ("A",), ("cs.LG",), CUT + timedelta(days=n))
    for n, old in enumerate([corpus.listed(400 + k, corpus.SECTIONS[k % 3]) for k in range(6)])
]
OTHERS = [
    Paper(f"2509.{n:05}", old.title, old.abstract, ("A",), ("cs.LG",), CUT + timedelta(days=n % 20))
    for n, old in enumerate([corpus.other(4000 + k) for k in range(100, 140)], 100)
]
BEFORE = Version(CUT, tuple(corpus.labels(60)), corpus.SECTIONS)
ADDED = tuple(Label(p.arxiv_id, p.title, (corpus.SECTIONS[n % 3],)) for n, p in enumerate(LATER[:4]))
AFTER = Version(CUT + timedelta(days=30), BEFORE.labels + ADDED, corpus.SECTIONS)
BACKGROUND = [p for p in corpus.papers(60, 300) if p.announced and p.announced < CUT]


def trials(*more: Paper, until: Version = AFTER) -> list[Trial]:
    papers = [*BACKGROUND, *LATER, *OTHERS, *more]
    return [trial for period in replay([BEFORE, until], lambda: papers, (0.3, 0.5)) for trial in period]


def test_each_paper_announced_in_the_period_and_not_yet_listed_is_asked_about_once() -> None:
    asked = [trial.prediction.paper for trial in trials()]
    assert asked == [*LATER, *OTHERS]


def test_what_the_maintainer_went_on_to_add_is_known_with_its_section() -> None:
    found = {trial.prediction.paper.arxiv_id: trial for trial in trials()}
    assert [i for i, trial in found.items() if trial.added] == [label.arxiv_id for label in ADDED]
    assert all(found[label.arxiv_id].right for label in ADDED)
    assert not found[LATER[5].arxiv_id].right


def test_papers_that_were_added_are_more_relevant_than_the_rest() -> None:
    found = trials()
    assert min(t.prediction.relevance for t in found if t.added) > max(
        t.prediction.relevance for t in found if t.prediction.paper in OTHERS
    )


def test_nothing_of_a_period_reaches_its_own_model() -> None:
    odd = Paper("2509.09999", "Quantization of galaxy", "quantization bits " * 9, announced=CUT + timedelta(days=40))
    assert trials(odd) == trials()


def test_a_paper_added_without_id_is_found_by_its_title() -> None:
    by_title = Version(AFTER.day, (*BEFORE.labels, Label("", LATER[0].title.upper(), (("Benchmarks",),))), ())
    assert [t.sections for t in trials(until=by_title) if t.added] == [(("Benchmarks",),)]


def test_a_version_is_read_from_the_lists_text() -> None:
    found = version(CUT, "# List\n\n## Topic\n\n- A Title of a Paper [Paper](https://arxiv.org/abs/2501.00001)\n")
    assert [(label.arxiv_id, label.sections) for label in found.labels] == [("2501.00001", (("Topic",),))]
    assert found.sections == (("Topic",),)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 400), st.integers(1, 90))
def test_periods_cover_the_time_without_gap(first: date, length: int, every: int) -> None:
    last = first + timedelta(days=length)
    found = days(first, last, every)
    assert found[-1] == last
    assert found == sorted(set(found))
    assert length == 0 or found[0] == first
