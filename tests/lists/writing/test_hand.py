"""What a list's own entries decide of a new one: its words for a preprint, its place, the version of its link."""

import pytest

from curator.errors import SurveyError
from curator.lists import insert, parse
from curator.types import Paper, PaperId, Placement

NEW = Paper(PaperId("2405.09999"), "A New Work", authors=("Ann Smith", "Bo Li"))
LINK = "https://arxiv.org/abs/"
AUTHORS = "*Ann Smith, Bo Li.* "
NAMES = ("Zebra", "Apple", "Mango", "Berry", "Olive", "Cherry", "Kiwi", "Lemon")


def items(form: str, *said: str, since: int = 2301) -> list[str]:
    """Return an entry for each word of `said`, newer ones first, with `{n}`, `{v}` and `{l}` filled in."""
    return [
        form.format(n=f"{name} Trees in Deep Nets", v=word, l=f"{LINK}{since + 11 - n}.0000{n}")
        for n, (name, word) in enumerate(zip(NAMES, said, strict=False))
    ]


def added(*sections: list[str], paper: Paper = NEW) -> str:
    """Return what is written into the first of some sections."""
    parts = [f"## Topic {n}\n\n" + "\n".join(lines) + "\n" for n, lines in enumerate(sections)]
    text = "# A list\n\n" + "\n".join(parts)
    old = text.split("\n")
    new = insert(parse(text), [Placement(paper, ("Topic 0",))]).split("\n")
    return "\n".join(line for line in new if line not in old)


@pytest.mark.parametrize(
    ("published", "preprint", "expected"),
    [
        ("- **{n}.** {v} 2023. [[PDF]({l})]", "- **{n}.** *Ann Lee, Bo Kim.* {v} 2023. [[PDF]({l})]", ""),
        (
            "- **{n}.** *Ann Lee, Bo Kim.* {v} 2023. [[PDF]({l})]",
            "- **{n}.** {v} 2023. [[PDF]({l})]",
            "*Ann Smith, Bo Li.* ",
        ),
    ],
)
def test_where_only_published_entries_show_the_form_the_lists_word_for_a_preprint_takes_the_place_of_their_venue(
    published: str, preprint: str, expected: str
) -> None:
    own = items(published, "ICLR", "ICML", "AAAI")
    others = items(preprint, "arXiv", "arXiv", "ECCV", since=2201)
    assert added(own, others) == f"- **A New Work.** {expected}arXiv 2024. [[PDF]({LINK}2405.09999)]"


@pytest.mark.parametrize("said", ["ACL", "Nature", "Science", "IEEE", "ACL 2024", "Workshop"])
def test_a_word_that_is_a_venue_only_where_it_stands_alone_is_not_claimed_either(said: str) -> None:
    own = items("- **{n}** | *{v}* | [pdf]({l})", *[said, "ICML"] * 4)
    others = items("- **{n}** | *{v}* | [pdf]({l})", "arXiv", since=2201)
    assert added(own, others) == f"- **A New Work** | *arXiv* | [pdf]({LINK}2405.09999)"


def test_a_label_that_names_the_papers_kind_is_kept() -> None:
    assert added(items("- {n} [[Journal]({l})]", *NAMES)) == f"- A New Work [[Journal]({LINK}2405.09999)]"


def test_an_item_is_as_deep_in_as_the_one_it_stands_beside() -> None:
    lines = items("- [{n}]({l})", *NAMES[:4])
    lines = [lines[0], *(" " + line for line in lines[1:])]
    assert added(lines) == f"- [A New Work]({LINK}2405.09999)"
    deep = ["- Trees", *("  " + line for line in items("- [{n}]({l})\n    - by {v}", *NAMES[:4]))]
    assert added(deep).split("\n")[0] == f"  - [A New Work]({LINK}2405.09999)"


def test_a_link_names_the_first_version_where_most_do() -> None:
    versioned = "- [{n}]({l}{v})"
    assert added(items(versioned, "v1", "v2", "v1", "")) == f"- [A New Work]({LINK}2405.09999v1)"
    assert added(items(versioned, "v1", "", "", "")) == f"- [A New Work]({LINK}2405.09999)"


def test_a_column_of_topics_holds_no_name_though_some_titles_start_with_one() -> None:
    head = ["| Title | Domain | Code |", "|---|---|---|"]
    topics = [f"| [{name} Trees in Deep Nets]({LINK}2301.0000{n}) | {name} | - |" for n, name in enumerate(NAMES)]
    paper = Paper(PaperId("2405.09999"), "QuaSAR: A New Work")
    assert added([*head, *topics], paper=paper) == f"| [QuaSAR: A New Work]({LINK}2405.09999) | - | - |"
    named = [f"| [{name}Net: Trees in Nets]({LINK}2301.0000{n}) | {name}Net | - |" for n, name in enumerate(NAMES)]
    assert added([*head, *named], paper=paper) == f"| [QuaSAR: A New Work]({LINK}2405.09999) | QuaSAR | - |"


