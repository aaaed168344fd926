import re
from datetime import date

import pytest

from curator.errors import SurveyError
from curator.lists import insert, insert_all, learn_style, parse, parse_all
from curator.lists.reading.outline import topical
from curator.types import Paper, PaperId, Placement

NEW = Paper(PaperId("2405.09999"), "A New Work", authors=("Ann Smith", "Bo Li"), announced=date(2024, 5, 22))


def written(text: str, paper: Paper = NEW, template: str = "", section: tuple[str, ...] = ()) -> list[str]:
    """Return the lines that an insertion adds."""
    survey = parse(text)
    new = insert(survey, [Placement(paper, section or topical([survey])[0])], template)
    old = text.split("\n")
    return [line for line in new.split("\n") if line not in old or not line]


def link(n: int, month: str = "2401") -> str:
    return f"https://arxiv.org/abs/{month}.0000{n}"


FORMS = {
    f"- [One Good Title]({link(1)})": "- [A New Work](https://arxiv.org/abs/2405.09999)",
    f"- [One Good Title]({link(1).replace('abs', 'pdf')}v2) Ann Lee et al.": (
        "- [A New Work](https://arxiv.org/pdf/2405.09999) Ann Smith et al."
    ),
    f"- *One Good Title*, Ann Lee, Bo Kim and Cy Young, Jan 2024. [arXiv:2401.00001]({link(1)})": (
        "- *A New Work*, Ann Smith and Bo Li, May 2024. [arXiv:2405.09999](https://arxiv.org/abs/2405.09999)"
    ),
    f"- `2024-01` **One Good Title** ([paper]({link(1)}), [code](https://github.com/a/b)) — *Some Lab*": (
        "- `2024-05` **A New Work** ([paper](https://arxiv.org/abs/2405.09999))"
    ),
    f"- 📄 One Good Title [ [PDF]({link(1)}) | [Code](https://github.com/a/b) ]": (
        "- 📄 A New Work [ [PDF](https://arxiv.org/abs/2405.09999) ]"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_one_entry_is_enough_to_learn_its_form_but_not_its_own_words(form: str) -> None:
    assert [line for line in written(f"## Topic\n{form}\n") if line] == [FORMS[form]]


def test_venues_that_all_entries_name_are_not_claimed_for_a_new_paper() -> None:
    lines = [f"- **{name} Good Title**, ICML 2024 [pdf]({link(n)})" for n, name in enumerate(("One", "Two"))]
    text = "\n".join(["## Topic", *lines, ""])
    assert "".join(written(text)) == "- **A New Work**, arXiv 2024 [pdf](https://arxiv.org/abs/2405.09999)"
    badge = "![ICML](https://img.shields.io/badge/ICML-2024-blue)"
    text = f"## Topic\n- One Good Title [pdf]({link(1)}) {badge}\n- Two Good Titles [pdf]({link(2)}) {badge}\n"
    assert "".join(written(text)) == (
        "- A New Work [pdf](https://arxiv.org/abs/2405.09999) ![arXiv](https://img.shields.io/badge/arXiv-2024-blue)"
    )


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        ((5, 4, 3), 0),
        ((3, 4, 5), 3),
        ((5, 4, 3, 2, 1), 0),
        ((1, 2, 3, 4, 5), 5),
        ((9, 8, 7, 6, 4, 3), 4),
        ((3, 4, 6, 7, 8, 9), 2),
    ],
)
def test_an_entry_goes_where_the_order_of_its_section_has_it(titles: tuple[int, ...], place: int) -> None:
    words = ("Zebra", "Apple", "Mango", "Berry", "Olive", "Cherry", "Kiwi", "Date", "Lemon", "Fig")
    lines = [f"- [{words[n]} Good Title](https://arxiv.org/abs/24{n:02d}.00001)" for n in titles]
    new = insert(parse("## Topic\n" + "\n".join(lines) + "\n"), [Placement(NEW, ("Topic",))])
    assert new.split("\n").index("- [A New Work](https://arxiv.org/abs/2405.09999)") == place + 1


def test_a_paper_that_the_section_holds_is_not_written_again() -> None:
    by_id = parse(f"## Topic\n- [Other Good Title]({link(1)})\n")
    assert insert(by_id, [Placement(Paper(PaperId("2401.00001"), "Anything"), ("Topic",))]) == by_id.text
    by_title = parse("## Topic\n- [A New Work](https://openreview.net/x)\n")
    assert insert(by_title, [Placement(NEW, ("Topic",))]) == by_title.text


