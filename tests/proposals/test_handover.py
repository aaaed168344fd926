import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from curator.errors import CuratorError
from curator.papers.arxiv import seen
from curator.proposals.handover import Handover, read, write
from curator.types import Choice, Decision, Evidence
from tests.fakes import DAY, hostile_text, paper, question, suggestion

RICH = suggestion(1, ("A", "b"), Choice(("B",), 0.1), evidence=Evidence(("word",), ("Near",)))
HANDOVER = Handover(Decision((RICH,), (question(2, ("A",)),), 9), 17, (DAY,), seen.write(seen.Seen()))


def changed(path: str, value: object) -> str:
    """Return the handover's JSON with another value at a path of keys."""
    data: Any = json.loads(write(HANDOVER))
    *way, last = (int(key) if key.isdigit() else key for key in path.split("."))
    inner = data
    for key in way:
        inner = inner[key]
    inner[last] = value
    return json.dumps(data)


def test_what_is_written_is_read_again() -> None:
    assert read(write(HANDOVER)) == HANDOVER


@given(hostile_text.filter(str.strip))
def test_any_title_is_handed_over_as_it_is(title: str) -> None:
    one = Handover(Decision((suggestion(1),), (), 0))
    handed = replace(one, decision=Decision((replace(one.decision.lines[0], paper=paper(1, title)),), (), 0))
    assert read(write(handed)) == handed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("decision.lines.0.paper.id", "../../etc"),
        ("decision.lines.0.paper.id", "2603.00001v2"),
        ("decision.lines.0.paper.id", ""),
        ("decision.lines.0.paper.title", " "),
        ("decision.lines.0.paper.title", "x" * 20_001),
        ("decision.lines.0.choices.0.probability", 1.5),
        ("decision.lines.0.choices.0.probability", float("nan")),
        ("decision.lines.0.choices", []),
        ("decision.lines.0.choices.0.section", []),
        ("decision.lines.0.choices.0.section", ["x" * 20_001]),
        ("decision.lines.0.choices.1.probability", -1),
        ("decision.lines.0.evidence.words", ["w"] * 20_001),
        ("decision.questions.0.fit", 2),
        ("decision.questions.0.choices.0.section", []),
        ("decision.lines", "many"),
        ("decision.lines.0.position", float("nan")),
        ("decision.lines.0.position", -1),
        ("decision.lines.0.score", -7),
        ("decision.questions.0.position", float("inf")),
        ("decision.questions.0.note", "x" * 20_001),
        ("decision.skipped", -1),
        ("announced", -1),
        ("seen", "{"),
    ],
)
def test_what_no_paper_has_is_refused_in_one_line(path: str, value: object) -> None:
    with pytest.raises(CuratorError, match=r"^[^\n]+$"):
        read(changed(path, value))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "{" * 10_000])
def test_what_is_no_handover_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^proposal.json: [^\n]+: run `curator suggest` again$"):
        read(text)
