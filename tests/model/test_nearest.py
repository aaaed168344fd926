import numpy as np
import pytest
from sklearn.preprocessing import normalize

from curator.model.nearest import NearestCentroid, NearestEntries

ENTRIES = np.eye(4, dtype=np.float32)[[0, 0, 1, 1, 2]]
BELONGS = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]], bool)
HEADINGS = np.eye(4, dtype=np.float32)[[0, 1, 3]]


@pytest.mark.parametrize("kind", [NearestCentroid, NearestEntries])
def test_a_text_is_nearest_to_the_section_whose_entries_it_resembles(
    kind: type[NearestCentroid | NearestEntries],
) -> None:
    nearest = kind().fit(ENTRIES, BELONGS, headings=HEADINGS)
    assert nearest.decision_function(ENTRIES[[0, 2]]).argmax(axis=1).tolist() == [0, 1]


@pytest.mark.parametrize("kind", [NearestCentroid, NearestEntries])
def test_a_heading_speaks_for_a_section_without_entries(kind: type[NearestCentroid | NearestEntries]) -> None:
    nearest = kind().fit(ENTRIES, BELONGS, headings=HEADINGS)
    assert nearest.decision_function(HEADINGS).argmax(axis=1).tolist() == [0, 1, 2]


def test_heavier_headings_draw_the_centroid_to_them() -> None:
    light, heavy = (
        NearestCentroid(heading_weight=weight).fit(ENTRIES, BELONGS, headings=HEADINGS[[2, 1, 0]])
        for weight in (0.5, 9.0)
    )
    assert heavy.decision_function(HEADINGS)[2, 0] > light.decision_function(HEADINGS)[2, 0]


def test_no_more_entries_count_than_are_asked_for_and_what_a_section_lacks_counts_nothing() -> None:
    asked = normalize(np.array([[3, 2, 1, 0]], np.float32))
    cosines = np.array([3, 2, 1, 0]) / np.sqrt(14)
    one, two, ten = (
        NearestEntries(n_neighbors=n).fit(np.eye(4, dtype=np.float32)[:3], np.ones((3, 1), bool), headings=HEADINGS[2:])
        for n in (1, 2, 10)
    )
    assert one.decision_function(asked)[0, 0] == pytest.approx(cosines[0])
    assert two.decision_function(asked)[0, 0] == pytest.approx(cosines[:2].mean())
    assert ten.decision_function(asked)[0, 0] == pytest.approx(cosines.sum() / 10)


def test_a_section_of_several_topics_is_near_to_each_of_them() -> None:
    topics = np.repeat(np.eye(4, dtype=np.float32), 3, axis=0)
    belongs = np.array([[1, 0]] * 9 + [[0, 1]] * 3, bool)
    none = np.zeros((2, 4), np.float32)
    entries, centroids = (kind().fit(topics, belongs, headings=none) for kind in (NearestEntries, NearestCentroid))
    asked = np.eye(4, dtype=np.float32)
    assert entries.decision_function(asked)[[0, 1, 2], 0] == pytest.approx([1, 1, 1])
    assert centroids.decision_function(asked)[[0, 1, 2], 0].max() < 0.6
