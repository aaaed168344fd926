import numpy as np
import pytest

from curator.model.whitening import Whitening

SHARED = np.array([[5, 1, 0], [5, -1, 0], [4, 0, 1], [6, 0, -1]], np.float32)


def test_what_all_entries_share_says_little() -> None:
    whitening = Whitening().fit(SHARED)
    entries, other = whitening.transform(SHARED), whitening.transform(np.array([[5, 0, 0]], np.float32))
    assert np.abs(other @ entries.T).max() < 0.2


def test_every_row_has_the_length_one() -> None:
    rows = Whitening().fit_transform(SHARED)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(4))


def test_a_single_entry_is_enough() -> None:
    whitening = Whitening().fit(SHARED[:1])
    assert np.isfinite(whitening.transform(SHARED)).all()
