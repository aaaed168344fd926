import numpy as np
import pytest
from sklearn.base import clone
from sklearn.pipeline import Pipeline

from curator.model.features import PaperFeatures
from curator.model.relevance import Relevance
from curator.types import NO_ID, Paper
from tests import corpus


def test_papers_are_seen_alike_whether_learned_from_or_not() -> None:
    features = PaperFeatures()
    learned = features.fit_transform(corpus.papers(5, 20))
    again = features.transform(corpus.papers(5, 20))
    for block in ("title", "text"):
        np.testing.assert_allclose(getattr(learned, block).toarray(), getattr(again, block).toarray(), atol=1e-6)
    np.testing.assert_allclose(learned.lsa, again.lsa, atol=1e-5)
    assert (learned.raw, learned.authors, learned.category) == (again.raw, again.authors, again.category)


def test_rows_are_taken_from_every_block_alike() -> None:
    papers = corpus.papers(5, 20)
    features = PaperFeatures().fit(papers)
    rows = np.array([7, 2])
    taken, direct = features.transform(papers).take(rows), features.transform([papers[row] for row in rows])
    assert len(taken) == 2
    np.testing.assert_allclose(taken.text.toarray(), direct.text.toarray(), atol=1e-6)
    np.testing.assert_allclose(taken.lsa, direct.lsa, atol=1e-5)
    assert (taken.raw, taken.authors, taken.category) == (direct.raw, direct.authors, direct.category)
    assert list(taken.has_abstract) == list(direct.has_abstract)


@pytest.mark.parametrize("papers", [[Paper(NO_ID, "")], [Paper(NO_ID, "one word"), Paper(NO_ID, "one word")]])
def test_too_little_text_has_no_latent_semantics_yet(papers: list[Paper]) -> None:
    assert np.isfinite(PaperFeatures().fit_transform(papers).lsa).all()


def test_no_papers_have_no_features() -> None:
    assert len(PaperFeatures().fit(corpus.papers(5, 20)).transform([])) == 0


def test_features_and_relevance_are_a_pipeline_from_papers_to_the_list() -> None:
    pipeline = Pipeline([("features", PaperFeatures()), ("relevance", Relevance())])
    examples = corpus.examples()
    listed = np.array([bool(example.sections) for example in examples])
    fitted = clone(pipeline).fit([example.paper for example in examples], listed)
    new = [corpus.listed(900, corpus.SECTIONS[0]), corpus.other(5000)]
    inside, outside = fitted.decision_function(new)
    assert inside > outside + 1