def test_the_same_paper_may_go_to_two_sections_and_files() -> None:
    one = f"# {{}}\n## Topic\n- [One Good Title]({link(1)})\n"
    surveys = parse_all({"a.md": one.format("Alpha"), "b.md": one.format("Beta"), "c.md": one.format("Gamma")})
    changed = insert_all(surveys, [Placement(NEW, ("Alpha", "Topic")), Placement(NEW, ("Beta", "Topic"))]).files
    assert list(changed) == ["a.md", "b.md"]
    assert all("2405.09999" in text for text in changed.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{nothing}", 'unknown placeholder "{nothing}"'),
        ("{title", "cannot be read"),
        ("{title!r}", "unknown placeholder"),
    ],
)
def test_a_template_with_a_wrong_placeholder_is_an_error_that_says_so(text: str, message: str) -> None:
    with pytest.raises(SurveyError, match=message):
        insert(parse(""), [], text)


def test_a_template_overrides_what_was_learned() -> None:
    text = f"## Topic\n- [One Good Title]({link(1)})\n"
    form = "- {title} ({authors}, {date}, {yy}/{month}) [{id}]({link})"
    assert "".join(written(text, template=form)) == (
        "- A New Work (Ann Smith, Bo Li, 2024-05-21, 24/05) [2405.09999](https://arxiv.org/abs/2405.09999)"
    )


def test_a_template_whose_entry_cannot_be_read_again_is_refused() -> None:
    with pytest.raises(SurveyError, match="add it by hand"):
        written(f"## Topic\n- [One Good Title]({link(1)})\n", template="no link in {title}")


def test_what_cannot_be_written_is_named_and_the_rest_of_its_batch_is_written() -> None:
    text = f"## Topic\n- [One Good Title]({link(1)})\n## Contents\n- [Topic](#topic)\n"
    other = Paper(PaperId("2405.08888"), "Another Work")
    places = [Placement(NEW, ("Topic",)), Placement(other, ("Nowhere",)), Placement(other, ("Topic",))]
    done = insert_all([parse(text)], places)
    assert [place for place, _ in done.left] == [places[1]]
    assert 'no section is called "Nowhere"' in str(done.left[0][1])
    assert {entry.id for entry in parse(done.files["README.md"]).entries} == {"2401.00001", NEW.id, other.id}
    done = insert_all([parse(text)], places[:1], "no link in {title}")
    assert [place for place, _ in done.left] == places[:1]
    assert not done.files


def test_entries_above_the_first_heading_are_a_section_that_takes_more() -> None:
    text = f"- [One Good Title]({link(1)})\n\n## Topic\n- [Two Good Titles]({link(2)})\n"
    new = insert(parse(text), [Placement(NEW, ("Papers",))])
    assert new.index("A New Work") < new.index("## Topic")
    assert "A New Work" in insert(parse(text.split("## ", maxsplit=1)[0]), [Placement(NEW, ("Papers",))])


def test_a_section_without_entries_takes_its_sisters_form() -> None:
    text = f"# List\n## First\n* **One Good Title** [pdf]({link(1)})\n## Second\n\nSoon.\n\n## Third\n"
    assert "".join(written(text, section=("Second",))) == "* **A New Work** [pdf](https://arxiv.org/abs/2405.09999)"


def test_the_first_entry_of_a_list_is_a_plain_link() -> None:
    assert (
        "".join(written("# List\n## Second\n", section=("Second",)))
        == "- [A New Work](https://arxiv.org/abs/2405.09999)"
    )


def test_an_entry_stays_inside_the_comment_that_hides_its_section() -> None:
    text = f"# List\n<!--\n## First\n- [One Good Title]({link(1)})\n- [Two Good Titles]({link(2)}) -->\n"
    new = insert(parse(text), [Placement(NEW, ("First",))])
    assert new.rstrip().endswith("-->")


def test_a_text_without_final_newline_gets_none() -> None:
    text = f"## Topic\r\n- [One Good Title]({link(1)})"
    assert (
        insert(parse(text), [Placement(NEW, ("Topic",))])
        == f"{text}\r\n- [A New Work](https://arxiv.org/abs/2405.09999)"
    )


def test_papers_under_letters_go_under_theirs() -> None:
    text = f"# List\n## Topic\n### A\n- [A Good Title]({link(1)})\n### Z\n- [Zebra Good Title]({link(2)})\n"
    new = insert(parse(text), [Placement(NEW, ("Topic",)), Placement(Paper(PaperId("2405.1"), "x"), ("Topic",))][:1])
    assert new.index("A New Work") < new.index("### Z")


def test_without_authors_nothing_is_left_of_their_place() -> None:
    bare = Paper(PaperId("2405.09999"), "A New Work")
    for form in ("*{} et al.* [pdf]({})", "({}) [pdf]({})", "{}. [pdf]({})", "**{}**, [pdf]({})"):
        entry = "- **One Good Title** " + form.format("Ann Lee, Bo Kim", link(1))
        (line,) = [line for line in written(f"## Topic\n{entry}\n", bare) if line]
        assert line in {
            "- **A New Work** [pdf](https://arxiv.org/abs/2405.09999)",
            "- **A New Work**. [pdf](https://arxiv.org/abs/2405.09999)",
            "- **A New Work**, [pdf](https://arxiv.org/abs/2405.09999)",
        }, form


