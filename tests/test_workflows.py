"""The workflows that lists call: checked by two linters, and every line of shell in them run."""

import hashlib
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from curator.setup import texts
from curator.setup.texts import Source
from tests import ROOT, world
from tests.arxiv_server import ArxivServer, made_up
from tests.github_bot import STATE, Bot, Server, stand_in

FOLDER, ACTION = ROOT / ".github" / "workflows", ROOT / "action.yml"
NIGHTLY, LEARN, AUDIT, MEND = (FOLDER / f"{name}.yml" for name in ("nightly", "learn", "audit", "mend"))
CALLED = (NIGHTLY, LEARN, AUDIT, MEND)
RELEASE = FOLDER / "release.yml"
DAY = date(2031, 5, 5)


def lines(workflow: Path) -> list[str]:
    """Return the shell lines of a workflow, in their order."""
    return re.findall(r"^ +(?:- )?run: (.+)$", workflow.read_text(), re.MULTILINE)


def test_no_shell_is_longer_than_one_line_and_none_names_an_expression() -> None:
    for workflow in (*CALLED, ACTION):
        assert len(lines(workflow)) == len(re.findall(r"\brun:", workflow.read_text()))
        assert not [line for line in lines(workflow) if "${{" in line or line in {"|", ">", ">-"}]


@pytest.fixture
def caller(tmp_path: Path) -> Path:
    """Give the workflow that `curator init` writes beside a list."""
    path = tmp_path / texts.WORKFLOW
    path.parent.mkdir(parents=True)
    path.write_text(texts.workflow(Source("owner/curator", "a" * 40, "v1.0.0"), "curator/suggestions"))
    return path


def rights(text: str) -> set[str]:
    """Return the permissions that a workflow's jobs name."""
    return set(re.findall(r"\b((?:contents|issues|pull-requests|id-token|actions): (?:read|write))\b", text))


def test_the_workflow_of_a_list_grants_each_called_one_what_its_jobs_ask_for_and_no_more(caller: Path) -> None:
    learn, night = re.split(r"\n  (?=\w+:\n)", caller.read_text())[-2:]
    assert "learn.yml@" in learn
    assert "nightly.yml@" in night
    for job, called in ((learn, LEARN), (night, NIGHTLY)):
        asked = rights(called.read_text())
        both = {right for right in asked if right.replace("read", "write") not in asked or "write" in right}
        assert rights(job) == both


def test_the_workflow_of_a_list_is_short_and_starts_each_called_one_when_it_should(caller: Path) -> None:
    text = caller.read_text()
    nightly, weekly = re.findall(r'cron: "([^"]+)"', text)
    assert len(text.split("\n")) < 25
    assert f"if: github.event.schedule != '{nightly}'" in text
    assert f"github.event.schedule != '{weekly}'" in text
    assert "needs: learn" in text
    assert all("workflow_call:" in called.read_text() for called in (NIGHTLY, LEARN))


