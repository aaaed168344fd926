import numpy as np
import pytest

from curator.model.features import Features
from curator.papers.identity import NO_ID
from curator.types import Paper
from tests import corpus


def test_papers_on_the_same_matter_mean_more_alike_than_others() -> None:
    features, _ = Features.learn(corpus.papers())
    first, second = (corpus.listed(number, corpus.SECTIONS[0]) for number in (801, 802))
    one, same, other = features.transform([first, second, corpus.other(803)]).meaning
    assert one @ same > 0.2 + one @ other


def test_each_meaning_has_length_one_and_none_when_no_word_is_known() -> None:
    views = Features.learn(corpus.papers())[0].transform([corpus.other(1), Paper(NO_ID, "Unheardof")])
    assert np.linalg.norm(views.meaning, axis=1) == pytest.approx([1, 0], abs=1e-3)


@pytest.mark.parametrize("papers", [[Paper(NO_ID, "")], [Paper(NO_ID, "one word"), Paper(NO_ID, "one word")]])
def test_too_little_text_means_nothing_yet(papers: list[Paper]) -> None:
    assert np.isfinite(Features.learn(papers)[1].meaning).all()


def test_papers_are_seen_alike_whether_learned_from_or_not() -> None:
    features, learned = Features.learn(corpus.papers(5, 20))
    again = features.transform(corpus.papers(5, 20))
    np.testing.assert_array_equal(learned.meaning, again.meaning)
    np.testing.assert_array_equal(learned.text.toarray(), again.text.toarray())
    np.testing.assert_array_equal(learned.title.toarray(), again.title.toarray())
