import numpy as np

from curator.model.baselines import ElasU4, Keywords
from curator.types import Paper
from tests import corpus


def papers() -> list[Paper]:
    return [*(corpus.listed(500 + n, corpus.SECTIONS[n % 3]) for n in range(6)), *(corpus.other(n) for n in range(9))]


def test_elas_u4_ranks_what_is_like_the_list_first_whatever_the_sample_of_the_rest() -> None:
    for others in (100, 9_000):
        scores = ElasU4(seed=1).fit(corpus.examples(30, others)).decision_function(papers())
        assert scores[:6].min() > scores[6:].max()


def test_a_tracker_counts_the_sections_whose_name_a_paper_holds() -> None:
    tracker = Keywords().fit([("Methods", "Pruning"), ("Data",), ("A",), ()])
    asked = [Paper(corpus.other(1).id, title) for title in ("On pruning data", "On PRUNING", "A paper")]
    assert np.array_equal(tracker.decision_function(asked), [2, 1, 0])
