import numpy as np

from curator.model.plane import plane
from curator.types import Paper, PaperId
from tests import corpus

PAPERS = [corpus.listed(number, corpus.SECTIONS[number % 3]) for number in range(60)]


def test_papers_of_one_section_stand_nearer_to_each_other_than_to_others() -> None:
    places = plane(PAPERS)
    assert places.shape == (60, 2)
    assert places.min() == 0
    assert places.max() == 1
    distance = np.linalg.norm(places[:, None] - places[None], axis=2)
    same = np.equal.outer(np.arange(60) % 3, np.arange(60) % 3)
    assert distance[same].mean() < 0.7 * distance[~same].mean()


def test_the_same_papers_stand_in_the_same_places() -> None:
    assert np.array_equal(plane(PAPERS), plane(PAPERS))


def test_papers_that_are_few_or_share_no_words_stand_in_a_row() -> None:
    assert plane([]).shape == (0, 2)
    assert np.array_equal(plane(PAPERS[:1]), [[0.5, 0.5]])
    strangers = [Paper(PaperId(f"2401.{n:05}"), f"zz{n}q") for n in range(9)]
    assert len({tuple(place) for place in plane(strangers)}) == 9
