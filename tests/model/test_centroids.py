import numpy as np

from curator.model.centroids import Centroids

ENTRIES = np.eye(4, dtype=np.float32)[[0, 0, 1, 1, 2]]
BELONGS = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]], bool)
HEADINGS = np.eye(4, dtype=np.float32)[[0, 1, 3]]


def test_a_text_is_nearest_to_the_section_whose_entries_it_resembles() -> None:
    centroids = Centroids().fit(ENTRIES, BELONGS, headings=HEADINGS)
    assert centroids.decision_function(ENTRIES[[0, 2]]).argmax(axis=1).tolist() == [0, 1]


def test_a_heading_speaks_for_a_section_without_entries() -> None:
    centroids = Centroids().fit(ENTRIES, BELONGS, headings=HEADINGS)
    assert centroids.decision_function(HEADINGS).argmax(axis=1).tolist() == [0, 1, 2]


def test_what_all_entries_share_says_little() -> None:
    shared = np.array([[5, 1, 0], [5, -1, 0], [4, 0, 1], [6, 0, -1]], np.float32)
    belongs = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], bool)
    centroids = Centroids().fit(shared, belongs, headings=np.zeros((2, 3), np.float32))
    assert np.abs(centroids.decision_function(np.array([[5, 0, 0]], np.float32))).max() < 0.2


def test_a_single_entry_is_enough() -> None:
    centroids = Centroids().fit(ENTRIES[:1], BELONGS[:1], headings=HEADINGS)
    assert np.isfinite(centroids.decision_function(ENTRIES)).all()


def test_heavier_headings_draw_the_centroid_to_them() -> None:
    light, heavy = (
        Centroids(heading_weight=weight).fit(ENTRIES, BELONGS, headings=HEADINGS[[2, 1, 0]]) for weight in (0.5, 9.0)
    )
    assert heavy.decision_function(HEADINGS)[2, 0] > light.decision_function(HEADINGS)[2, 0]
