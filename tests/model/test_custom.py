from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.dummy import DummyRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from curator.config import parse
from curator.errors import ModelError, OutdatedModelError
from curator.model import Model, custom, fit, persistence
from curator.model.custom import TextRelevance
from tests import corpus
from tests.corpus import alike

SETTINGS = parse('[model]\nestimator = "tests.model.test_custom:bayes"')
NEW = [corpus.listed(500 + number, section) for number, section in enumerate(corpus.SECTIONS)]
ELSEWHERE = [corpus.other(number) for number in range(5000, 5010)]


def bayes() -> Any:
    return make_pipeline(TfidfVectorizer(), ComplementNB())


def svm() -> Any:
    return make_pipeline(TfidfVectorizer(), LinearSVC())


def figures() -> Any:
    return LogisticRegression()


def regression() -> Any:
    return DummyRegressor()


def learnt(factory: str, sections: tuple[tuple[str, ...], ...] = corpus.SECTIONS) -> Model:
    places = {one: sections[number % len(sections)] for number, one in enumerate(corpus.SECTIONS)}
    examples = [type(e)(e.paper, tuple(dict.fromkeys(places[path] for path in e.sections))) for e in corpus.examples()]
    return fit(examples, sections, estimator=custom.estimator(f"tests.model.test_custom:{factory}"))


@pytest.mark.parametrize("factory", ["bayes", "svm"])
def test_a_plain_pipeline_takes_the_place_of_curators_estimators(factory: str) -> None:
    model = learnt(factory)
    inside, outside = model.predict(NEW), model.predict(ELSEWHERE)
    assert min(p.relevance for p in inside) > max(p.relevance for p in outside)
    assert [p.sections[0].section for p in inside] == list(corpus.SECTIONS)
    assert all(prediction.evidence.neighbours for prediction in inside)
    assert model.predict([]) == []
    assert model.against(NEW) == [()] * len(NEW)


@pytest.mark.parametrize("factory", ["bayes", "svm"])
@pytest.mark.parametrize("count", [1, 2])
def test_a_list_of_one_or_two_sections_can_be_learnt_as_well(factory: str, count: int) -> None:
    model = learnt(factory, corpus.SECTIONS[:count])
    assert {c.section for c in model.predict(NEW)[0].sections} == set(corpus.SECTIONS[:count])


def test_its_probabilities_are_calibrated_like_any_other() -> None:
    assert 0 < learnt("bayes").base_rate < learnt("bayes").holdout.typical


def test_weights_count_where_the_classifier_takes_them() -> None:
    X = learnt("bayes").features.transform(corpus.papers(2, 2))
    dense = make_pipeline(TfidfVectorizer(), LogisticRegression())
    for estimator, weighed in ((Weighted(), True), (dense, False)):
        fitted = TextRelevance(estimator).fit(X, np.array([True, True, False, False]), np.array([1.0, 1, 5, 5]))
        assert getattr(fitted.estimator_, "weighed_", False) is weighed


class Weighted(LogisticRegression):
    def fit(self, X: list[str], y: Any, sample_weight: Any = None) -> Any:
        self.weighed_ = sample_weight is not None
        return super().fit(np.array([[len(text)] for text in X]), y, sample_weight)


def test_it_is_kept_and_loaded_where_the_settings_name_it(tmp_path: Path) -> None:
    model = learnt("bayes")
    persistence.save(model, tmp_path / "models", SETTINGS)
    assert alike(persistence.load(tmp_path / "models", SETTINGS).predict(NEW), model.predict(NEW))


def test_its_code_is_not_run_where_the_settings_name_another(tmp_path: Path) -> None:
    persistence.save(learnt("bayes"), tmp_path / "models", SETTINGS)
    for settings in (None, parse('[model]\nestimator = "other:bayes"')):
        with pytest.raises(OutdatedModelError, match="run `curator train`"):
            persistence.load(tmp_path / "models", settings)
    persistence.save(fit(corpus.examples(), corpus.SECTIONS), tmp_path / "own")
    with pytest.raises(OutdatedModelError, match="curator's own estimators"):
        persistence.load(tmp_path / "own", SETTINGS)


def test_it_is_learnt_anew_for_another_scikit_learn(tmp_path: Path) -> None:
    persistence.save(learnt("bayes"), tmp_path / "models", SETTINGS)
    manifest = tmp_path / "models/manifest.json"
    import sklearn

    manifest.write_text(manifest.read_text().replace(f'"{sklearn.__version__}"', '"0.1"'))
    with pytest.raises(OutdatedModelError, match=r"scikit-learn 0\.1"):
        persistence.load(tmp_path / "models", SETTINGS)


@pytest.mark.parametrize(
    "name", ["no.such.module:f", "tests.model.test_custom:nothing", "tests.model.test_custom:NEW", "builtins:list",
             "tests.model.test_custom:regression", ".relative:f"],
)  # fmt: skip
def test_what_makes_no_classifier_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(ModelError, match=r"^\[model\] estimator is '[^\n]+$"):
        custom.estimator(name)


def test_a_classifier_that_reads_figures_and_no_texts_is_refused_in_one_line() -> None:
    with pytest.raises(ModelError, match=r"^\[model\] estimator: LogisticRegression cannot learn from texts: [^\n]+$"):
        learnt("figures")


def test_no_name_is_no_estimator() -> None:
    assert custom.estimator("") is None
