"""What `--json` prints: every command calls the same thing by the same word, and writes it the same way."""

import contextlib
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest

from tests import world
from tests.command import curator
from tests.fakes import paper

Document: TypeAlias = dict[str, Any]

GOOD, OTHER = paper(1, "Reward models for policies in question answering"), paper(2, "Ocean waves and galaxies")


def is_share(value: object) -> bool:
    return value is None or (isinstance(value, float | int) and 0 <= value <= 1 and round(value, 4) == value)


def is_section(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(heading, str) for heading in value)


def are_papers(value: object) -> bool:
    return isinstance(value, list) and all({"arxiv_id", "title"} <= {*one} for one in value)


def are_choices(value: object) -> bool:
    return isinstance(value, list) and all({*one} == {"section", "section_probability"} for one in value)


WORDS: dict[str, Callable[[Any], bool]] = {
    "arxiv_id": lambda value: bool(re.fullmatch(r"\d{4}\.\d{5}", value)),
    "title": lambda value: isinstance(value, str),
    "relevance": is_share,
    "fits": is_share,
    "section_probability": is_share,
    "section_confidence": is_share,
    "section": is_section,
    "others": are_choices,
    "decision": lambda value: value in {"suggest", "unsure", "skip"},
    "position": lambda value: value is None or value >= 0,
    "words": lambda value: isinstance(value, list),
    "papers": are_papers,
    "suggested": are_papers,
    "unsure": are_papers,
    "closest": are_papers,
    "findings": lambda value: isinstance(value, list),
    "announced": lambda value: isinstance(value, int),
    "listed": lambda value: isinstance(value, int),
    "known": lambda value: isinstance(value, int),
}
"""How what is called so is written, wherever it stands in a document."""

OTHER_WORDS = {
    "chance", "choices", "fit", "id", "likeliest", "neighbours", "paper", "prediction", "probability", "verdict",
}  # fmt: skip
"""What other words there are for the same."""

COMMANDS: dict[str, tuple[object, ...]] = {
    "papers import": ("papers", "import", "../papers.json"),
    "train": ("train",),
    "model list": ("model", "list"),
    "nightly": ("nightly", "--feed", "../feed.atom"),
    "a night with nothing": ("nightly", "--feed", "../other.atom", "--dry-run", "../dry"),
    "suggest": ("suggest", "--feed", "../feed.atom"),
    "predict": ("predict", GOOD.id, OTHER.id),
    "why": ("why", GOOD.id),
    "reject": ("reject", GOOD.id),
    "undo": ("undo", GOOD.id),
    "accept": ("accept", OTHER.id, "Data"),
    "with a paper that a person brought": ("nightly", "--feed", "../feed.atom"),
    "style": ("style",),
    "style --check": ("style", "--check"),
    "audit": ("audit",),
    "doctor": ("doctor",),
    "site": ("site",),
    "backfill": ("backfill",),
    "an error": ("predict", "none"),
}


def printed(*words: object) -> Document:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        curator(*words, "--json")
    document: Document = json.loads(out.getvalue())
    return document


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """Give what each command prints, one after the other, for one list."""
    folder = tmp_path_factory.mktemp("json")
    world.snapshot(folder / "papers.json")
    world.feed(folder / "feed.atom", (GOOD, OTHER))
    world.feed(folder / "other.atom", (OTHER,))
    with contextlib.chdir(world.repository(folder / "list")):
        return {name: printed(*words) for name, words in COMMANDS.items()}


def named(value: object) -> Iterator[tuple[str, object]]:
    """Yield every name in a document with what it names."""
    if isinstance(value, dict):
        yield from value.items()
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from named(one)


def test_every_command_prints_one_object(documents: dict[str, Document]) -> None:
    assert {type(document) for document in documents.values()} == {dict}
    assert [name for name, document in documents.items() if "error" in document] == ["an error"]


def test_the_same_thing_has_the_same_word_and_the_same_form_in_every_document(documents: dict[str, Document]) -> None:
    seen = set()
    for name, document in documents.items():
        for word, value in named(document):
            seen.add(word)
            assert word not in OTHER_WORDS, (name, word)
            assert WORDS.get(word, lambda _: True)(value), (name, word, value)
    assert WORDS.keys() <= seen


def test_a_paper_that_is_judged_is_told_alike_by_every_command(documents: dict[str, Document]) -> None:
    (suggested,), predicted, why = (
        documents["nightly"]["suggested"],
        documents["predict"]["papers"][0],
        documents["why"],
    )
    places = ("arxiv_id", "title", "section", "section_probability", "others")
    assert (
        [suggested[word] for word in places] == [predicted[word] for word in places] == [why[word] for word in places]
    )
    assert predicted["relevance"] == why["relevance"]
    assert suggested["position"] == why["position"]
    assert suggested["fits"] == pytest.approx(why["fits"], abs=0.01)  # what was shown since moves the chances a little
    assert {*documents["suggest"]} - {"output"} <= {*documents["nightly"]}


def test_of_a_paper_that_a_person_brought_no_figure_is_made_up(documents: dict[str, Document]) -> None:
    suggested = {one["arxiv_id"]: one for one in documents["with a paper that a person brought"]["suggested"]}
    brought = suggested[OTHER.id]
    assert (brought["fits"], brought["position"], brought["section_probability"]) == (None, None, None)
    assert brought["section"] == ["Data"]
    assert suggested[GOOD.id]["fits"] > 0