def test_every_word_of_a_learned_template_stands_in_two_entries_or_tells_of_no_paper() -> None:
    text = f"""## Topic
- **One Good Title** *Ann Lee (Lab of Tests) et al.* [paper]({link(1)})
  - This work shows something of its own.
- **Two Good Titles** *Bo Kim (School) et al.* [paper]({link(2)}) (with a note)
  - Another thing is shown here.

## Tables
| Title | Model | Venue | Link |
|---|---|---|---|
| Three Good Titles | Qwen | arXiv | [Paper]({link(3)}) |
| Four Good Titles | LLaMA | ICML | [Paper]({link(4)}) |
"""
    survey = parse(text)
    assert learn_style(survey, ("Topic",)).template == "- **{title}** *{authors}* [paper](https://arxiv.org/abs/{id})"
    assert learn_style(survey, ("Tables",)).template == (
        "| {title} | - | arXiv | [Paper](https://arxiv.org/abs/{id}) |"
    )
    assert (
        learn_style(parse("# List\n## Third\n"), ("Third",)).example == "- [A Title](https://arxiv.org/abs/2401.00001)"
    )


def test_a_list_that_links_no_arxiv_paper_is_written_as_it_links_others() -> None:
    text = "## Topic\n- **One Good Title** [paper](https://openreview.net/a) [code](https://github.com/a/b)\n"
    assert "".join(written(text)) == "- **A New Work** [paper](https://arxiv.org/abs/2405.09999)"
    text = "## Topic\n- [One Good Title](https://openreview.net/a) (oral)\n"
    assert "".join(written(text)) == "- [A New Work](https://arxiv.org/abs/2405.09999)"


def test_figures_that_may_be_a_date_are_one_when_they_agree_with_the_id() -> None:
    assert "".join(written(f"## Topic\n- 24.01 **One Good Title** [pdf]({link(1)})\n")) == (
        "- 24.05 **A New Work** [pdf](https://arxiv.org/abs/2405.09999)"
    )
    assert "24.07" not in "".join(written(f"## Topic\n- 24.07 **One Good Title** [pdf]({link(1)})\n"))


def test_a_link_s_name_that_only_one_entry_has_is_not_taken_over() -> None:
    entries = [
        f"- **One Good Title** [[Odd Name]({link(1)})]",
        f"- **Two Good Titles** [[Paper]({link(2)})]",
        f"- **Three Good Titles** [[Website]({link(3)})]",
    ]
    assert "Odd" not in "".join(written("\n".join(["## Topic", *entries, ""])))
    alone = "- **[A New Work](https://arxiv.org/abs/2405.09999)**"
    assert "".join(written(f"## Topic\n{entries[0]}\n")) == alone


def test_short_names_have_a_column_of_their_own() -> None:
    head = "## Topic\n| Name | Title | Link |\n|---|---|---|\n"
    rows = [f"| `N{n}` | N{n}: A Good Title | [Paper]({link(n)}) |\n" for n in range(1, 6)]
    assert written(head + "".join(rows))[0] == "| - | A New Work | [Paper](https://arxiv.org/abs/2405.09999) |"
    named = Paper(PaperId("2405.09999"), "New: A Work")
    assert written(head + "".join(rows), named)[0] == (
        "| `New` | New: A Work | [Paper](https://arxiv.org/abs/2405.09999) |"
    )
    others = [f"| `M{n}` | Some Good Title {n} | [Paper]({link(n)}) |\n" for n in range(1, 6)]
    assert written(head + "".join(others), named)[0] == (
        "| - | New: A Work | [Paper](https://arxiv.org/abs/2405.09999) |"
    )


def test_what_one_paper_s_badge_says_is_not_said_of_another() -> None:
    badges = [f"![](https://img.shields.io/badge/Venue{n}-2024-red)" for n in (1, 2)]
    lines = [f"- **{name} Good Title** [pdf]({link(n)}) {badges[n]}" for n, name in enumerate(("One", "Two"))]
    assert "".join(written("\n".join(["## Topic", *lines, ""]))) == (
        "- **A New Work** [pdf](https://arxiv.org/abs/2405.09999)"
    )


def test_one_paper_that_cannot_be_written_in_the_learned_form_leaves_the_others_theirs() -> None:
    text = f"## Topic\n* [One Good Title]({link(1)}) \\o/\n"
    papers = [NEW, Paper(PaperId("2405.08888"), "Paper")]
    new = insert(parse(text), [Placement(paper, ("Topic",)) for paper in papers])
    assert {entry.id for entry in parse(new).entries} == {"2401.00001", "2405.09999", "2405.08888"}
    assert "* [A New Work](https://arxiv.org/abs/2405.09999)" in new


