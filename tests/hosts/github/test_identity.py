"""A section is its entries, not its name: whatever a maintainer does to headings and files decides nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from curator.feedback import labels_csv
from tests.github_bot import DATA, LIST, METHODS, STATE, Bot, Server, good, identity, question

FILES = '[list]\nfiles = ["*.md"]\n'


def _parts() -> dict[str, str | None]:
    head, methods, data = LIST.partition("## Methods")[0], *_between("## Methods", "## Data")
    return {"README.md": head + methods, "more.md": "# The rest of it\n\n" + data}


def _between(first: str, second: str) -> tuple[str, str]:
    start, middle = LIST.index(first), LIST.index(second)
    return LIST[start:middle], LIST[middle:]


def _below() -> str:
    methods, rest = _between("## Methods", "## Data")
    head, last = LIST.partition("## Methods")[0], "## License"
    rest, _, end = rest.partition(last)
    return f"{head}{rest}## Training\n\n#{methods}{last}{end}"


EDITS: Mapping[str, Mapping[str, str | None]] = {
    "a title above": {"README.md": f"# Awesome things\n\n{LIST}"},
    "another title": {"README.md": LIST.replace("# A made-up list", "# The best of all lists")},
    "a new name": {"README.md": LIST.replace("## Methods", "## How it is done")},
    "a count": {"README.md": LIST.replace("## Methods", "## Methods (46)")},
    "below another": {"README.md": _below()},
    "two files": _parts(),
    "names exchanged": {
        "README.md": LIST.replace("## Methods", "## X").replace("## Data", "## Methods").replace("## X", "## Data")
    },
}


@pytest.fixture
def listed(server: Server, tmp_path: Path) -> Bot:
    """Return a bot whose first nights are over: labels are known, five papers and a question wait."""
    bot = Bot(server, tmp_path / "listed", FILES)
    bot.learn()
    bot.later()
    assert bot.night(*map(good, range(1, 5)), good(5, DATA), ask=[question(6)]) == 0
    bot.later()
    return bot


def decided(bot: Bot) -> dict[str, object]:
    """Return the labels without their sections: what was decided, when, where and by whom."""
    found = labels_csv.read(bot.maintainer.read(STATE, "data/labels.csv") + "\n")
    return {one.title: (bool(one.sections), one.decided_on, one.source, one.by) for one in found}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("run", [Bot.night, Bot.learn])
def test_whatever_headings_and_files_are_called_what_waits_and_what_is_known_stay(
    listed: Bot, edit: str, run: Callable[[Bot], int]
) -> None:
    before = decided(listed)
    listed.maintainer.write(EDITS[edit])
    assert run(listed) == 0
    assert len(listed.maintainer.pulls("all")) == 1
    one = listed.maintainer.the_pull()
    assert (one["title"], one["additions"], one["deletions"]) == ("Add 5 papers, ask about 1", 5, 0)
    assert decided(listed) == before


@pytest.mark.parametrize("edit", EDITS)
def test_papers_are_written_beside_those_that_they_were_proposed_for(listed: Bot, edit: str) -> None:
    listed.maintainer.write(EDITS[edit])
    listed.night()
    text = listed.maintainer.read("curator/suggestions")
    text += listed.maintainer.read("curator/suggestions", "more.md")
    assert text.index("2501.00001") < text.index("##", text.index(identity(1)))
    parts = {part for part in text.split("#") if "2501.00001" in part}
    assert all(identity(number) in part for part in parts for number in range(1, 5))
    (data,) = (part for part in text.split("#") if "2502.00001" in part)
    assert identity(5) in data


@pytest.mark.parametrize("edit", EDITS)
def test_a_merge_after_the_edit_is_learnt_as_it_stands(listed: Bot, edit: str) -> None:
    listed.maintainer.write(EDITS[edit])
    listed.night()
    listed.maintainer.merge()
    listed.later()
    listed.learn()
    known = listed.labels()
    assert set(known) == {identity(number) for number in range(1, 6)}
    assert all(one.sections and one.source.endswith("merged") for one in known.values())


@pytest.mark.parametrize("edit", EDITS)
def test_a_box_that_was_ticked_before_its_section_was_renamed_counts(listed: Bot, edit: str) -> None:
    box = next(line for line in listed.maintainer.body().splitlines() if "Methods" in line and "[ ]" in line)
    listed.maintainer.edit(box, box.replace("[ ]", "[x]"))
    listed.maintainer.write(EDITS[edit])
    assert listed.learn() == 0
    one = listed.maintainer.the_pull()
    assert (one["title"], one["additions"]) == ("Add 6 papers", 6)
    assert f"[{identity(6)}](https://arxiv.org/abs/{identity(6)}) joins" in one["body"]


def told(bot: Bot) -> tuple[str, str, list[str]]:
    """Return what the pull request says, and what its branch adds."""
    one = bot.maintainer.the_pull()
    return one["title"], one["body"], bot.listed()


@pytest.mark.parametrize("broken", ["", "<!--\n", "oops"])
def test_a_list_that_is_broken_for_a_night_changes_nothing_and_says_so(
    listed: Bot, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = decided(listed), told(listed), listed.maintainer.head(STATE)
    listed.maintainer.write({"README.md": f"{broken}\n"})
    capsys.readouterr()
    assert (listed.night(good(7)), listed.learn()) == (1, 1)
    assert "README.md: nothing is left of what the list held" in capsys.readouterr().err
    assert (decided(listed), told(listed), listed.maintainer.head(STATE)) == before
    listed.maintainer.write({"README.md": LIST})
    listed.later()
    assert listed.night() == 0
    assert decided(listed) == before[0]
    assert told(listed) == before[1]


def test_a_section_that_was_split_is_asked_about_with_both_parts(listed: Bot) -> None:
    both = LIST.replace("- Policy gradients", "## Gradients\n\n- Policy gradients").replace("## Methods", "## Rewards")
    listed.maintainer.write({"README.md": both})
    assert listed.night() == 0
    one = listed.maintainer.the_pull()
    assert one["title"] == "Add 1 paper, ask about 5"
    question = one["body"].partition(f"[{identity(1)}]")[2].partition("**fits")[0]
    assert "Methods\\, was split" in question
    assert "Rewards" in question
    assert "Gradients" in question


def test_a_section_that_is_gone_asks_among_all_and_its_return_makes_suggestions_again(listed: Bot) -> None:
    methods, _ = _between("## Methods", "## Data")
    before = decided(listed)
    listed.maintainer.write({"README.md": LIST.replace(methods, "")})
    assert listed.night() == 0
    one = listed.maintainer.the_pull()
    assert (one["title"], one["additions"]) == ("Add 1 paper, ask about 5", 1)
    question = one["body"].partition(f"[{identity(1)}]")[2].partition("**fits")[0]
    assert "Methods\\, is gone" in question
    assert (question.count("[ ] Data"), question.count("[ ] Other things")) == (1, 1)
    assert decided(listed) == before
    listed.maintainer.write({"README.md": LIST})
    listed.later()
    assert listed.night() == 0
    assert listed.maintainer.the_pull()["title"] == "Add 5 papers, ask about 1"


def test_when_all_that_waits_lost_its_section_the_pull_request_stays_open_and_asks(
    server: Server, tmp_path: Path
) -> None:
    bot = Bot(server, tmp_path / "all", FILES)
    bot.night(good(1), good(2))
    methods, _ = _between("## Methods", "## Data")
    bot.maintainer.write({"README.md": LIST.replace(methods, "")})
    bot.later()
    assert bot.night() == 0
    one = bot.maintainer.the_pull()
    assert (one["title"], one["changed_files"]) == ("Ask about 2 papers", 0)
    box = next(line for line in one["body"].splitlines() if "[ ] Data" in line)
    bot.maintainer.edit(box, box.replace("[ ]", "[x]"))
    assert bot.learn() == 0
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper, ask about 1"
    assert METHODS not in {section for one in bot.labels().values() for section in one.sections}


def test_papers_that_a_pull_request_placed_are_not_turned_down_when_their_section_goes(listed: Bot) -> None:
    listed.maintainer.merge()
    listed.learn()
    methods = listed.maintainer.read("main").partition("## Methods")[2].partition("## Data")[0]
    listed.maintainer.change("main", f"## Methods{methods}", "")
    listed.later()
    assert listed.learn() == 0
    assert all(one.sections for one in listed.labels().values())
    listed.maintainer.change("main", "## Data", f"## Methods{methods}## Data")
    listed.later()
    assert listed.learn() == 0
    assert all(one.sections and one.source.endswith("merged") for one in listed.labels().values())
