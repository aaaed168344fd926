"""`curator suggest`, `propose`, `learn`, `state` and `report`: the bot on GitHub, each job's part a command."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, DryRun, FeedFile

if TYPE_CHECKING:
    from curator.use_cases.suggest import Suggested

HANDOVER = Path("proposal.json")


def suggest(
    config: ConfigFile = CONFIG,
    feed: FeedFile = None,
    output: Annotated[Path, typer.Option(help="Where it is written.", metavar="FILE")] = HANDOVER,
    json: AsJson = False,
) -> None:
    """Read the list and arXiv's new papers, and write to a file what to propose; needs no right to write."""
    from curator.cli import github, logs, show
    from curator.hosts.state import pull_state_files
    from curator.proposals import summary
    from curator.proposals.handover import write
    from curator.storage import files
    from curator.use_cases import suggest as use_case
    from curator.workspace import Workspace

    store = Workspace.of(config)
    if os.environ.get("GITHUB_REPOSITORY"):
        with github.remote(config) as remote:
            pull_state_files(store.settings, store.root, remote)
    found = use_case.suggest(store, feed)
    files.write_text(output, write(found.handover))
    logs.summarize(summary.judged(found.announcement, found.judged.decision, found.judged.closest))
    facts = {"output": str(output)} | _facts(found)
    counts = f"{len(facts['suggested'])} suggested, {len(facts['unsure'])} unsure"
    show.result(facts, f"{{output}}: {counts}; arXiv: {{state}} {{note}}", as_json=json)
    if found.announcement.state == "failed":  # a part of a day is proposed like a whole one
        raise typer.Exit(1)


def _facts(found: "Suggested") -> dict[str, Any]:
    from curator.proposals import facts

    judged = found.judged
    return facts.judged(found.announcement, judged.selection, judged.decision, judged.closest)


def propose(
    handover: Annotated[Path, typer.Argument(help="What `curator suggest` wrote.", metavar="FILE")] = HANDOVER,
    config: ConfigFile = CONFIG,
    dry_run: DryRun = None,
    json: AsJson = False,
) -> None:
    """Bring what `curator suggest` wrote to the list's pull request; loads no model, trusts no file."""
    from curator.cli import github, logs, show
    from curator.errors import CuratorError
    from curator.proposals import summary
    from curator.proposals.handover import LARGEST, read
    from curator.storage import files
    from curator.use_cases import propose as use_case

    if not handover.exists():
        raise CuratorError(f"{handover}: no such file: `curator suggest` writes it")
    if handover.stat().st_size > LARGEST:
        raise CuratorError(f"{handover}: larger than {LARGEST} bytes: run `curator suggest` again")
    handed = read(files.read_text(handover), str(handover))
    where = github.on_github(config, lambda found: use_case.propose(found, handed, dry_run))
    logs.summarize(summary.outcome(where))
    show.result({"where": where}, "{where}", as_json=json)


def learn(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Learn from the list and its pull request, and do what was ticked there."""
    from curator.cli import github, logs, show
    from curator.proposals import summary
    from curator.use_cases import propose as use_case

    decisions = github.on_github(config, use_case.learn)
    counted = "decision is" if decisions == 1 else "decisions are"
    message = f"{{decisions}} {counted} new or changed, the list's own entries included"
    logs.summarize(summary.outcome(message.format(decisions=decisions)))
    show.result({"decisions": decisions}, message, as_json=json)


def report(
    failed: Annotated[bool, typer.Option("--failed", help="Open the issue; without it, close it.")] = False,
    weekly: Annotated[bool, typer.Option("--weekly", help="Of the weekly learning, not of the nightly run.")] = False,
    where: Annotated[str, typer.Option(help="Where a person finds what failed.", metavar="ADDRESS")] = "",
) -> None:
    """Open one issue that says that the nightly run or the weekly learning fails, or close it when all is well."""
    from curator.cli import github, show

    run = "weekly learning" if weekly else "nightly run"
    if failed:
        text = f"The {run} failed: {where or 'look at its workflow'}. The next one that succeeds closes this issue."
        show.say(github.github().raise_alarm(run, text))
    elif github.github().clear_alarm(run):
        show.say(f"closed the issue that said that the {run} fails")


def pull_state(config: ConfigFile = CONFIG) -> None:
    """Write what curator keeps on its branch to the files that the settings name."""
    from curator import workspace
    from curator.cli import github, show
    from curator.hosts.state import pull_state_files

    settings = workspace.read_config(config)
    with github.remote(config) as remote:
        there = pull_state_files(settings, workspace.root_of(config), remote)
    show.say("there it is" if there else "nothing is kept yet")


def push_state(config: ConfigFile = CONFIG) -> None:
    """Keep the model on curator's branch, without loading it."""
    from curator import workspace
    from curator.cli import github, show
    from curator.hosts.state import push_model

    settings = workspace.read_config(config)

    def once() -> bool:
        with github.remote(config) as remote:
            return push_model(settings, workspace.root_of(config), remote)

    show.say("kept" if github.persistently(once) else "kept already")
