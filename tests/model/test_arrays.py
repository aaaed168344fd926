import json
from typing import Any

import numpy as np
import pytest

from curator.model import fit
from curator.model.arrays import Arrays, pack, unpack
from curator.model.calibration import SigmoidCalibration
from curator.model.tfidf import Tfidf
from tests import corpus


def there_and_back(value: Any) -> Any:
    arrays: Arrays = {}
    return unpack(json.loads(json.dumps(pack(value, "part", arrays))), arrays)


@pytest.mark.parametrize("value", [None, True, 3, 0.1, "text", (), (1, ("a",)), {"cs.CL": 0.5}, {}])
def test_plain_values_come_back_as_they_were(value: Any) -> None:
    assert there_and_back(value) == value


def test_arrays_and_sparse_matrices_come_back_as_they_were() -> None:
    matrix = Tfidf().fit_transform(["one text", "one text"])
    found = there_and_back({"k": 1}), there_and_back(matrix), there_and_back(np.arange(3))
    assert (found[1] != matrix).nnz == 0
    np.testing.assert_array_equal(found[2], np.arange(3))


def test_an_estimator_comes_back_with_its_parameters_and_what_it_learnt() -> None:
    fitted = Tfidf(min_df=1, max_df=0.9).fit(["one text", "another text"])
    found = there_and_back(fitted)
    assert found.get_params() == fitted.get_params()
    np.testing.assert_allclose(found.transform(["one text"]).toarray(), fitted.transform(["one text"]).toarray())


def test_every_part_of_a_model_is_figures() -> None:
    model = fit(corpus.examples(6, 30), corpus.SECTIONS)
    arrays: Arrays = {}
    for part in model.__slots__:
        pack(getattr(model, part), part, arrays)
    assert all(array.dtype != object for array in arrays.values())


def test_what_holds_code_is_not_kept_as_figures() -> None:
    with pytest.raises(TypeError, match="function cannot be kept"):
        pack(pack, "part", {})


@pytest.mark.parametrize(
    "packed",
    [{}, {"kind": "Popen", "state": {}}, {"kind": "Counts", "state": {"entries": 1}}, {"array": "missing"},
     {"mapping": [["a"], []]}, {"sparse": {"data": 1}, "shape": [1, 1]}],
)  # fmt: skip
def test_what_curator_cannot_have_written_is_refused(packed: Any) -> None:
    with pytest.raises(ValueError, match="does not know"):
        unpack(packed, {})


def test_only_what_is_listed_is_ever_built() -> None:
    arrays: Arrays = {}
    packed = pack(SigmoidCalibration().fit(np.array([0.0, 1.0]), np.array([False, True])), "part", arrays)
    packed["kind"] = "LogisticRegression"
    with pytest.raises(ValueError, match="does not know"):
        unpack(packed, arrays)
