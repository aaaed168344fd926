import pytest

from curator.papers.matching import agree, names, shortened
from curator.types import Paper, PaperId

PAPER = Paper(PaperId("3105.00001"), "Toys and Bounds: Part I", authors=("Ada Example", "José Peña"))


@pytest.mark.parametrize(
    ("title", "text", "same"),
    [
        ("Toys and Bounds: Part I", "- Toys and Bounds: Part I. *A. Example et al.* 2031", True),
        ("TOYS & bounds — part I", "- TOYS & bounds — part I, Pena", False),
        ("Toys and bounds — part I", "- **Toys and bounds — part I**, Pena", True),
        ("Toys and Bounds: Part II", "- Toys and Bounds: Part II. A. Example", False),
        ("Toys and Bounds: Part I", "- Toys and Bounds: Part I. B. Sample", False),
        ("Toys and Bounds: Part I", "- Toys and Bounds: Part I. for example", False),
        ("Toys and Bounds: Part I", "- [Toys and Bounds: Part I](https://example.org/Example) [Example](b)", False),
        ("…", "- … A. Example", False),
    ],
)
def test_an_entry_means_a_paper_when_title_and_an_author_agree(title: str, text: str, same: bool) -> None:
    assert agree(title, names(text, title), PAPER) is same


def test_two_titles_without_letters_are_not_the_same() -> None:
    assert not agree("…", frozenset({"example"}), Paper(PaperId("3105.00002"), "!", authors=("Ada Example",)))


def test_words_of_the_title_and_of_links_are_no_names() -> None:
    text = "- Toys and Ada. [Code](x) ![Badge](y) <br> https://Example.org Bo Sample, 2031"
    assert names(text, "Toys and Ada") == {"bo", "sample"}


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("Fresh: Pruning Big Models Quickly", "Fresh", True),
        ("Pruning Big Models Quickly", "Pruning Models Quickly", True),
        ("Pruning Big Models, Part II", "Pruning Big Models, Part I", False),
        ("Pruning Big Models Quickly", "Pruning", False),
        ("Big Models", "Models Big", False),
        ("Pruning", "", False),
    ],
)
def test_a_title_is_another_s_with_words_left_out_and_none_exchanged(title: str, other: str, same: bool) -> None:
    assert shortened(title, other) is shortened(other, title) is same
