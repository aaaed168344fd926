"""What is written of another paper holds no piece of what was taken out."""

import pytest

from curator.lists import learn_style, parse
from tests.lists.writing.added import ARXIV, added

AUTHORS = ("Ann Smith", "Bo Li")


def test_the_name_of_an_anchor_is_neither_date_nor_key() -> None:
    text = "## Topic\n\n" + "".join(
        f'- <a name="{key}"></a>{authors}\n  [One Good Title {n}]({ARXIV}2401.0000{n}), arXiv, 2024.\n'
        for n, (key, authors) in enumerate(
            (("Barro-Alm18eif", "C. Barro, D. Alm,"), ("Elm2019arxiv", "E. Elm, F. Oak,"), ("Fir20ji0", "G. Fir,")), 1
        )
    )
    entry = f"- A. Smith, B. Li,\n  [ZetaFlow: Learning Latent Worlds]({ARXIV}2611.01234), arXiv, 2026."
    assert added(text, "ZetaFlow: Learning Latent Worlds", authors=AUTHORS) == entry


def test_a_name_that_announced_what_is_gone_goes_with_it() -> None:
    text = "## Topic\n\n" + "".join(
        f"- [{name}: One Good Title {n}]({ARXIV}2401.0000{n})<br>**{name}:** {said}.\n"
        for n, (name, said) in enumerate((("Elm", "Grows an elm"), ("Oak", "Counts rings"), ("Fir", "Climbs it")), 1)
    )
    title = "ZetaFlow: Learning Latent Worlds"
    assert added(text, title) == f"- [{title}]({ARXIV}2611.01234)."


@pytest.mark.parametrize(("count", "kind"), [(3, "-"), (6, "Forest")])
def test_a_kind_that_a_few_rows_share_says_nothing_of_another(count: int, kind: str) -> None:
    rows = "".join(f"| One Good Title {n} | [pdf]({ARXIV}2401.0000{n}) | Forest |\n" for n in range(count))
    more = "".join(
        f"| Two Good Titles {n} | [pdf]({ARXIV}2402.0000{n}) | {'Garden' if n % 2 else '-'} |\n" for n in range(8)
    )
    head = "| Title | Paper | Kind |\n|---|---|---|\n"
    text = f"# List\n\n## Topic\n\n{head}{rows}\n## Other\n\n{head}{more}"
    assert added(text) == f"| A New Work of Ours | [pdf]({ARXIV}2611.01234) | {kind} |"


def test_names_in_full_are_parted_from_what_follows_as_those_that_are_cut_short() -> None:
    text = "## Topic\n\n" + "".join(
        f"- [One Good Title {n}]({ARXIV}2401.0000{n}) by Elm A, Oak B, Fir C, et al. arXiv, 2024.\n" for n in (1, 2, 3)
    )
    link = f"- [A New Work of Ours]({ARXIV}2611.01234) by"
    assert added(text, authors=AUTHORS) == f"{link} Smith A, Li B. arXiv, 2026."
    more = (*AUTHORS, "Cy Young", "Di Ash")
    assert added(text, authors=more) == f"{link} Smith A, Li B, Young C, et al. arXiv, 2026."


def test_the_label_of_a_new_group_has_its_date_as_often_as_the_others_have_theirs() -> None:
    text = "## Topic\n\n" + "".join(
        f'* <span id="year-{year}"> **{year}** </span>\n'
        + "".join(f"    * [One Good Title {n}]({ARXIV}{year % 100}01.0000{n})\n" for n in (1, 2))
        for year in (2024, 2023)
    )
    entry = f"    * [A New Work of Ours]({ARXIV}2611.01234)"
    assert added(text) == f'* <span id="year-2026"> **2026** </span>\n{entry}'


def test_a_venue_in_capitals_before_a_year_is_no_surname() -> None:
    text = "## Topic\n\n" + "".join(
        f"- One Good Title {n} [[{venue}2024]]({ARXIV}2401.0000{n})\n"
        for n, venue in enumerate(("TIX", "TNQ", "QQR"), 1)
    )
    assert added(text, authors=AUTHORS) == f"- A New Work of Ours [[arXiv2026]]({ARXIV}2611.01234)"


@pytest.mark.parametrize("space", ["", " "])
def test_a_label_that_dates_a_preprint_says_that_others_are_some(space: str) -> None:
    text = "# List\n\n" + "".join(
        f"## {topic}\n\n"
        + "".join(
            f"- One Good Title {n} [[{venue}{space}2024]]({ARXIV}{month}.0000{n})\n" for n, venue in enumerate(venues)
        )
        + "\n"
        for topic, month, venues in (
            ("Trees", 2401, ("TIX", "TNQ", "QQR", "TXX")),
            ("Herbs", 2402, ("arXiv", "ICML", "arXiv", "ACL")),
        )
    )
    assert added(text, authors=AUTHORS) == f"- A New Work of Ours [[arXiv{space}2026]]({ARXIV}2611.01234)"


def test_a_date_whose_day_nobody_knows_ends_with_its_month_however_far_apart_its_parts_are() -> None:
    days = "".join(f"- [One Good Title {n}]({ARXIV}2403.0000{n}) (1{n}  March - 2024)\n" for n in range(1, 5))
    assert added(f"## Topic\n\n{days}") == f"- [A New Work of Ours]({ARXIV}2611.01234) (November - 2026)"


def test_a_row_of_several_works_gives_no_years_to_one() -> None:
    row = f"| Trees | [One Good Title]({ARXIV}1912.04871) <br> [Two](https://a.org/2) | 1994 <br> 2003 <br> 2019 |"
    new = added(f"## Topic\n\n| Kind | Works | Years |\n|---|---|---|\n{row}\n")
    assert new.count("2026") == 1


def test_what_is_left_out_is_told_in_words_and_an_address_as_a_link() -> None:
    lines = (
        f"- [One Good Title {n}](https://arxiv.org/abs/2401.0000{n}), [Talk {n}--](https://example.org/{n * 7})\n"
        for n in range(1, 6)
    )
    found = learn_style(parse("## Topic\n\n" + "".join(lines)), ("Topic",))
    assert found.left_out == ("Talk 5", "a link")


def test_what_an_entry_says_twice_is_written_once() -> None:
    text = f"## Trees\n\n- **One Good Title.** Preprint. Preprint. [[pdf]({ARXIV}2401.00001)]\n"
    assert added(text) == f"- **A New Work of Ours.** Preprint. [[pdf]({ARXIV}2611.01234)]"


def test_a_topic_beside_arxiv_is_left_out() -> None:
    rows = "".join(
        f"- [202{n} arxiv {topic}] **Good Title Number {n}** [[paper]]({ARXIV}2{n}01.0000{n})\n"
        for n, topic in enumerate(("oaks", "elms", "firs"))
    )
    assert added(f"## Trees\n\n{rows}") == f"- [2026 arxiv] **A New Work of Ours** [[paper]]({ARXIV}2611.01234)"


def test_figures_that_all_entries_of_a_section_have_say_nothing_of_a_new_one() -> None:
    rows = "".join(
        f"- [Good Title Number {n}]({ARXIV}240{n}.00001) (2024) - [3,1,3], d=1 on Oaks\n" for n in range(1, 6)
    )
    assert added(f"## Trees\n\n{rows}").startswith(f"- [A New Work of Ours]({ARXIV}2611.01234) (2026)")
    assert "3,1,3" not in added(f"## Trees\n\n{rows}")
