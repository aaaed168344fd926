import pytest

from curator.identity import canonical_id, linked_ids, title_key


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
        ("https://doi.org/10.48550/arXiv.2203.01250", "2203.01250"),
        ("https://arxiv.org/abs/cond-mat/0702661v1", "cond-mat/0702661"),
        ("math.GT/0309136", "math/0309136"),
        ("https://arxiv.org/abs/2203.012501", ""),
        ("https://img.shields.io/badge/arXiv-2203.01250-b31b1b.svg", ""),
        ("a title with 2203.01250 in it", ""),
        ("", ""),
    ],
)
def test_every_way_to_write_an_id_has_one_canonical_form(written: str, canonical: str) -> None:
    assert canonical_id(written) == canonical


def test_linked_ids_come_once_each_in_order_and_never_from_a_badge() -> None:
    line = (
        "- [B](https://arxiv.org/abs/2305.00002v2) ![x](https://img.shields.io/badge/arXiv-2401.00001-red)"
        " [A](https://arxiv.org/pdf/2305.00001) [B](https://arxiv.org/pdf/2305.00002.pdf)"
    )
    assert linked_ids(line) == ("2305.00002", "2305.00001")


def test_titles_are_the_same_when_only_their_writing_differs() -> None:
    assert title_key("Self-Refine: Iterative  Refinement") == title_key("SELF REFINE — iterative refinement.")
    assert title_key("Padé") == title_key("Pade\u0301")
    assert title_key("⚡🔥 …") == ""
