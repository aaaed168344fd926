import pytest

from curator.papers.withdrawal import is_withdrawn
from curator.types import Paper, PaperId


@pytest.mark.parametrize(
    ("comment", "abstract", "withdrawn"),
    [
        ("This paper has been withdrawn by the author due to an error", "We bound.", True),
        ("Withdrawn", "", True),
        ("Paper withdrawn due to an error in Theorem 2", "", True),
        ("Retracted by the authors", "", True),
        ("withdrawn from arXiv by the authors", "", True),
        ("", "This submission has been withdrawn by arXiv administrators", True),
        ("", "The authors have withdrawn this paper.", True),
        ("", "This arXiv submission has been withdrawn because of an error.", True),
        ("Withdrawn from ICLR 2026 to be resubmitted", "", False),
        ("", "We study how drugs are withdrawn from markets.", False),
        ("", "Water is withdrawn from the river.", False),
        ("12 pages", "This paper has no errors.", False),
    ],
)
def test_a_withdrawal_is_told_from_a_paper_that_speaks_of_one(comment: str, abstract: str, withdrawn: bool) -> None:
    assert is_withdrawn(Paper(PaperId("3105.00001"), "T", abstract, comment=comment)) is withdrawn
