import pytest

from curator.audit.standing import venue_of
from tests.audit.listing import entry, found, paper

HEAD = "# L\n\n## Methods\n\n"
TITLE = "Pruning Large Models by Magnitude"
BADGE = " ![arXiv](https://img.shields.io/badge/arXiv-2024-red)"


def test_a_withdrawn_paper_is_found_unless_its_entry_says_so() -> None:
    known = paper("2401.00001", TITLE, comment="Paper withdrawn due to an error in Theorem 2")
    (one,) = found(HEAD + entry(TITLE, "2401.00001"), known)
    assert (one.rule, one.level) == ("withdrawn", "warning")
    assert not found(HEAD + entry(TITLE, "2401.00001", " (withdrawn)"), known)


def test_a_paper_withdrawn_from_a_conference_stands() -> None:
    known = paper("2401.00001", TITLE, comment="Withdrawn from ICLR 2026 to be resubmitted")
    assert not found(HEAD + entry(TITLE, "2401.00001"), known)


@pytest.mark.parametrize(
    ("comment", "venue"),
    [
        ("Accepted at ICLR 2025", "ICLR 2025"),
        ("ACL 2025 camera-ready", "ACL 2025"),
        ("To appear in Proc. of NeurIPS 2024; 12 pages", "NeurIPS 2024"),
        ("Accepted at the ICML 2025 workshop on data", ""),
        ("Accepted at ICLR 2025. Code: https://a.org/x", "ICLR 2025"),
        ("The dataset was accepted at ICLR 2025. 12 pages", ""),
        ("Submitted to ICLR 2025", ""),
        ("ICLR 2025 format", ""),
        ("Accepted. An earlier version was at ACL 2024", ""),
        ("Accepted at ACL 2025 and EMNLP 2025", ""),
        ("Accepted to arXiv 2025", ""),
        ("Accepted in July 2025", ""),
    ],
)
def test_the_venue_is_what_a_comment_says_beyond_doubt(comment: str, venue: str) -> None:
    assert venue_of(comment) == venue


def test_an_entry_that_calls_a_published_paper_a_preprint_is_found() -> None:
    known = paper("2401.00001", TITLE, comment="Accepted at ICLR 2025")
    for more in (BADGE, " arXiv 2024", " (preprint)"):
        (one,) = found(HEAD + entry(TITLE, "2401.00001", more), known)
        assert (one.rule, one.level) == ("published", "note")
        assert "ICLR 2025" in one.why


def test_an_entry_that_names_the_venue_or_says_nothing_is_left_alone() -> None:
    known = paper("2401.00001", TITLE, comment="Accepted at ICLR 2025")
    for more in ("", " ICLR 2025, arXiv 2024", " [arXiv](https://a.org/arxiv-2024)"):
        assert not found(HEAD + entry(TITLE, "2401.00001", more), known)
