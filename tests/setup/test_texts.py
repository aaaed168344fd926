import tomllib

from hypothesis import example, given
from hypothesis import strategies as st

from curator import config
from curator.model.terms import Term
from curator.setup import texts
from curator.setup.categories import Categories
from curator.setup.texts import Chosen, Source

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
FILE = TEXT.map(lambda name: "list " + name.replace("\0", "").replace("/", "-"))
ROBOTS = Categories({"cs.RO": 0.75, "cs.CV": 0.2}, 120)


@given(st.lists(FILE, min_size=1), TEXT)
def test_the_settings_that_are_written_are_read_back_as_they_were_chosen(files: list[str], contact: str) -> None:
    read = config.parse(texts.settings(Chosen(files, ["cs.RO", "cs.CV"], contact), ROBOTS))
    assert (read.list.files, read.arxiv.categories, read.arxiv.contact) == (files, ["cs.RO", "cs.CV"], contact)


def test_every_setting_that_is_written_says_what_it_is_for_and_the_others_show_their_defaults() -> None:
    text = texts.settings(Chosen(["README.md"], ["cs.RO"], "you@example.org"), ROBOTS, "https://example.org/s.json")
    assert text.startswith("#:schema https://example.org/s.json\n")
    assert "Of the list's 120 newest papers that are known: cs.RO 75%, cs.CV 20%." in text
    lines = text.split("\n")
    settings = [number for number, line in enumerate(lines) if " = " in line and "#:" not in line and "`" not in line]
    assert all(lines[number - 1].startswith("# ") for number in settings)
    assert '# pace = "auto"' in lines
    assert tomllib.loads(text.replace("\n# pace", "\npace"))["suggest"] == {"pace": "auto"}


def test_rules_that_the_list_speaks_for_are_offered_in_a_comment() -> None:
    chosen = Chosen(["README.md"], ["cs.RO"], "x", [Term("slam", 0.5, 0.001), Term("state space", 0.25, 0.0)])
    text = texts.settings(chosen, ROBOTS)
    assert "Of the list's titles 50% (0.1% of others) have slam, 25% (0.0% of others) have state space" in text
    assert '# always = ["slam", "state space"]' in text.split("\n")
    assert config.parse(text).rules.always == []


def test_categories_that_a_person_named_are_given_no_reason() -> None:
    text = texts.settings(Chosen(["README.md"], ["cs.RO"], "x"), Categories({"cs.RO": 0.0}, 0))
    assert "Of the list's" not in text
    assert "#:schema" not in text


@given(st.text(), st.booleans())
@example("\r", False)
def test_lines_are_added_to_a_gitignore_once_and_what_is_there_stays(before: str, windows: bool) -> None:
    before = before + ("\r\n" if windows else "")
    once = texts.ignoring(before, ["/models/", "/data/papers.sqlite*"])
    assert once.startswith(before)
    assert texts.ignoring(once, ["/models/", "/data/papers.sqlite*"]) == once
    assert {"/models/", "/data/papers.sqlite*"} <= {*once.splitlines()}


def test_a_branch_of_another_name_is_handed_to_the_workflow() -> None:
    source = Source("owner/curator", "a" * 40, "v1.0.0")
    assert "branch" not in texts.workflow(source, "curator/suggestions")
    assert '    with: { branch: "bot/papers" }\n' in texts.workflow(source, "bot/papers")
    assert texts.workflow(source, "x").count(f"@{'a' * 40} # v1.0.0\n") == 2
    assert texts.workflow(Source("owner/curator", "v2"), "x").count("@v2\n") == 2