def test_a_topic_that_one_title_starts_with_is_no_name() -> None:
    rows = [f"| [{name} Trees in Deep Nets]({LINK}2301.0000{n}) | Trees | - |" for n, name in enumerate(NAMES)]
    rows += [f"| [{name} Leaves in Deep Nets]({LINK}2302.0000{n}) | Leaves | - |" for n, name in enumerate(NAMES[1:])]
    chance = f"| [Trees: A Walk in Nets]({LINK}2405.00001) | Trees | - |"
    paper = Paper(PaperId("2405.09999"), "QuaSAR: A New Work")
    table = ["| Title | Domain | Code |", "|---|---|---|", chance, *rows]
    assert added(table, paper=paper) == f"| [QuaSAR: A New Work]({LINK}2405.09999) | - | - |"


def test_what_stands_beside_the_word_for_a_preprint_is_neither_venue_nor_preprint() -> None:
    said = ("arXiv(v1) 2023", "arXiv(v2) 2023", "CHI(Vol 9) 2023", "CSCW 2023")
    rows = items("| {v} | [{n}]({l}) |", *said)
    table = ["| Source | Title |", "|---|---|", *rows]
    assert added(table) == f"| arXiv 2024 | [A New Work]({LINK}2405.09999) |"


def test_in_a_list_that_links_no_paper_the_title_is_the_link_and_all_else_as_the_others_have_it() -> None:
    own = [f"* **{name} Trees in Deep Nets** (arXiv 2023)" for name in NAMES]
    assert added(own) == f"* **[A New Work]({LINK}2405.09999)** (arXiv 2024)"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("|[{n}]({l})|{v} Lab|-|", "|[A New Work]({l})|-|-|"),
        ("| [{n}]({l}) | {v} Lab | - |", "| [A New Work]({l}) | - | - |"),
        ("|[{n}]({l})|{v} Lab||", "|[A New Work]({l})|||"),
        ("| [{n}]({l}) | {v} Lab |  |", "| [A New Work]({l}) |  |  |"),
        ("|[{n}]({l})|{v} Lab|[Code](https://x.org/{v})|", "|[A New Work]({l})| - | - |"),
        ("|[{n}]({l}) [{v}](https://x.org/{v})|N/A|", "|[A New Work]({l})|N/A|"),
        ("| [{n}]({l}) [{v}](https://x.org/{v})   |N/A|", "| [A New Work]({l}) |N/A|"),
    ],
)
def test_a_cell_of_which_nothing_is_known_is_as_the_lists_own_empty_ones(row: str, expected: str) -> None:
    bars = row.count("|") - 1
    head = ["|" + "Said|" * bars, "|" + "---|" * bars]
    assert added([*head, *items(row, *NAMES)]) == expected.format(l=f"{LINK}2405.09999")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("- **{n}** by Ann Lee et al. [[pdf]({l})]", "- **A New Work** [[pdf]({l})]"),
        ("- [{n}]({l}) and [code](https://github.com/a/{v})", "- [A New Work]({l})"),
        ("- [{n}]({l}), Shown at [{v} Lab](https://x.org/{v}) (2023)", "- [A New Work]({l}), Shown (2024)"),
    ],
)
def test_a_word_that_joins_what_is_not_known_is_left_out_with_it(form: str, expected: str) -> None:
    nameless = Paper(NEW.id, NEW.title)
    assert added(items(form, *NAMES), paper=nameless) == expected.format(l=f"{LINK}2405.09999")


def test_a_group_without_entries_is_refused_in_one_line() -> None:
    with pytest.raises(SurveyError, match="add it by hand"):
        insert(parse("# 2024\n\n## Topic\n\nText.\n"), [Placement(NEW, ("Topic",))])


def test_a_venue_that_is_not_known_as_one_leaves_a_preprint_its_place_at_the_others() -> None:
    papers = [("OSDI 2020", "One"), ("ICWS 2019", "Two"), ("Proc. Lond. Soc. 2018", "Three")] + [
        (f"SOCC 20{n}", f"Part {n}") for n in range(10, 20)
    ]
    text = "## Clusters\n\n" + "\n\n".join(f"{v}, [Scheduling, {t}](https://x.org/{v[-2:]})" for v, t in papers) + "\n"
    new = insert(parse(text), [Placement(Paper(PaperId("2611.01234"), "A New Work"), ("Clusters",))])
    assert "\narXiv 2026, [A New Work](https://arxiv.org/abs/2611.01234)\n" in new


def test_a_label_of_the_few_papers_with_an_arxiv_id_is_none_of_a_new_one_where_the_others_have_others() -> None:
    known = "".join(f"- Diffusion: **Planning, Part {n}**, [Link]({LINK}240{n}.00001).\n" for n in (1, 2, 3))
    others = "".join(f"- Kernels: **Grasping, Part {n}**, [Link](https://x.org/{n}).\n" for n in (1, 2, 3))
    legs = "".join(f"- Gait{n % 3}: **Walking, Part {n}**, [Link]({LINK}230{n}.00001).\n" for n in range(1, 7))
    new = insert(parse(f"## Arms\n\n{others}{known}\n## Legs\n\n{legs}"), [Placement(NEW, ("Arms",))])
    assert f"\n- **A New Work**, [Link]({LINK}2405.09999).\n" in new
