"""A new entry stands in a list in the form of the others."""

from dataclasses import replace

import pytest

from curator import lists
from curator.errors import SurveyError
from curator.types import Paper, PaperId, Placement
from tests.lists.forms import HEAD, LINK, ORDINALS, PAPER, SURNAMES, added, listing, titles


@pytest.mark.parametrize("span", ["", ' rowspan="2"'])
def test_rows_of_html_that_only_name_or_that_span_are_read_and_said_to_be_not_written(span: str) -> None:
    rows = "".join(
        f'<tr><td{span}><a href="{LINK}250{n}.0000{n}">{t} {"Long Title of a " if span else ""}Paper</a></td></tr>\n'
        for n, t in enumerate(ORDINALS)
    )
    with pytest.raises(SurveyError, match="rows of an HTML table, which are read but not written"):
        added(f"{HEAD}<table>\n{rows}</table>\n")


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        ("Lee A, Kim B, Roe C, et al", "Example AB, van Sample B, Third C, et al"),
        ("A. Lee, B. Kim, and C. Roe", "A. Example, B. van Sample, C. Third, and D. Fourth"),
        ("A Lee, B Kim", "A Example, B van Sample, C Third, D Fourth"),
        ("Lee, A., Kim, B.", "Example, A. B., van Sample, B., Third, C., Fourth, D."),
        ("Lee, Ann, et al", "Example, Ada Byron, et al"),
        ("Lee, Kim, Ann Roe", "Example, Ada Byron, Bo van Sample, Cy Third, Dee Fourth"),
        ("Ann Lee, Bo Kim, Cy Roe, et al", "Ada Byron Example, Bo van Sample, Cy Third, et al"),
        ("Lee et al", "Example et al"),
        ("Ann Lee and Bo Kim", "Ada Byron Example, Bo van Sample, Cy Third and Dee Fourth"),
    ],
)
def test_authors_are_named_as_the_others_are(authors: str, written: str) -> None:
    line = added(listing(f"- [{{t}} Paper on Pruning Big Models]({LINK}250{{n}}.0000{{n}}). {authors}. 2025"))
    assert line == f"- [{PAPER.title}]({LINK}{PAPER.id}). {written}. 2026"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (
            f"- **{{t}}** [{{t}}: Pruning Models]({LINK}250{{n}}.0000{{n}})",
            f"- **Fresh** [{PAPER.title}]({LINK}{PAPER.id})",
        ),
        (
            (
                f'- <a href="{LINK}250{{n}}.0000{{n}}">{{t}} Paper on Pruning</a> \\\n  *Lee et al.* ``code`` \\* '
                "[![Star](https://img.shields.io/github/stars/a/b{n})](https://github.com/a/b{n})"
            ),
            (
                f'- <a href="{LINK}{PAPER.id}">{PAPER.title}</a> \\\n  *Example et al.* ``code`` \\* '
                "[![Star](https://img.shields.io/github/stars/team/fresh)](https://github.com/team/fresh)"
            ),
        ),
        (
            f"- [{{t}} Paper on Pruning Big Models]({LINK}250{{n}}.0000{{n}}) <b>good</b> <br> **x",
            f"- [{PAPER.title}]({LINK}{PAPER.id}) <b>good</b> <br> **x",
        ),
        (
            f'<li><a href="{LINK}250{{n}}.0000{{n}}">{{t}} Paper on Pruning Models</a></li>',
            f'<li><a href="{LINK}{PAPER.id}">{PAPER.title}</a></li>',
        ),
    ],
)
def test_an_entry_has_the_markup_of_the_others(form: str, written: str) -> None:
    assert added(listing(form)) == written