def test_the_documentation_shows_the_workflow_of_a_list_as_it_is_written() -> None:
    shown = re.search(r"```yaml\n(.*?)```", (ROOT / "docs" / "github.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert textwrap.dedent(shown[1]) == texts.workflow(Source("OWNER/curator", "COMMIT", ""), "curator/suggestions")


def linted(files: Iterable[Path], action: Path | None = None) -> str:
    """Return what zizmor and actionlint find in workflows, and zizmor in an action."""
    found = []
    for words, more in (("zizmor --offline --quiet", [action] if action else []), ("actionlint -no-color", [])):
        tool, *options = words.split()
        command = [str(Path(sys.executable).parent / tool), *options, *map(str, [*files, *more])]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        found += [done.stdout + done.stderr] if done.returncode else []
    return "\n".join(found)


def test_the_linters_find_nothing(caller: Path) -> None:
    assert linted([*FOLDER.glob("*.yml"), caller], ACTION) == ""


@pytest.mark.parametrize("workflow", [*CALLED, RELEASE])
def test_a_workflow_may_nothing_at_its_top_pins_every_action_and_keeps_no_credentials(workflow: Path) -> None:
    text = workflow.read_text()
    assert re.search(r"^permissions: \{\}$", text, re.MULTILINE)
    assert re.search(r"^concurrency:$", text, re.MULTILINE)
    assert "pull_request_target" not in text
    uses = re.findall(r"uses: (.+)", text + ACTION.read_text())
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.curator", one) for one in uses)
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_a_release_is_published_by_jobs_that_run_nothing_but_the_publishing_and_hold_no_token() -> None:
    text = RELEASE.read_text()
    assert "secrets." not in text
    jobs = dict(re.findall(r"^  (\w+):\n(.+?)(?=^  \w|\Z)", text.split("\njobs:\n")[1], re.MULTILINE | re.DOTALL))
    writing = {name: re.findall(r"^ +([\w-]+): write", job, re.MULTILINE) for name, job in jobs.items()}
    assert writing == {"build": [], "publish": ["id-token"], "docs": [], "pages": ["pages", "id-token"]}
    assert not [name for name, may in writing.items() if may and re.search(r"\brun:", jobs[name])]


@pytest.mark.parametrize("workflow", CALLED)
def test_every_job_that_runs_curator_takes_the_commit_that_the_list_named(workflow: Path) -> None:
    for job in re.split(r"\n  (?=\w+:\n)", workflow.read_text().split("\njobs:\n")[1]):
        steps = [job.find(part) for part in ("ref: ${{ job.workflow_sha }}", "uses: ./.curator", "run: curator ")]
        assert -1 < steps[0] < steps[1] < steps[2]


def test_a_tick_that_waits_for_its_run_gives_way_to_no_pull_request_but_the_bot_s() -> None:
    """GitHub lets one run wait in a group, the newest; the group and the job tell the bot's pull request alike."""
    text = LEARN.read_text()
    group = " ".join(text.partition("group: >-")[2].partition("cancel-in-progress")[0].split())
    learns = " ".join(text.partition("if: >-")[2].partition("runs-on")[0].split())
    assert "format('-{0}', github.run_id) || ''" in group
    assert "head.repo.full_name != github.repository" in group
    assert "head.repo.full_name == github.repository" in learns
    assert "github.head_ref != inputs.branch" in group
    assert "head.ref == inputs.branch" in learns


@pytest.mark.parametrize("workflow", [NIGHTLY, LEARN, MEND])
def test_every_job_reads_the_list_as_its_default_branch_has_it_wherever_the_run_was_started(workflow: Path) -> None:
    checkouts = re.findall(r"uses: actions/checkout@.+\n +with:((?:\n {10}.+)+)", workflow.read_text())
    of_the_list = [one for one in checkouts if "repository: " not in one]
    assert of_the_list
    assert all("ref: ${{ github.event.repository.default_branch }}" in one for one in of_the_list)


def test_what_is_installed_is_pinned_by_hash_and_is_what_the_tests_ran_with(tmp_path: Path) -> None:
    """Where all that is wanted is there already, pip finds nothing to do and asks nobody."""
    python = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    output = tmp_path / "output"
    offline = {"PATH": python, "GITHUB_ACTION_PATH": str(ROOT), "PIP_NO_INDEX": "1", "PIP_DRY_RUN": "1"}
    offline |= {"GITHUB_OUTPUT": str(output)}
    key, packages, own = lines(ACTION)
    assert "--require-hashes" in packages
    assert "--no-deps --no-build-isolation" in own
    for line in (key, packages, own):
        done = subprocess.run(["bash", "-ec", line], env=os.environ | offline, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    lock = ROOT / "requirements" / "run.txt"
    assert output.read_text() == f"digest={hashlib.sha256(lock.read_bytes()).hexdigest()}\n"


def test_no_job_both_holds_a_right_to_write_and_loads_a_model() -> None:
    for workflow in CALLED:
        for job in re.split(r"\n  (?=\w+:\n)", workflow.read_text().split("\njobs:\n")[1]):
            loads = re.search(r"run: curator (suggest|train|predict|nightly)", job)
            assert not (loads and ": write" in job), job


def test_only_the_steps_that_talk_to_github_hold_a_token() -> None:
    for workflow in CALLED:
        steps = re.split(r"\n +- (?=uses|run|if)", workflow.read_text())
        holding = [step for step in steps if "github.token" in step]
        assert len(holding) == workflow.read_text().count("github.token")
        assert all(
            re.search(r"run: curator (suggest|propose|learn|report|state|audit --propose)", step) for step in holding
        )


@pytest.fixture
def github(tmp_path: Path) -> Iterator[Server]:
    with stand_in(tmp_path / "github") as one:
        yield one


@pytest.fixture
def arxiv() -> Iterator[ArxivServer]:
    with ArxivServer() as one:
        yield one


def settings(arxiv: ArxivServer) -> str:
    """Return a list's settings, with this server for arXiv."""
    return (
        '[suggest]\npace = 1\n[arxiv]\ncategories = ["cs.CL"]\ncontact = "nobody@example.org"\ndelay = 0.02\n'
        f'feed_url = "{arxiv.url}/atom"\n'
        f'oai_url = "{arxiv.url}/oai"\napi_url = "{arxiv.url}/api/query"\n'
    )


@pytest.fixture
def bot(github: Server, arxiv: ArxivServer, tmp_path: Path) -> Bot:
    """Give the bot of a list for which a model was trained and kept; its folder is a fresh checkout."""
    one = Bot(github, tmp_path / "list", settings(arxiv), world.listing())
    (one.folder / "README.md").write_text(world.listing())
    assert one.run("papers", "import", world.snapshot(tmp_path / "papers.json")) == 0
    assert one.run("train") == 0
    assert one.run("state", "push") == 0
    return one


def run(bot: Bot, workflow: Path, *, failed: bool = False) -> list[int]:
    """Run the lines of a workflow as one that fails or succeeds would, and return their exit codes."""
    reported = re.compile(r"curator report (?:--weekly )?(--failed)?")
    wanted = [
        line for line in lines(workflow) if not (report := reported.match(f"{line} ")) or bool(report[1]) == failed
    ]
    return [bot.run(*shlex.split(line.replace("$RUN", "https://example.org/run"))[1:]) for line in wanted]


def test_a_night_and_the_learning_after_it_run_as_the_workflows_say(
    bot: Bot, arxiv: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    first, *others = made_up(DAY, 3)
    arxiv.archive.announce(DAY, [replace(first, title="Reward models for policies in question answering"), *others])
    assert run(bot, NIGHTLY) == [0, 0, 0]
    assert bot.maintainer.the_pull()["title"].startswith("Add ")
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert f" [{first.id}](https://arxiv.org/abs/{first.id}) | " in summary
    assert "### Outcome" in summary
    bot.maintainer.merge()
    bot.later()
    before = bot.maintainer.read(STATE, "models/manifest.json")
    (bot.folder / "README.md").write_text(bot.maintainer.read("main") + "\n")
    codes = run(bot, LEARN)
    assert codes in ([0, 0, 0, 0, 0, 0], [0, 0, 4, 0, 0, 0])
    assert first.id in bot.maintainer.read(STATE, "data/labels.csv")
    assert bot.maintainer.read(STATE, "models/manifest.json") != before
    assert run(bot, NIGHTLY) == [0, 0, 0]
    assert not bot.maintainer.pulls()


def test_a_night_goes_on_when_other_libraries_made_the_model_and_the_next_learning_keeps_it_anew(
    bot: Bot, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = bot.maintainer.read(STATE, "models/manifest.json")
    made = re.sub(r'(?<="format": )\d+', "3", manifest)
    bot.maintainer.write({"models/manifest.json": made + "\n"}, STATE)
    first, *others = made_up(DAY, 3)
    arxiv.archive.announce(DAY, [replace(first, title="Reward models for policies in question answering"), *others])
    assert run(bot, NIGHTLY) == [0, 0, 0]
    assert "The model was made by" in capsys.readouterr().err
    assert bot.maintainer.the_pull()["title"].startswith("Add ")
    assert bot.maintainer.read(STATE, "models/manifest.json") == made
    assert bot.run("train") == 0
    assert bot.run("state", "push") == 0
    assert '"format": 3' not in bot.maintainer.read(STATE, "models/manifest.json")


def test_an_audit_and_its_corrections_run_as_the_workflows_say(
    bot: Bot, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check runs in a person's clone, on a branch, as in the checkout of a pull request."""
    faulty = world.listing().replace("https://", "https:/", 1)
    bot.maintainer.write({"README.md": faulty, "curator.toml": "[list]\n"})
    (bot.folder / "README.md").write_text(faulty)
    assert run(bot, MEND) == [0]
    assert bot.maintainer.the_pull()["title"] == "Correct 1 place in the list"
    bot.maintainer.write({"README.md": faulty + "\n- Rivers [p](https:/a.org/x)\n"}, "more")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    bot.folder = bot.maintainer.folder
    capsys.readouterr()
    (line,) = lines(AUDIT)
    assert bot.run(*shlex.split(line.replace("$GITHUB_BASE_REF", "main"))[1:]) == 1
    (said,) = capsys.readouterr().out.splitlines()
    assert said.startswith("::error file=README.md,line=")
    assert "https:/a.org/x" in said


def test_a_model_of_other_parts_is_replaced_whole(bot: Bot) -> None:
    bot.maintainer.write({"models/former.joblib": "a part that models had once", "other.txt": "stays"}, STATE)
    assert bot.run("state", "push") == 0
    assert not bot.maintainer.read(STATE, "models/former.joblib")
    assert bot.maintainer.show(STATE, "other.txt") == "stays"
    (bot.folder / "models" / "older.joblib").write_text("left over")
    assert bot.run("state", "pull") == 0
    assert bot.run("suggest", "--feed", world.feed(bot.folder / "feed.atom", [])) == 0


def test_without_a_model_there_is_nothing_to_keep_and_without_a_branch_nothing_to_bring(
    github: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = Bot(github, tmp_path / "bare")
    assert bot.run("state", "pull") == 0
    assert "nothing is kept yet" in capsys.readouterr().out
    assert bot.run("state", "push") == 1
    assert "no model: run `curator train` first" in capsys.readouterr().err
    assert not bot.maintainer.head(STATE)


def test_a_list_gets_its_model_from_the_workflows_alone(github: Server, arxiv: ArxivServer, tmp_path: Path) -> None:
    bot = Bot(github, tmp_path / "bare", settings(arxiv), world.listing())
    (bot.folder / "README.md").write_text(world.listing())
    arxiv.archive.announce(DAY - timedelta(days=3), made_up(DAY - timedelta(days=3), 200, first=300))
    assert run(bot, LEARN) == [0, 0, 4, 0, 0, 0]
    fits, *others = made_up(DAY, 3)
    arxiv.archive.announce(DAY, [replace(fits, title="Reward models for policies in question answering"), *others])
    assert run(bot, NIGHTLY) == [0, 0, 0]
    assert bot.maintainer.the_pull()["title"].startswith("Add ")


def test_a_run_that_fails_opens_one_issue_of_its_kind_and_the_next_good_one_closes_it(bot: Bot) -> None:
    own = bot.server.own
    assert own
    issues = own.repositories[bot.repo].issues
    for _ in range(2):
        assert bot.run("report", "--failed", "--where", "https://example.org/run") == 0
        assert bot.run("report", "--weekly", "--failed") == 0
    night, week = issues.values()
    assert (night.state, "https://example.org/run" in night.body) == ("open", True)
    assert (night.title, week.title) == ("curator: the nightly run fails", "curator: the weekly learning fails")
    for _ in range(2):
        assert bot.run("report") == 0
        assert (night.state, week.state) == ("closed", "open")
    assert bot.run("report", "--weekly") == 0
    assert week.state == "closed"
    assert len(issues) == 2
    night.state = "open"
    night.body = "<!-- curator: alarm -->\n\nThe nightly run failed."  # as an earlier version wrote it
    assert bot.run("report", "--failed") == 0
    assert bot.run("report") == 0
    assert (night.state, len(issues)) == ("closed", 2)
