"""Titles are found in references in a style of citation, and in the names of links that are whole ones."""

import pytest

from curator.lists import parse
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


def test_paragraphs_without_links_are_references_where_there_are_several() -> None:
    cited = [
        "**[1]** Ann Smith and Bo Li. **Learning to Grow**. Neural Trees, 16(1):5-9, 2003.",
        "**[2]** Wu C, Ma D. **Oaks**. arXiv preprint arXiv:1703.00837, 2017.",
        '[3] "Some Trees of Note". In Forests, 1998.',
        "Smith, A., Li, B., & Wu, C. (2016). **Learning to Grow Black Oaks**. arXiv preprint arXiv:1611.03824.",
    ]
    titles = ["Learning to Grow", "Oaks", "Some Trees of Note", "Learning to Grow Black Oaks"]
    survey = parse("## Topic\n\n" + "\n\n".join(cited) + "\n")
    assert [entry.title for entry in survey.entries] == titles
    assert [entry.id for entry in survey.entries] == ["", "1703.00837", "", "1611.03824"]
    assert not parse(f"## Topic\n\n{cited[0]}\n").entries
    below = parse("## Topic\n\n" + "\n".join(cited[:3]) + "\n")
    assert [entry.title for entry in below.entries] == titles[:3]


@pytest.mark.parametrize(
    "prose",
    [
        "In **two old words** of 2020 there is more.",
        "Ann Smith and Bo Li. **Learning to Grow**. To appear.",
        "**Oaks**",
    ],
)
def test_prose_with_strong_words_is_no_reference(prose: str) -> None:
    assert not parse(f"## Topic\n\n{prose}\n\n{prose}\n").entries


def test_authors_end_where_a_title_begins_whatever_year_follows_it() -> None:
    entry = '9. A. Smith, et al, "Growing Trees by Jointly Learning", ICLR 2015. (_AED, a Kind of Tree_)\n'
    other = entry.replace("9.", "8.").replace("Growing", "Felling")
    found = parse(f"## Topic\n\n{other}{entry}").entries
    assert [entry.title for entry in found] == [
        "Felling Trees by Jointly Learning",
        "Growing Trees by Jointly Learning",
    ]


@pytest.mark.parametrize(
    "names", ["A. Smith, B. Li", "A. Smith and B. Li", "Ann Smith, Bo Li", "Smith, A., Li, B.", "Smith et al."]
)
@pytest.mark.parametrize("mark", "*_")
def test_what_stands_in_italics_behind_names_is_the_title(names: str, mark: str) -> None:
    assert title(f"- {names}, {mark}One Good Title of Ours{mark}, 2024. [link]({ARXIV})") == "One Good Title of Ours"


@pytest.mark.parametrize("italics", ["Ann Smith and Bo Li", "of more than two"])
def test_what_stands_in_italics_behind_a_title_is_none(italics: str) -> None:
    assert title(f"- One Good Title *{italics}* [[pdf]]({ARXIV})").startswith("One Good Title")


def test_a_number_before_a_remark_belongs_to_the_title() -> None:
    assert title(f"- Title No. 1 (best of its kind) [[Paper]]({ARXIV})") == "Title No. 1 (best of its kind)"


def test_italics_that_are_longer_than_any_title_are_none() -> None:
    assert title(f"- A. Smith, B. Li, *One Good Title {'again ' * 80}* [[pdf]]({ARXIV})").startswith("A. Smith")
