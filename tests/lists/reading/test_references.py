"""Titles are found in references in a style of citation, and in the names of links that are whole ones."""

import pytest

from tests.lists.reading.test_titles import ARXIV, title


@pytest.mark.parametrize(
    "source",
    [
        "Ann Smith and Bo Li. 2024. One Good Title. In Proceedings of the 13th Conference on Names. 393–402.",
        "Ann Smith, Bo Li, and Cy Wu. 2024. One Good Title. Journal of Names 230 (2024), 107390.",
        "Smith, A., & Li, B. (2024, October). One Good Title. In _Proceedings of Names_ (pp. 925-934).",
        "Ann Smith et al. 2024. One Good Title.",
    ],
)
def test_a_reference_has_its_title_after_the_year(source: str) -> None:
    assert title(f"- [{source}](https://doi.org/12)") == "One Good Title"
    assert title(f"- {source} [[pdf]]({ARXIV})") == "One Good Title"


def test_a_year_within_a_title_makes_no_reference_of_it() -> None:
    named = "Good Titles, Names. A Report on the Year 2024. What We Have Found"
    assert title(f"- [{named}]({ARXIV})") == named


@pytest.mark.parametrize(
    "label",
    [
        "Ann Smith, Bo Li, Pruning, Learning to Grow Networks, CVPR 2019",
        "A. Smith, B. Li. Pruning, Learning to Grow Networks. ICML 2018",
        "Smith, A.; Li, B.: Pruning, Learning to Grow Networks. arXiv, 2024",
        "Smith et al. (Acme). Pruning, Learning to Grow Networks. NeurIPS, 2019",
        "Smith et al., Pruning, Learning to Grow Networks (2019)",
        "Pruning, Learning to Grow Networks. OSDI (Acme), 2024",
        "**Pruning, Learning to Grow Networks** (2022) <br /> *Ann Smith, Bo Li.*",
        "Pruning, Learning to Grow Networks [ICLR 2020]",
        "Pruning, Learning to Grow Networks, A Smith, B.-C. Li, Some Journal of Networks, 2021",
        'Smith, Ann B., and Bo Li. "Pruning, Learning to Grow Networks." Some Journal, 2013 1st Number. IEEE, 2013.',
        'Smith & Li. "Pruning, Learning to Grow Networks." LREC. 2012.',
        "Smith et al. Pruning, Learning to Grow Networks",
    ],
)
def test_a_reference_that_is_one_link_has_its_title_before_the_venue_and_after_the_authors(label: str) -> None:
    assert title(f"- [{label}]({ARXIV})") == "Pruning, Learning to Grow Networks"


@pytest.mark.parametrize(
    "label",
    [
        "Agents under Attack: Vulnerabilities, Evasion, and Defense",
        "Loops: Generic vs. Domain Tools",
        "Trans. Sci. Tools",
    ],
)
def test_what_a_title_lists_at_its_end_is_neither_a_venue_nor_a_list_of_authors(label: str) -> None:
    assert title(f"- [{label}]({ARXIV})") == label
