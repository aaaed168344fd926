"""What a proposal of corrections says of the list's own words."""

import re

import cmarkgfm

from curator.audit import audit, mend_all, proposal
from curator.audit.findings import Finding
from curator.lists import parse
from curator.proposals.wording import visible
from curator.types import Change, Proposal


def proposed(text: str) -> Proposal:
    survey = parse(text, "README.md")
    after, mended = mend_all(survey, lambda one: audit([one]))
    return proposal([survey], {"README.md": after.text}, mended)


def test_the_body_names_each_place_under_its_rule_and_the_change_is_the_whole_file() -> None:
    text = "# L\n\n- Rivers [p](https:/a.org/x)\n- Lakes [p](https:/a.org/y)\n"
    one = proposed(text)
    assert one.title == "Correct 2 places in the list"
    assert one.changes == (Change("README.md", text, text.replace("https:/", "https://")),)
    assert one.body.count("**A link is written so that it leads nowhere**") == 1
    assert visible(one.body).count("\n- README.md: ") == 2
    assert one.message == "Correct 2 places in the list\n\n- malformed-link: 2\n"


def test_no_word_of_a_list_does_anything_in_the_body() -> None:
    hostile = "@everyone closes #1 <img src=x> https:/a.org/**x**"
    found = [Finding("malformed-link", "README.md", 1, 1, hostile)]
    body = proposal([parse("# L\n", "README.md")], {"README.md": "# M\n"}, found).body
    shown = cmarkgfm.github_flavored_markdown_to_html(body)
    assert {*re.findall(r"<(\w+)", shown)} == {"p", "strong", "ul", "li", "code"}
    assert shown.count("<strong>") == 1
    assert not [part for part in ("@everyone", "#1", "https:/a") if part in shown]


def test_of_very_many_places_the_first_hundred_are_told() -> None:
    found = [Finding("order", "README.md", n, n, f"entry {n}") for n in range(1, 131)]
    one = proposal([parse("# L\n", "README.md")], {"README.md": "# M\n"}, found)
    assert visible(one.body).count("\n- README.md: entry ") == 100
    assert "30 more stand in the changed files." in one.body