def test_a_row_ends_with_its_table_even_where_the_list_s_rows_go_on() -> None:
    head = "## Topic\n| Title | Link |\n|---|---|\n"
    rows = [f"| A Good Title {n} | [Paper]({link(n)}) |[//]: #07/0{n}\n" for n in range(1, 4)]
    assert written(head + "".join(rows))[0] == "| A New Work | [Paper](https://arxiv.org/abs/2405.09999) |"


def test_without_authors_their_line_of_a_cell_goes() -> None:
    rows = [f"| [A Good Title {n}]({link(n)}) <br> Ann Lee, Bo Kim | - |\n" for n in range(1, 4)]
    text = "## Topic\n| Title | Code |\n|---|---|\n" + "".join(rows)
    assert written(text, Paper(PaperId("2405.09999"), "A New Work"))[0].split() == (
        ["|", "[A", "New", "Work](https://arxiv.org/abs/2405.09999)", "|", "-", "|"]
    )


def test_what_the_learned_form_cannot_say_is_said_in_the_plainest_and_the_others_keep_theirs() -> None:
    text = "## Topic\n" + "".join(f"**{n} Good Titles** \\\n[[Website]({link(n)})]\n" for n in (1, 2))
    odd = Paper(PaperId("2405.08888"), "Paper")
    new = insert(parse(text), [Placement(odd, ("Topic",)), Placement(NEW, ("Topic",))])
    assert "**A New Work** \\\n[[Website](https://arxiv.org/abs/2405.09999)]" in new
    assert "- [Paper](https://arxiv.org/abs/2405.08888)" in new


def counted(*entries: tuple[int, str]) -> list[str]:
    """Return the numbers of a section after a new paper was written into it."""
    lines = (f"{n}. [Title number {n}](https://arxiv.org/abs/{one})\n" for n, one in entries)
    text = f"# List\n\n## Work\n\n{''.join(lines)}\n## Tools\n\n- x\n"
    after = insert(parse(text), [Placement(Paper(PaperId("2601.00001"), "Fresh"), ("Work",))])
    assert "[Fresh](https://arxiv.org/abs/2601.00001)\n" in after
    return re.findall(r"(\d+)\. \[(?:Fresh|Title)", after)


def test_the_next_number_stands_where_the_numbers_end() -> None:
    assert counted((1, "2502.00001"), (2, "2501.00001")) == ["1", "2", "3"]
    assert counted(*((n, f"250{one}.00001") for n, one in enumerate((6, 8, 3, 2, 5), 1))) == [*"123456"]
    assert counted(*((n, f"250{n}.00001") for n in (4, 3, 2, 1))) == [*"54321"]


def test_a_numbered_list_that_counts_up_and_has_its_newest_first_is_numbered_from_its_first() -> None:
    assert counted(*((n, f"250{9 - n}.00001") for n in range(1, 9))) == [*"112345678"]


def test_a_section_that_an_entry_gave_another_path_is_left_and_said_to_be() -> None:
    text = f"# Alpha Works\n\n### Delta Nets\n\n# Gamma\n\n- [One Good Title]({link(1)})\n"
    places = [Placement(NEW, (section,)) for section in ("Alpha Works", "Delta Nets")]
    done = insert_all([parse(text)], places)
    assert [place for place, _ in done.left] == places[1:]
    assert 'no entry can be written into "Delta Nets"' in str(done.left[0][1])


LATE = Paper(PaperId("2603.09999"), "A New Work", announced=date(2026, 3, 3))


def test_no_group_is_made_like_a_month_whose_year_stands_above_it() -> None:
    text = f"## Games\n\n### 2024\n\n#### May\n\n- [One Good Title]({link(1, '2405')})\n"
    assert "".join(written(text, LATE)) == "- [A New Work](https://arxiv.org/abs/2603.09999)"


def test_a_group_is_made_like_one_with_a_date_whatever_topic_stands_before_it() -> None:
    dated = "".join(f"- **[2024.0{n}.02]**\n  - [{name} Good Title]({link(n, f'240{n}')})\n" for n, name in _NUMBERS)
    text = f"## Games\n\n### 2024\n\n#### Topic\n\n{dated}\n- [Four Good Titles]({link(4, '2402')})\n"
    assert [line for line in written(text, LATE) if line] == [
        "- **[2026.03.02]**",
        "  - [A New Work](https://arxiv.org/abs/2603.09999)",
    ]


_NUMBERS = ((5, "One"), (4, "Two"), (3, "Three"))
