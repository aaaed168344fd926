import numpy as np

from curator.model.centroids import Centres

ENTRIES = np.eye(4, dtype=np.float32)[[0, 0, 1, 1, 2]]
BELONGS = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0]], bool)
HEADINGS = np.eye(4, dtype=np.float32)[[0, 1, 3]]


def test_a_text_is_nearest_to_the_section_whose_entries_it_resembles() -> None:
    centres = Centres.fit(ENTRIES, BELONGS, HEADINGS)
    assert centres.score(ENTRIES[[0, 2]]).argmax(axis=1).tolist() == [0, 1]


def test_a_heading_speaks_for_a_section_without_entries() -> None:
    centres = Centres.fit(ENTRIES, BELONGS, HEADINGS)
    assert centres.score(HEADINGS).argmax(axis=1).tolist() == [0, 1, 2]


def test_what_all_entries_share_says_little() -> None:
    shared = np.array([[5, 1, 0], [5, -1, 0], [4, 0, 1], [6, 0, -1]], np.float32)
    belongs = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], bool)
    centres = Centres.fit(shared, belongs, np.zeros((2, 3), np.float32))
    assert np.abs(centres.score(np.array([[5, 0, 0]], np.float32))).max() < 0.2


def test_a_single_entry_is_enough() -> None:
    centres = Centres.fit(ENTRIES[:1], BELONGS[:1], HEADINGS)
    assert np.isfinite(centres.score(ENTRIES)).all()