PAGED = replace(PAPER, abstract="We propose Fresh. Fresh is quick. Page: https://team.github.io/fresh")


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (f"- [{{s}}2025] [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}})", "- [Example2026] [{title}]({link})"),
        (
            f"- **{{s}}**: Pruning Big Models [[paper]]({LINK}250{{n}}.0000{{n}})",
            "- **Fresh**: {rest} [[paper]]({link})",
        ),
        (f"- `{{t}}` [{{t}}: A Paper on Pruning]({LINK}250{{n}}.0000{{n}})", "- `Fresh` [{title}]({link})"),
        (f"- {{n}}) {{t}} Paper on Pruning [paper]({LINK}250{{n}}.0000{{n}})", None),
        (f"- [{{t}} Paper on Pruning [W]]({LINK}250{{n}}.0000{{n}}) [{{s}}](https://x.org/{{n}})", None),
        (
            f"- {{t}} Paper on Pruning Models [[paper]({LINK}250{{n}}.0000{{n}})] [[page](https://{{t}}.github.io/x)]",
            "- {title} [[paper]({link})] [[page](https://team.github.io/fresh)]",
        ),
        (
            f"- [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}) \\\\ <!-- seen --> * lone [open",
            "- [{title}]({link}) \\\\ <!-- seen --> * lone [open",
        ),
        (f"- [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}) (25.{{n}})", "- [{title}]({link}) (26.3)"),
    ],
)
def test_what_is_known_of_a_paper_stands_where_the_others_have_theirs(form: str, written: str | None) -> None:
    line = added(listing(form), PAGED)
    known = {"title": PAGED.title, "rest": PAGED.title.partition(": ")[2], "link": f"{LINK}{PAGED.id}"}
    assert PAGED.title in line if written is None else line == written.format_map(known)


def test_a_paper_without_day_or_authors_gets_no_empty_brackets_in_a_form_of_ones_own() -> None:
    bare = Paper(PaperId("2603.00007"), "Fresh")
    after = lists.insert(
        lists.parse(listing(f"- [{{t}}]({LINK}250{{n}}.0000{{n}})")),
        [Placement(bare, ("Methods",))],
        "- [{title}]({link}) {authors} {year}-{month}-{day}",
    )
    assert f"- [Fresh]({LINK}2603.00007) 2026-03\n" in after


def test_the_first_entry_of_a_dated_group_that_is_named_stands_below_its_heading() -> None:
    first, other = f"- [First Paper on Pruning]({LINK}2501.00001)", f"- [Other]({LINK}2502.00001)"
    text = f"{HEAD}### 2025\n\n{first}\n\n### 2026\n\n## Data\n\n{other}\n"
    after = lists.insert(lists.parse(text), [Placement(PAPER, ("Methods", "2026"))])
    assert after.index("### 2026") < after.index(PAPER.title) < after.index("## Data")


def test_a_short_name_stands_where_most_have_theirs_though_some_titles_do_not_say_it() -> None:
    entries = [f"- [{s}] [{s}: A Paper on Pruning]({LINK}250{n}.0000{n})" for n, s in enumerate(SURNAMES, 1)]
    entries += [f"- [Abc] [One More Paper on Pruning]({LINK}2505.00005)"]
    assert added(HEAD + "\n".join(entries) + "\n") == f"- [Fresh] [{PAPER.title}]({LINK}{PAPER.id})"


def test_a_name_that_leads_to_the_paper_is_a_part_of_its_title_and_stands_where_the_others_have_theirs() -> None:
    text = listing(f"- [{{s}}]({LINK}250{{n}}.0000{{n}}): {{t}} Paper on Pruning | Some Lab {{n}}")
    assert titles(text)[0] == ("Roe: First Paper on Pruning", "2501.00001")
    assert added(text) == f"- [Fresh]({LINK}{PAPER.id}): A New Way to Prune Models"
    other = listing(
        f"- [Code](https://github.com/team/{{s}}): {{t}} Paper on Pruning [[pdf]]({LINK}250{{n}}.0000{{n}})"
    )
    assert titles(other)[0][0] == "First Paper on Pruning"


def test_a_doi_of_arxiv_is_written_as_its_page_where_some_entries_link_that() -> None:
    doi = "https://doi.org/10.48550/arXiv."
    old = [
        f"- **{t} Paper on Pruning** [arXiv:250{n}.0000{n} ({2025})]({doi}250{n}.0000{n})"
        for n, t in enumerate(ORDINALS, 1)
    ]
    venue = f"- **One More Paper on Pruning** [NeurIPS 2025 (2025)]({LINK}2505.00005)"
    line = added(HEAD + "\n".join([*old, venue]) + "\n")
    assert line == f"- **{PAPER.title}** [arXiv:{PAPER.id} (2026)]({LINK}{PAPER.id})"


def test_a_number_in_a_row_s_first_cell_is_counted_on() -> None:
    head = "| Paper | Link |\n|---|---|\n"
    rows = "".join(f"| {n}) {t} Paper on Pruning | [pdf]({LINK}250{n}.0000{n}) |\n" for n, t in enumerate(ORDINALS, 1))
    assert added(HEAD + head + rows) == f"| 5) {PAPER.title} | [pdf]({LINK}{PAPER.id}) |"


