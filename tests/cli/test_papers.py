"""`curator papers` as a person calls it, against the stand-in arXiv."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer

from curator.cli.papers import fetch, import_
from curator.errors import ConfigError, FeedError, PapersError
from curator.feedback import labels_csv
from curator.papers.store import PaperTable
from curator.types import Label
from tests import GOLDEN
from tests.arxiv_server import ArxivServer, Status, made_up

DAY = date(2031, 5, 5)
PAPERS = made_up(DAY, 4)
FEED = GOLDEN / "feed" / "announcement.atom"


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer() as running:
        running.archive.announce(DAY, PAPERS)
        yield running


@pytest.fixture(autouse=True)
def enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the list's own papers be all that is asked for, unless a test says otherwise."""
    monkeypatch.setattr("curator.use_cases.papers.ENOUGH", -10)


@pytest.fixture
def config(tmp_path: Path, server: ArxivServer) -> Path:
    one, two, three, _ = PAPERS
    surname = three.authors[0].split()[-1]
    (tmp_path / "README.md").write_text(
        f"# Toys\n\n## Bounds\n\n"
        f"- [{one.title}](https://arxiv.org/abs/{one.id})\n"
        f"- [{two.title}](https://arxiv.org/abs/{two.id}v3)\n"
        f"- [{three.title}](https://example.org/toys.pdf), A. {surname} et al.\n"
        f"- [Nowhere to Be Found](https://example.org/nowhere.pdf), A. {surname} et al.\n"
    )
    path = tmp_path / "curator.toml"
    path.write_text(
        f'[arxiv]\ncategories = ["cs.CL"]\ncontact = "nobody@example.org"\ndelay = 0.0\n'
        f'api_url = "{server.url}/api/query"\noai_url = "{server.url}/oai"\n'
    )
    return path


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    facts = json.loads(capsys.readouterr().out)
    assert isinstance(facts, dict)
    return facts


def ids(config: Path) -> set[str]:
    with PaperTable(config.parent / "data" / "papers.sqlite", create=False) as table:
        return {paper.id for paper in table}


def test_a_file_is_imported_into_the_lists_table_as_often_as_one_likes(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        import_(FEED, config, json=True)
        facts = printed(capsys)
        assert (facts["imported"], facts["known"]) == (4, 4)
    assert "3105.00001" in ids(config)


def test_a_file_that_breaks_off_leaves_what_came_before(config: Path, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"3105.{number:05}", "title": "T"}) for number in range(5001)]
    (tmp_path / "snapshot").write_text("\n".join([*lines, "{"]))
    with pytest.raises(PapersError, match="line 5002"):
        import_(tmp_path / "snapshot", config)
    assert len(ids(config)) == 5000


def test_the_lists_papers_are_fetched_by_id_and_by_title_and_only_once(
    config: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(config, json=True)
    facts = printed(capsys)
    assert (facts["known"], facts["missing"], facts["without_id"]) == (3, [], 1)
    assert ids(config) == {paper.id for paper in PAPERS[:3]}
    asked = len(server.requests)
    fetch(config, json=True)
    assert [request.query["search_query"] for request in server.requests[asked:]] == ['ti:"Nowhere to Be Found"']


def test_where_little_is_known_of_what_the_list_leaves_the_papers_of_late_are_asked_for_once(
    config: Path, server: ArxivServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("curator.use_cases.papers.ENOUGH", 5)
    monkeypatch.setattr("curator.use_cases.papers.today", lambda: DAY + timedelta(days=35))
    old = [replace(paper, announced=DAY - timedelta(days=90)) for paper in made_up(DAY, 3, first=900)]
    server.archive.announce(DAY, made_up(DAY, 9, first=500))
    server.archive.announce(DAY, old, "replace")
    fetch(config, json=True)
    assert printed(capsys)["known"] == 13
    assert ids(config).isdisjoint(paper.id for paper in old)
    asked = len(server.requests)
    fetch(config)
    assert not [request for request in server.requests[asked:] if "/oai" in request.path]


def test_papers_of_decisions_are_fetched_too(config: Path, server: ArxivServer) -> None:
    (config.parent / "data").mkdir()
    decided = Label(PAPERS[3].id, PAPERS[3].title, (), DAY, "review")
    (config.parent / "data" / "labels.csv").write_text(labels_csv.write([decided]))
    fetch(config)
    assert PAPERS[3].id in ids(config)


def test_ids_that_arxiv_does_not_know_are_named_and_the_rest_is_done(
    config: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.missing = frozenset([PAPERS[0].id])
    with pytest.raises(typer.Exit) as end:
        fetch(config)
    assert end.value.exit_code == 4
    assert f"arXiv does not know: {PAPERS[0].id}" in capsys.readouterr().err
    assert PAPERS[1].id in ids(config)


def test_when_arxiv_stops_answering_one_line_says_how_to_go_on(config: Path, server: ArxivServer) -> None:
    server.misbehave("api", None, Status(404))
    with pytest.raises(FeedError, match=r"answered 404.*papers\.sqlite; the same command goes on from there\.$"):
        fetch(config)
    assert len(ids(config)) == 2


def test_without_a_contact_nothing_is_asked(config: Path, server: ArxivServer) -> None:
    config.write_text(config.read_text().replace("nobody@example.org", ""))
    with pytest.raises(ConfigError, match="set contact"):
        fetch(config)
    assert server.requests == []
