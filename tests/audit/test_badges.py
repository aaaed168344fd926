import pytest

from curator.audit.fix import edited
from curator.audit.items import may_be
from curator.types import PaperId
from tests.audit.listing import entry, found, paper

HEAD = "# L\n\n## Methods\n\n"
TITLE = "Pruning Large Models by Magnitude"
BADGE = " ![arXiv](https://img.shields.io/badge/{}-red)"


def test_a_badge_of_another_year_is_mended_where_the_title_proves_the_link() -> None:
    text = HEAD + entry(TITLE, "2506.00001", BADGE.format("arXiv-2024.05"))
    (one,) = found(text, paper("2506.00001", TITLE))
    assert (one.rule, one.level) == ("badge", "warning")
    assert edited(text, one.fix) == HEAD + entry(TITLE, "2506.00001", BADGE.format("arXiv-2025.06"))


def test_without_the_paper_the_link_may_be_what_is_wrong() -> None:
    (one,) = found(HEAD + entry(TITLE, "2506.00001", BADGE.format("arXiv-2023")))
    assert one.fix == ()
    assert "or the link where that is wrong" in one.why


def test_a_badge_of_another_id_is_found() -> None:
    text = HEAD + entry(TITLE, "2506.00001", BADGE.format("arXiv-2506.00002"))
    assert [one.fix for one in found(text)] == [()]
    (one,) = found(text, paper("2506.00001", TITLE))
    assert "arXiv-2506.00001-red" in edited(text, one.fix)


@pytest.mark.parametrize("shown", ["arXiv-2025", "arXiv-2506.00001", "arXiv-soon", "CVPR-2019", "arXiv-2025.06"])
def test_a_badge_that_agrees_or_is_of_something_else_is_left_alone(shown: str) -> None:
    assert not found(HEAD + entry(TITLE, "2506.00001", BADGE.format(shown)))


def test_an_entry_of_two_papers_has_no_one_year() -> None:
    more = " [b](https://arxiv.org/abs/1901.00001)" + BADGE.format("arXiv-2019")
    assert not found(HEAD + entry(TITLE, "2506.00001", more))


def test_at_the_turn_of_a_year_two_years_may_be_said() -> None:
    assert may_be(PaperId("2501.00100"), 2024)
    assert not may_be(PaperId("2501.12901"), 2024)
    assert may_be(PaperId("2412.20000"), 2025)
    assert not may_be(PaperId("2412.20000"), 2023)
    assert may_be(PaperId("other:1"), 1900)
