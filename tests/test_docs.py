"""What the documents name is there: tests, files, links; the notebook prints what it shows."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from curator.cli import app
from tests import ROOT, documents, notebook, reference
from tests.documents import DOCUMENTS

_HOUSE = ROOT / "src" / "curator"
_CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8")
_NAMES = re.compile(r"…|\bmain\b|(?<=branch )curator\b|curator/suggestions|README\.md")
"""What stands for a person's own names in the messages that troubleshooting quotes."""

_TESTS = "\n".join(path.read_text(encoding="utf8") for path in (ROOT / "tests").rglob("test_*.py"))


each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def parsed(words: list[str]) -> tuple[Any, list[str]]:
    """Return the command that words name, and the words after its name."""
    command: Any = get_command(app)
    for at, word in enumerate(words):
        if word not in getattr(command, "commands", {}):
            return command, words[at:]
        command = command.commands[word]
    return command, []


@each_document
def test_every_command_that_a_document_names_is_one_with_these_options(document: Path) -> None:
    for words in [*documents.lines(document), *documents.mentions(document)]:
        command, rest = parsed(words)
        options = {name for one in command.params for name in one.opts}
        assert not [word for word in rest if word.startswith("-") and word not in options], words
        assert not hasattr(command, "commands") or not rest or rest[0].startswith("-") or rest[0] == "COMMAND", words


def within(command: Any) -> Iterator[Any]:
    """Yield a command and all below it."""
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from within(one)


def test_every_option_and_argument_is_explained_and_named_in_a_person_s_words() -> None:
    for command in within(parsed([])[0]):
        assert command.help, command.name
        assert not [one.name for one in command.params if not one.help], command.name
    assert not re.findall(r"`--[a-z-]+ <.*", documents.text(ROOT / "docs" / "commands.md"))


def test_the_table_of_commands_names_them_all() -> None:
    table = documents.text(ROOT / "README.md").partition("## Commands")[2].partition("\n## ")[0]
    named = {word for row in table.splitlines() for word in re.findall(r"[a-z]+", row.split(" | ")[0])}
    assert {*parsed([])[0].commands} <= named


@pytest.mark.parametrize("name", reference.PAGES)
def test_the_reference_says_what_the_program_says(name: str) -> None:
    """`python -m tests.reference` writes it anew."""
    assert documents.text(ROOT / "docs" / name) == reference.PAGES[name]()


def pages(found: Any) -> list[str]:
    """Return the files that a site's navigation names."""
    return (
        [found] if isinstance(found, str) else [page for part in found for one in part.values() for page in pages(one)]
    )


def test_the_site_leads_to_every_page_once() -> None:
    named = pages(tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf8"))["project"]["nav"])
    assert sorted(named) == sorted(path.name for path in (ROOT / "docs").glob("*.md"))


@each_document
def test_every_file_test_and_link_that_a_document_names_is_there(document: Path) -> None:
    text = documents.text(document)
    links = re.findall(r"\]\((?!https?:|#|mailto:|\{)([^)#\s]+)", text)
    assert not [link for link in links if not (document.parent / link).exists()]
    named = re.findall(r"`((?:src|tests|docs|benchmarks|models|requirements)/[\w./]+)`", text)
    assert not [name for name in named if not (ROOT / name).exists()]
    files = re.findall(r"`([\w/]*test_\w+\.py)`", text)
    assert not [name for name in files if not (ROOT / "tests" / name).exists()]
    parts = re.findall(r"`…?(\w+)…`", text)
    assert not [part for part in parts if not re.search(rf"def test_\w*{part.removeprefix('test_')}", _TESTS)]


def headings(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    outside = re.sub(r"^```.*?^```", "", documents.text(document), flags=re.MULTILINE | re.DOTALL)
    found = [line.lower() for line in re.findall(r"^#+ (.+)$", outside, re.MULTILINE)]
    return {re.sub(r"[^\w -]", "", line).replace(" ", "-") for line in found}


@each_document
def test_every_anchor_leads_to_a_heading_and_every_picture_has_words_for_those_who_do_not_see_it(
    document: Path,
) -> None:
    text = documents.text(document)
    for file, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)", text):
        assert anchor in headings(document.parent / file if file else document), f"{file}#{anchor}"
    for tag in re.findall(r"<img [^>]+>", text):
        source, words = re.search(r'src="([^"]+)"', tag), re.search(r'alt="([^"]+)"', tag)
        assert source
        assert words
        assert (document.parent / source[1]).exists()
    assert not re.findall(r"!\[\]\(", text)


def test_every_picture_is_shown_by_a_document() -> None:
    shown = "\n".join(map(documents.text, DOCUMENTS))
    assert not [path.name for path in (ROOT / "docs" / "images").iterdir() if f"images/{path.name}" not in shown]


def test_the_map_of_the_house_names_every_room_once_and_no_other() -> None:
    rows = re.findall(r"^\| `([\w.]+/?)` \|", _CONTRIBUTING, re.MULTILINE)
    rooms = [f"{path.name}/" for path in _HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"]
    files = [path.name for path in _HOUSE.glob("*.py") if not path.name.startswith("__")]
    assert sorted(rows) == sorted(rooms + files)


def test_each_question_of_a_newcomer_is_answered_by_one_file_that_is_there() -> None:
    answers = re.findall(r"^\| [^|]+\? \| `([\w./]+)`", _CONTRIBUTING, re.MULTILINE)
    assert len(answers) == 5
    assert not [answer for answer in answers if not (_HOUSE / answer).is_file()]


def test_every_message_that_troubleshooting_explains_is_one_that_the_program_prints() -> None:
    source = "\n".join(path.read_text(encoding="utf8") for path in _HOUSE.rglob("*.py"))
    source = re.sub(r'"\s*f?"|\{[^{}]*\}', "", source)
    rows = documents.text(ROOT / "docs" / "troubleshooting.md").partition("## On GitHub")[2]
    quoted = re.findall(r"^\| (?:an issue )?\*([^*]+)\*", rows, re.MULTILINE)
    parts = [part.strip() for text in quoted for part in _NAMES.split(text)]
    assert len(quoted) > 10
    assert not [part for part in parts if re.sub(" +", " ", part) not in re.sub(" +", " ", source)]


def words(texts: list[str]) -> list[str]:
    return [re.sub(r"\d+ ?%", "N %", text) for text in texts]


def percents(texts: list[str]) -> list[int]:
    return [int(number) for text in texts for number in re.findall(r"(\d+) ?%", text)]


def test_the_notebook_runs_and_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Probabilities differ between processors in their last digits, so that percents may be rounded otherwise."""
    monkeypatch.chdir(tmp_path)
    one = notebook.read()
    printed, shown = notebook.run(one), notebook.shown(one)
    assert words(printed) == words(shown)
    assert percents(printed) == pytest.approx(percents(shown), abs=1)
    assert percents(shown)
