"""What spoke for a paper and against it, and what becomes of it, by its number."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.errors import FeedError
from curator.feedback import impressions
from curator.papers.arxiv import query
from curator.workspace import Workspace, read_config
from tests.cli.home import DAY, FIRST
from tests.command import curator


def test_why_says_what_spoke_for_a_paper_and_what_it_takes(night: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert curator("why", FIRST.id) == 0
    said = capsys.readouterr().out
    for word in ("already  proposed, and waits", "for ", "against ", "near ", "section ", "position ", "fits "):
        assert word in said
    assert curator("reject", FIRST.id) == 0
    capsys.readouterr()
    assert curator("why", FIRST.id, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["decided"].startswith("turned down by command")
    assert 0 < facts["fits"] < 1


def test_why_says_that_a_paper_waits_though_arxiv_says_more_of_it_by_now(
    night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace(night, read_config(night / "curator.toml"))
    workspace.keep([replace(FIRST, comment="12 pages")])
    assert curator("why", FIRST.id) == 0
    assert "proposed, and waits" in capsys.readouterr().out


def test_why_states_the_position_that_the_night_went_by(
    night: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.use_cases.predict.today", lambda: DAY[0].announced)
    shown = {one.paper: one.position for one in impressions.read(Path("data/shown.json").read_text("utf8"))}
    assert shown
    for number, position in shown.items():
        capsys.readouterr()
        assert curator("why", number, "--json") == 0
        assert json.loads(capsys.readouterr().out)["position"] == pytest.approx(position)


def test_why_names_a_rule(night: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for table, said in (("never", "never shown"), ("always", "always asked about")):
        Path("curator.toml").write_text(f'[rules]\n{table} = ["ocean waves"]\n', encoding="utf8")
        capsys.readouterr()
        assert curator("why", DAY[1].id) == 0
        assert f'{said}: [rules] {table} has "ocean waves"' in capsys.readouterr().out


def test_predict_answers_for_a_number_with_the_list_s_own_settings(
    night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("predict", FIRST.id, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["papers"]
    assert (one["arxiv_id"], one["decision"]) == (FIRST.id, "suggest")
    assert curator("predict", f"https://arxiv.org/abs/{DAY[1].id}v1") == 0
    assert "relevance" in capsys.readouterr().out
    assert curator("predict") == 2


def test_a_number_that_cannot_be_looked_up_is_left_out_and_the_others_are_answered(
    night: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("curator.toml").write_text('[arxiv]\ncontact = "ada@example.org"\n', encoding="utf8")
    asked = FIRST.id, "pony", "2603.99999", FIRST.id, DAY[1].id

    def known(*_: object) -> Iterator[query.Slice]:
        yield query.Slice((), ("2603.99999",))

    monkeypatch.setattr("curator.papers.arxiv.query.by_ids", known)
    assert curator("predict", *asked, "--json") == 4
    found = json.loads(capsys.readouterr().out)
    assert [one["arxiv_id"] for one in found["papers"]] == [FIRST.id, DAY[1].id]
    assert found["missing"] == ["pony", "2603.99999"]
    assert curator("predict", *asked) == 4
    said = capsys.readouterr()
    assert said.out.count("relevance") == 2
    assert "pony left out: 'pony' is no arXiv number: write it as 2603.00001\n" in said.err
    assert "2603.99999 left out: arXiv knows no paper 2603.99999: look at the number again\n" in said.err
    assert curator("predict", "pony", "2603.99999") == 1
    assert "curator: 'pony' is no arXiv number" in capsys.readouterr().err


def test_where_arxiv_does_not_answer_what_is_known_here_is_answered_all_the_same(
    night: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> Iterator[query.Slice]:
        yield query.Slice((), ("2603.99999",))
        raise FeedError("arXiv does not answer")

    monkeypatch.setattr("curator.papers.arxiv.query.by_ids", silent)
    assert curator("predict", "2603.99999", FIRST.id) == 4
    assert "2603.99999 left out: arXiv asks programs for a contact" in capsys.readouterr().err
    Path("curator.toml").write_text('[arxiv]\ncontact = "ada@example.org"\n', encoding="utf8")
    assert curator("predict", "2603.99999", "2603.88888", FIRST.id, "--json") == 4
    said = capsys.readouterr()
    assert json.loads(said.out)["missing"] == ["2603.99999", "2603.88888"]
    assert "2603.88888 left out: arXiv does not answer" in said.err
    assert curator("why", "2603.88888") == 1