def test_a_preprint_is_said_as_the_list_spells_it() -> None:
    said = "arXiv Pre-print arXiv"
    old = f"- **{{t}} Paper on Pruning**, {said}:250{{n}}.0000{{n}}, 2025 [[pdf]]({LINK}250{{n}}.0000{{n}})"
    assert added(listing(old)) == f"- **{PAPER.title}**, {said}:{PAPER.id}, 2026 [[pdf]]({LINK}{PAPER.id})"


def test_an_entry_by_an_author_with_a_small_particle_is_no_sentence() -> None:
    paper = replace(PAPER, authors=("Maria de la Cruz", "Bo Li"))
    form = f"(arXiv 202{{n}}) [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}) by {{s}} et al.\n"
    assert added(listing(form), paper).strip() == f"(arXiv 2026) [{PAPER.title}]({LINK}{PAPER.id}) by de la Cruz et al."


def test_names_that_end_with_a_stop_take_no_second_one() -> None:
    form = f"- {{s}}, Anna, et al.. **{{t}} Paper on Pruning.** [[pdf]]({LINK}250{{n}}.0000{{n}})"
    assert added(listing(form)) == f"- Example, Ada Byron, et al. **{PAPER.title}.** [[pdf]]({LINK}{PAPER.id})"


def test_a_form_that_leaves_marks_open_gives_way_to_one_that_does_not() -> None:
    prose = f"The paper **First Paper on Pruning** is a **study [[pdf]]({LINK}2501.00001)"
    text = f"# A list\n\n## Methods\n\n- {prose}\n\n## Others\n\n" + listing(
        f"- **{{t}} Paper on Graphs** [[pdf]]({LINK}240{{n}}.0000{{n}})"
    ).removeprefix(HEAD)
    assert added(text).count("**") == 2


def test_below_a_new_date_stands_what_stands_below_all_others() -> None:
    entry = f"- [{{}} Paper on Pruning]({LINK}{{}}.00001)\n"
    groups = [
        f"### {y}\n\n{lost}{entry.format(t, f'{y % 100}01')}\n"
        for y, t, lost in ((2025, "First", "---\n\n---\n\n"), (2024, "Second", ""), (2023, "Third", ""))
    ]
    assert added(HEAD + "".join(groups)) == f"### 2026\n\n- [{PAPER.title}]({LINK}{PAPER.id})"


def test_a_row_has_as_many_cells_as_its_head_where_a_newer_one_has_fewer() -> None:
    head = "| Title | Paper | Code |\n|---|---|---|\n"
    row = f"| {{}} Paper on Pruning | [Link]({LINK}250{{}}.00001) |{{}}\n"
    rows = [row.format(t, n, " |" if n < 4 else "") for n, t in enumerate(ORDINALS, 1)]
    paper = replace(PAPER, abstract="")
    assert added(HEAD + head + "".join(rows), paper) == f"| {PAPER.title} | [Link]({LINK}{PAPER.id}) | |"


@pytest.mark.parametrize("stop", ["", "."])
def test_names_of_which_none_is_left_out_end_as_those_in_other_entries_do(stop: str) -> None:
    some = f"- {{}}, Anna, et al. **{{}} Paper on Pruning.** [[pdf]]({LINK}250{{}}.00001)\n"
    two = f"- Roe, Ann, Cy Kim, and Bo Poe{stop} **{{}} Paper on Sparsity.** [[pdf]]({LINK}250{{}}.00002)\n"
    entries = [some.format(s, t, n) for n, (s, t) in enumerate(zip(SURNAMES, ORDINALS, strict=True), 1)]
    entries += [two.format(t, n) for n, t in enumerate(ORDINALS[:2], 1)]
    alone = replace(PAPER, authors=("Ada Byron Example",))
    expected = f"- Example, Ada Byron{stop} **{PAPER.title}.** [[pdf]]({LINK}{PAPER.id})"
    assert added(HEAD + "".join(entries), alone) == expected


def test_a_name_is_written_where_it_stands_apart_and_not_where_a_sentence_has_it() -> None:
    form = f"- [{{t}}] **{{t}}: A Paper on Pruning** [[pdf]]({LINK}250{{n}}.0000{{n}}), demo of {{t}} inside"
    assert added(listing(form)) == f"- [Fresh] **{PAPER.title}** [[pdf]]({LINK}{PAPER.id})"
