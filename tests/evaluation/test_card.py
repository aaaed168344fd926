import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from curator.config import SuggestTable
from curator.errors import CuratorError
from curator.evaluation import card, metrics
from curator.evaluation.backtest import Trial, Week
from curator.evaluation.past import Past, Version
from curator.feedback.examples import examples
from curator.model import Model, fit
from curator.model.manifest import Asked, Manifest
from curator.types import Choice, Example, Label, PaperId
from tests import corpus
from tests.fakes import hostile_text

LEARNT = examples(
    [*corpus.labels(36), Label(PaperId("2501.99999"), "Turned down", ())], corpus.papers(36, 300), until=None
)
SAMPLE = examples(corpus.labels(36), corpus.papers(36, 300), until=None, negatives=100)
MODEL: Model = fit(LEARNT, [*corpus.SECTIONS, ("Empty",)])
MANIFEST = Manifest({"arrays.npz": "0" * 64}, {"until": "2025-12-01"}, Asked(3.0, 0.8))


def cells(text: str, start: str) -> list[str]:
    """Return the cells of the first row that begins with this cell."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def rendered(title: str = "List", learnt: list[Example] = LEARNT, replay: card.Replay | None = None) -> str:
    return card.render(title, MODEL, learnt, MANIFEST, replay)


def test_a_card_names_the_manifest_that_it_belongs_to() -> None:
    assert hashlib.sha256(MANIFEST.to_json().encode()).hexdigest() in cells(rendered(), "manifest.json")[1]


def test_a_card_says_what_the_model_learnt_from() -> None:
    told = rendered()
    assert cells(told, "entries")[1] == "36, 36 with abstract, dated 2025-01-01 to 2025-02-05 (36)"
    assert cells(told, "added to the list")[1] == "without dates"
    assert cells(told, "sections")[1] == "4, with 0 to 12 entries"
    assert cells(told, "papers turned down")[1] == "1"
    assert cells(told, "papers not listed")[1].startswith("300, 300 with abstract, dated ")
    assert cells(told, "of what was left out, learnt nothing announced from")[1] == "2025-12-01"
    assert cells(rendered(learnt=SAMPLE), "papers not listed")[1].startswith("100, drawn from 300, 100 with abstract")


def test_a_card_says_how_much_of_a_usual_week_is_shown_and_warns_where_that_is_nearly_all() -> None:
    others = [one for one in LEARNT if not one.sections and not one.rejected]
    daily = [
        replace(one, paper=replace(one.paper, announced=date(2026, 1, 1 + n % 28))) for n, one in enumerate(others)
    ]
    assert cells(rendered(learnt=daily), "in a usual week")[1] == "75 papers are announced, 3 of them shown at first"
    assert "**nearly all; read more categories" in cells(rendered(learnt=daily[:20]), "in a usual week")[1]
    undated = [replace(one, paper=replace(one.paper, announced=None)) for one in others]
    assert cells(rendered(learnt=undated), "in a usual week")[1] == "not known: the papers have no dates"


def test_a_card_tells_what_each_pace_came_to_on_papers_that_were_set_aside() -> None:
    tried, told = MODEL.holdout, rendered()
    named = tried.relevance >= tried.fit_threshold(5)
    assert cells(told, "5")[3] == f"{named[tried.member].mean():.0%}"
    placed = tried.section >= 0.9
    assert cells(told, "0.90")[1:] == [f"{placed.mean():.0%}", f"{tried.right[placed].mean():.0%}"]
    assert f"asked about {tried.member.sum()} entries and {(~tried.member).sum()} other papers" in told
    assert "each weighed by how many announced papers it stands for:" in told


def test_a_card_counts_what_was_right_of_what_was_stated_alike() -> None:
    tried, told = MODEL.holdout, rendered()
    rows = [cells(told, f"{n / 5:.1f} to {(n + 1) / 5:.1f}") for n in range(5)]
    for column, stated in ((1, tried.relevance), (2, tried.section)):
        counts = [int(row[column].partition(" of ")[2] or 0) for row in rows]
        assert counts == np.histogram(stated, [0, 0.2, 0.4, 0.6, 0.8, 1])[0].tolist()


def test_a_card_tells_of_a_replay_what_its_report_says() -> None:
    choices = (Choice(("A",), 0.9),)
    trial = Trial(PaperId("2603.00001"), "One", date(2026, 3, 1), 0.6, 0.9, 1.0, choices, (("A",),), suggested=True)
    past = Past(lambda day: Version(day, (), ()), date(2026, 3, 1), date(2026, 4, 1))
    for shown, found, right in (((trial,), "1, 100% of all that was added", "1: 100%"), ((), "0, –", "0: –")):
        weeks = [Week(date(2026, 3, 1), 3.0, 9, shown, shown)]
        figures = metrics.summary(weeks, past, SuggestTable())
        told = rendered(replay=card.read(metrics.to_json(figures), "report.json"))
        assert "From 2026-03-01 to 2026-04-01" in told
        assert cells(told, "of these added")[1].startswith(found)
        assert cells(told, "of these to the section named")[1] == right
        assert "Not replayed" not in told
    assert "Not replayed" in rendered()


def test_a_report_that_calls_what_was_announced_papers_as_earlier_ones_did_is_read() -> None:
    figures = {
        "from": "2026-01-01", "to": "2026-03-01", "added": 1, "shown": 4, "found": 1, "suggested": 2,
        "suggested_taken": 1, "right": 1, "recall": 1.0, "right_section": 1.0,
    }  # fmt: skip
    now, earlier = (card.read(json.dumps(figures | {name: 90}), "r.json") for name in ("announced", "papers"))
    assert now == earlier
    assert now.announced == 90


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"from": "2026-03-01"}'])
def test_what_is_no_report_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^r.json: [^\n]+: run `curator backtest` again$"):
        card.read(text, "r.json")


@given(hostile_text)
@settings(max_examples=30)
def test_no_title_changes_what_a_card_consists_of(title: str) -> None:
    def tokens(text: str) -> list[str]:
        return [token.type for token in MarkdownIt("commonmark").enable("table").parse(text)]

    told = rendered(title)
    assert tokens(told) == tokens(rendered())
    assert re.match("# Model card: .", told)
