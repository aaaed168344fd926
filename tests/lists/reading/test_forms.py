"""Entries in HTML, as headings and with names are read as their reader sees them."""

import pytest

from curator import lists
from tests.lists.forms import DOI, HEAD, LINK, ORDINALS, listing, titles


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (
            f'<ul>\n<li><a href="{LINK}2501.00001">Pruning Big Models</a></li>\n<li>no link</li>\n</ul>\n',
            [("Pruning Big Models", "2501.00001")],
        ),
        (
            (
                "<table>\n"
                f'<tr><td>2501</td><td><a href="{LINK}2501.00001">Pruning Very Big Models Quite Well</a></td></tr>\n'
                f'<tr>\n<td>2502</td><td><a href="{LINK}2502.00002">Pruning Very Small Models Quite Well</a></td>\n'
                "</tr>\n"
                f'<tr><td><a href="{LINK}2503.00003">Pruning Open Rows of Tables</a></td>\n'
                "<tr><td>nothing</td></tr>\n</table>\n"
            ),
            [
                ("Pruning Very Big Models Quite Well", "2501.00001"),
                ("Pruning Very Small Models Quite Well", "2502.00002"),
                ("Pruning Open Rows of Tables", "2503.00003"),
            ],
        ),
        (
            (
                f'<details><summary><a href="{LINK}2501.00001">Pruning Big Models</a></summary>\n\nText.\n\n'
                "</details>\n\n<details>\n<summary>No paper</summary>\n</details>\n"
            ),
            [("Pruning Big Models", "2501.00001")],
        ),
        (
            f'```html\n<li><a href="{LINK}2501.00001">Code</a></li>\n```\n\n- [Pruning Big Models]({LINK}2502.00002)\n',
            [("Pruning Big Models", "2502.00002")],
        ),
        (
            (
                f'<details>\n<summary><a href="{LINK}2501.00001">Pruning Big Models</a> <a href="{DOI}1">1</a>'
                "</summary>"
                f'We prune a very big model in this, with "Pruning of Old".\n</details>\n'
                f'<details>\n<summary> <a href="{DOI}2"> Pruning Small Models</a></summary>Text.\n</details>\n'
            ),
            [("Pruning Big Models", "2501.00001"), ("Pruning Small Models", "")],
        ),
        (
            (
                f'<li><a href="{LINK}2501.00001">Pruning Big Models</a></li>\n'
                f'<li><a href="{DOI}2">Pruning Small Models</a></li>\n<li><a href="{DOI}3">Smith et al.</a></li>\n'
            ),
            [("Pruning Big Models", "2501.00001"), ("Pruning Small Models", "")],
        ),
        (
            f'<li><a href="{DOI}2">Pruning Small Models</a></li>\n\n- [Pruning]({LINK}2501.00001)\n',
            [("Pruning", "2501.00001")],
        ),
        (f'<li><a href="{LINK}2501.00001">Paper</a></li>\n', []),
        ("<table>\n<tr></tr>\n</table>\n", []),
    ],
)
def test_entries_in_html_are_read_with_title_and_id(text: str, entries: list[tuple[str, str]]) -> None:
    assert titles(HEAD + text) == entries


@pytest.mark.parametrize("form", ["#### {title} [paper]({link})\n\nSome text.\n", "#### {title}\n\n- Paper: {link}\n"])
def test_headings_that_are_titles_of_papers_are_entries_of_the_section_above_them(form: str) -> None:
    entries = [
        form.format(title=f"{ordinal} Paper on Pruning Big Models", link=f"{LINK}250{n}.0000{n}")
        for n, ordinal in enumerate(ORDINALS, 1)
    ]
    found = lists.parse("# A list\n\n### Methods\n\n" + "\n".join([*entries, "#### More\n"])).entries
    assert [(entry.id, entry.section) for entry in found] == [(f"250{n}.0000{n}", ("Methods",)) for n in (1, 2, 3, 4)]
    assert all(entry.title.startswith(f"{t} Paper on Pruning") for entry, t in zip(found, ORDINALS, strict=True))


@pytest.mark.parametrize(
    ("form", "title"),
    [
        (f"- **{{s}}**: A Paper on Pruning [paper]({LINK}250{{n}}.0000{{n}})", "Roe: A Paper on Pruning"),
        (f"- **2024** 1) {{t}} Paper on Pruning [paper]({LINK}250{{n}}.0000{{n}})", "First Paper on Pruning"),
    ],
)
def test_a_title_is_read_with_its_name_and_without_what_counts_it(form: str, title: str) -> None:
    assert titles(listing(form))[0] == (title, "2501.00001")


def test_two_headings_with_links_are_sections_and_no_titles() -> None:
    text = "# A list\n\n" + "".join(
        f"## A Long Heading for Part {n} [page]({LINK}250{n}.0000{n})\n\n"
        f"- [{n} Paper on Pruning]({LINK}240{n}.0000{n})\n\n"
        for n in (1, 2)
    )
    assert [entry.id for entry in lists.parse(text).entries] == ["2401.00001", "2402.00002"]


def test_a_row_that_is_never_closed_ends_where_the_file_does() -> None:
    row = f'<table>\n<tr><td><a href="{LINK}2501.00001">Pruning Open Rows of Tables</a></td>'
    assert titles(HEAD + row) == [("Pruning Open Rows of Tables", "2501.00001")]
