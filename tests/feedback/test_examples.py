from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from curator.config import ArxivTable
from curator.feedback.examples import examples
from curator.papers.arxiv.announcements import eligibility
from curator.types import NO_ID, Label, Paper, PaperId
from tests import corpus

CUT = date(2025, 6, 1)
NIGHTS = eligibility(ArxivTable(categories=["cs.CL"]))


def test_each_label_with_sections_becomes_one_example_described_by_its_paper() -> None:
    found = examples(corpus.labels(4), corpus.papers(4, 10), until=None)
    assert [(e.paper, e.sections) for e in found[:4]] == [
        (paper, label.sections) for paper, label in zip(corpus.papers(4, 0), corpus.labels(4), strict=True)
    ]


def test_the_same_paper_in_two_sections_gives_one_example_with_both() -> None:
    once, twice = Label(PaperId("2501.00001"), "One", (("A",),)), Label(PaperId("2501.00001"), "One", (("B",), ("A",)))
    assert [e.sections for e in examples([once, twice], [], until=None)] == [(("A",), ("B",))]


def test_a_label_without_id_finds_its_paper_by_title() -> None:
    paper = Paper(PaperId("2501.00001"), "A Title: with Words", "The abstract.")
    (found,) = examples([Label(NO_ID, "a title, WITH words", (("A",),))], [paper], until=None)
    assert found.paper == paper


def test_a_label_with_another_id_of_the_same_title_keeps_its_own_id() -> None:
    paper = Paper(PaperId("2501.00002"), "One Title", "The abstract.")
    (found,) = examples([Label(PaperId("2501.00001"), "One title", (("A",),))], [paper], until=None)
    assert (found.paper.id, found.paper.abstract) == ("2501.00001", "The abstract.")


def test_the_paper_itself_describes_a_label_better_than_its_namesake_whichever_comes_first() -> None:
    own = Paper(PaperId("2501.00001"), "One Title", "own", announced=CUT)
    namesake = Paper(PaperId("2501.00002"), "One Title", "namesake", announced=CUT)
    label = Label(PaperId("2501.00001"), "One title", (("A",),))
    for papers in ([own, namesake], [namesake, own]):
        (found,) = examples([label], papers, until=None)
        assert found.paper.abstract == "own"


def test_a_label_that_no_paper_answers_keeps_its_title() -> None:
    (found,) = examples([Label(NO_ID, "Lost", (("A",),), date(2025, 1, 2))], [], until=None)
    assert (found.paper, found.added) == (Paper(NO_ID, "Lost"), date(2025, 1, 2))


def test_a_label_without_sections_is_a_rejected_example() -> None:
    (found,) = examples(
        [Label(PaperId("2501.00001"), "No", ())], [Paper(PaperId("2501.00001"), "No", "Why")], until=None
    )
    assert (found.rejected, found.sections, found.paper.abstract) == (True, (), "Why")


def test_a_paper_that_stands_in_the_list_is_not_rejected_whatever_was_said_before() -> None:
    (found,) = examples([Label(PaperId("1"), "Back", ()), Label(PaperId("1"), "Back", (("A",),))], [], until=None)
    assert not found.rejected


def test_nothing_announced_on_or_after_the_cut_is_background() -> None:
    before, on = Paper(PaperId("1"), "Before", announced=date(2025, 5, 31)), Paper(PaperId("2"), "On", announced=CUT)
    assert [e.paper for e in examples([], [before, on], until=CUT)] == [before]
    assert [e.paper for e in examples([], [before, replace(on, announced=date(2025, 5, 30))], until=CUT)] != [before]


def test_a_listed_paper_is_learned_whenever_it_was_announced() -> None:
    late = Paper(PaperId("2512.00001"), "Late", "Text", announced=date(2025, 12, 1))
    (found,) = examples([Label(PaperId("2512.00001"), "Late", (("A",),))], [late], until=CUT)
    assert found.paper == late


def test_an_undated_paper_is_background_only_without_a_cut() -> None:
    assert examples([], [Paper(PaperId("1"), "Undated")], until=CUT) == []
    assert len(examples([], [Paper(PaperId("1"), "Undated")], until=None)) == 1


def test_a_sample_stands_for_all_papers_it_was_drawn_from() -> None:
    sample = examples([], corpus.papers(0, 100), until=None, negatives=20)
    assert len(sample) == 20
    assert sum(e.weight for e in sample) == 100


def test_the_sample_depends_on_the_seed_alone() -> None:
    papers = corpus.papers(0, 100)
    draws = [examples([], iter(papers), until=None, negatives=20, seed=seed) for seed in (0, 0, 1)]
    assert draws[0] == draws[1] != draws[2]


def test_papers_are_read_once_as_a_stream_and_only_the_sample_is_kept() -> None:
    alive = 0

    def stream() -> Iterator[Paper]:
        nonlocal alive
        for paper in corpus.papers(0, 50):
            alive += 1
            yield paper

    assert len(examples([], stream(), until=None, negatives=5)) == 5
    assert alive == 50


def test_of_the_papers_that_nobody_listed_only_those_count_that_the_bot_hears_of() -> None:
    far, near = (
        Paper(PaperId(f"2501.0000{n}"), f"Paper {n}", categories=(name,)) for n, name in ((1, "math.AG"), (2, "cs.CL"))
    )
    listed = Paper(PaperId("2501.00003"), "Listed", "From elsewhere.", categories=("math.AG",))
    found = examples([Label(listed.id, "Listed", (("A",),))], [far, near, listed], until=None, eligible=NIGHTS)
    assert [example.paper for example in found] == [listed, near]
