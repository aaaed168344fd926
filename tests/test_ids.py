import pytest
from pydantic import TypeAdapter, ValidationError

from curator.types import NO_ID, PaperId, canonical_id


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2203.01250", "2203.01250"),
        ("2203.01250v3", "2203.01250"),
        ("arXiv:0704.0001v2", "0704.0001"),
        ("oai:arXiv.org:2203.01250v3", "2203.01250"),
        ("http://arxiv.org/abs/2203.01250v3", "2203.01250"),
        ("https://www.arxiv.org/pdf/2203.01250.pdf", "2203.01250"),
        ("https://export.arxiv.org/html/2203.01250v1", "2203.01250"),
        ("https://www.alphaxiv.org/abs/2203.01250", "2203.01250"),
        ("https://huggingface.co/papers/2203.01250", "2203.01250"),
        ("https://arxiv.org/2203.01250v1", "2203.01250"),
        ("https://arxiv.org/ftp/arxiv/papers/2203/2203.01250.pdf", "2203.01250"),
        ("https://ar5iv.org/abs/2203.01250", "2203.01250"),
        ("https://www.semanticscholar.org/arxiv/2203.01250", "2203.01250"),
        ("https://doi.org/10.48550/arXiv.2203.01250", "2203.01250"),
        ("https://arxiv.org/abs/cond-mat/0702661v1", "cond-mat/0702661"),
        ("math.GT/0309136", "math/0309136"),
        ("https://arxiv.org/abs/2203.012501", ""),
        ("https://img.shields.io/badge/arXiv-2203.01250-b31b1b.svg", ""),
        ("a title with 2203.01250 in it", ""),
        ("", ""),
        ("２２０３.０１２５０", NO_ID),
        ("https://arxiv.org/abs/٢٢٠٣.٠١٢٥٠", NO_ID),
    ],
)
def test_every_way_to_write_an_id_has_one_canonical_form(written: str, canonical: str) -> None:
    assert canonical_id(written) == canonical


def test_an_id_is_text_that_knows_its_address() -> None:
    assert PaperId("hep-th/9901001").url == "https://arxiv.org/abs/hep-th/9901001"
    assert sorted([PaperId("2603.00002"), PaperId("2603.00001")]) == ["2603.00001", "2603.00002"]


@pytest.mark.parametrize("text", ["2603.1", "2603.00001v2", "x", " 2603.00001"])
def test_a_file_with_an_id_that_is_not_canonical_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="is no arXiv id"):
        TypeAdapter(PaperId).validate_python(text)
    assert TypeAdapter(PaperId).validate_python("") == NO_ID
