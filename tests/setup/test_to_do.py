import shlex
from dataclasses import replace

from curator.setup.place import Place
from curator.setup.to_do import Checkout, steps

GITHUB = Place("github.com", "owner/a-list")


def whats(**facts: object) -> list[str]:
    usual = {
        "new": [],
        "tracked": [],
        "place": Place(),
        "workflow": False,
        "shallow": False,
        "contact": "a@example.org",
        "table": "data/papers.sqlite",
    }
    return [what for what, _ in steps(Checkout(**{**usual, **facts}))]  # type: ignore[arg-type]


def test_at_home_three_commands_are_left() -> None:
    assert whats() == [
        "curator papers fetch",
        "curator train",
        "curator nightly",
    ]


def test_on_github_the_new_files_are_pushed_and_two_pages_are_named_by_their_addresses() -> None:
    found = whats(new=["curator.toml"], place=GITHUB, workflow=True)
    assert found[:3] == ["git add curator.toml", 'git commit -m "Set up curator"', "git push"]
    assert found[3:5] == [
        "https://github.com/owner/a-list/settings/actions",
        "https://github.com/owner/a-list/actions/workflows/curator.yml",
    ]
    assert whats(place=GITHUB, workflow=True) == found[3:]


def test_what_is_only_for_nights_at_home_says_so_where_github_does_the_nights() -> None:
    usual = Checkout([], [], GITHUB, workflow=True, shallow=False, contact="a@example.org", table="data/papers.sqlite")
    why = dict(steps(usual))["curator papers fetch"]
    assert why == "only to try a night at home, GitHub needs none of the rest: what the list holds, and what it left"
    assert (
        dict(steps(replace(usual, workflow=False)))["curator papers fetch"] == "what the list holds, and what it left"
    )


def test_without_a_remote_the_clicks_are_named_in_words() -> None:
    assert "on GitHub, Settings, Actions, General" in whats(workflow=True)


def test_a_table_in_git_and_a_history_cut_short_are_mended_first() -> None:
    found = whats(tracked=["data/papers.sqlite"], shallow=True)
    assert found[:2] == ["git rm --cached data/papers.sqlite", "git fetch --unshallow"]


def test_an_address_that_arxiv_may_write_to_is_asked_for_where_there_is_none() -> None:
    assert whats(contact="")[0] == 'curator.toml: contact = "you@example.org"'


def test_for_a_list_on_github_without_workflow_the_way_to_one_comes_first() -> None:
    assert whats(place=GITHUB)[0] == "curator init --source OWNER/curator@COMMIT"


def test_where_there_are_papers_of_the_past_a_backtest_reads_the_table_of_the_settings() -> None:
    found = whats(table="my data/all.sqlite", papers="all.json.gz")
    assert "curator backtest --repo . --papers 'my data/all.sqlite'" in found


def test_a_file_of_papers_is_imported_whatever_its_name() -> None:
    (line,) = [what for what in whats(papers="my papers;rm.json") if "import" in what]
    assert shlex.split(line) == ["curator", "papers", "import", "my papers;rm.json"]
