"""`curator suggest`, `propose`, `learn`, `state` and `report`: the bot on GitHub, each job's part a command."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, DryRun, FeedFile

if TYPE_CHECKING:
    from curator.config import Config
    from curator.hosts.rolling import Rolling
    from curator.proposals.handover import Handover
    from curator.types import Decision

HANDOVER = Path("proposal.json")


def suggest(
    config: ConfigFile = CONFIG,
    feed: FeedFile = None,
    output: Annotated[Path, typer.Option(help="Where it is written.", metavar="FILE")] = HANDOVER,
    json: AsJson = False,
) -> None:
    """Read the list and arXiv's new papers, and write to a file what to propose; needs no right to write."""
    from curator import workspace
    from curator.cli import github, show
    from curator.hosts.state import pull_state_files

    settings = workspace.read_config(config)
    root = config.resolve().parent
    if os.environ.get("GITHUB_REPOSITORY"):
        with github.remote() as remote:
            pull_state_files(settings, root, remote, github.prefix(config))
    facts = judge(settings, root, feed, output)
    show.result(facts, "{output}: {suggested} suggested, {unsure} unsure; arXiv: {state} {note}", as_json=json)
    if facts["state"] == "failed":  # a part of a day is proposed like a whole one
        raise typer.Exit(1)


def judge(settings: "Config", root: Path, feed: Path | None, output: Path) -> dict[str, object]:
    """Write the night's handover, and return what there is to tell of it; nothing counts as seen by this."""
    from curator import pipeline, workspace
    from curator.cli import logs
    from curator.proposals import summary
    from curator.proposals.handover import Handover, write
    from curator.storage import files
    from curator.use_cases.night import announcements
    from curator.use_cases.steps import today
    from curator.use_cases.train import current

    model = current(settings, root)
    with tempfile.TemporaryDirectory() as folder:
        seen, before = Path(folder) / settings.state.seen, root / settings.state.seen
        if before.exists():
            files.write_text(seen, files.read_text(before))
        source = announcements(settings, Path(folder), feed)
        announcement = source.fetch()
        source.mark_seen(announcement)
        after = files.read_text(seen) if seen.exists() else ""
    day = max(pipeline.days(announcement), default=today())
    judged = pipeline.suggest(settings, workspace.Workspace(root, settings), announcement, model, day)
    handover = Handover(judged.decision, len(announcement.papers), pipeline.days(announcement), after)
    files.write_text(output, write(handover))
    counts = {"suggested": len(judged.decision.suggestions), "unsure": len(judged.decision.unsure)}
    near = [{"arxiv_id": one.paper.id, "title": one.paper.title, "fits": one.fit} for one in judged.closest]
    logs.summarize(summary.judged(announcement, judged.decision, judged.closest))
    return {"output": str(output), **counts, "state": announcement.state, "note": announcement.note, "closest": near}


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

    if handover.exists() and handover.stat().st_size > LARGEST:
        raise CuratorError(f"{handover}: larger than {LARGEST} bytes: run `curator suggest` again")
    handed = read(files.read_text(handover), str(handover))
    where = github.on_github(config, lambda settings, rolling: bring(settings, rolling, handed, dry_run))
    logs.summarize(summary.outcome(where))
    show.result({"where": where}, "{where}", as_json=json)


def bring(settings: "Config", rolling: "Rolling", handed: "Handover", dry_run: Path | None) -> str:
    """Learn, then bring what waits and what was handed over to the pull request; return where that is."""
    from curator import pipeline
    from curator.hosts.dry_run import DryRunHost
    from curator.proposals import places, queue

    rolling.learn()
    handed_over = places.renamed(handed.decision, rolling.store.since)
    waiting = rolling.waiting(queue.papers(handed_over))
    new = queue.without(handed_over, rolling.store.pending())
    fresh = queue.first(queue.without(rolling.store.still_open(new), waiting), settings.suggest.at_most)
    if handed.seen:
        rolling.store.save_seen(handed.seen)
    source = f"{pipeline.provenance(handed.announced, handed.days)} {rolling.reply()}".strip()
    host = DryRunHost(dry_run, rolling) if dry_run else rolling
    known = queue.merge(waiting, fresh)
    rolling.store.save_pending(known)
    due = rolling.due(known)
    _, publication = pipeline.propose(settings, rolling.store, host, due, source, rolling.now.today)
    if not dry_run:
        rolling.finish()
    return publication.where if publication else f"nothing to propose today{_why(handed.decision, known, due)}"


def _why(handed: "Decision", known: "Decision", due: "Decision") -> str:
    """Say why nothing is proposed, where something was suggested."""
    from curator.proposals import queue

    if not queue.papers(handed):
        return ""
    counts = {
        "already in the list, decided, withdrawn or over the limit": queue.papers(queue.without(handed, known)),
        "waiting for the schedule, or for a pull request that is left alone": queue.papers(queue.without(known, due)),
        "only asked about, which waits for a paper to add": queue.papers(due),
    }
    return ": " + "; ".join(f"{len(papers)} {what}" for what, papers in counts.items() if papers)


def learn(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Learn from the list and its pull request, and do what was ticked there."""
    from curator.cli import github, logs, show
    from curator.proposals import summary

    decisions = github.on_github(config, look)
    message = "{decisions} decision is new or changed" if decisions == 1 else "{decisions} decisions are new or changed"
    logs.summarize(summary.outcome(message.format(decisions=decisions)))
    show.result({"decisions": decisions}, message, as_json=json)


def look(settings: "Config", rolling: "Rolling") -> int:
    """Learn, and bring an open pull request up to date; return how many decisions are new or changed."""
    from curator import pipeline

    learnt = rolling.learn()
    waiting = rolling.waiting()
    rolling.store.save_pending(waiting)
    if rolling.now.open:
        due = rolling.due(waiting)
        pipeline.propose(settings, rolling.store, rolling, due, rolling.reply(), rolling.now.today)
    rolling.finish()
    return learnt


def report(
    failed: Annotated[bool, typer.Option("--failed", help="Open the issue; without it, close it.")] = False,
    where: Annotated[str, typer.Option(help="Where a person finds what failed.", metavar="ADDRESS")] = "",
) -> None:
    """Open one issue that says that the nightly run fails, or close it when all is well."""
    from curator.cli import github, show

    if failed:
        text = (
            f"The nightly run failed: {where or 'look at its workflow'}. The next one that succeeds closes this issue."
        )
        show.console().print(
            github.github().raise_alarm("curator: the nightly run fails", text), markup=False, soft_wrap=True
        )
    elif github.github().clear_alarm():
        show.console().print("closed the issue that said that the nightly run fails", markup=False)


def pull_state(config: ConfigFile = CONFIG) -> None:
    """Write what curator keeps on its branch to the files that the settings name."""
    from curator import workspace
    from curator.cli import github, show
    from curator.hosts.state import pull_state_files

    settings = workspace.read_config(config)
    with github.remote() as remote:
        there = pull_state_files(settings, config.resolve().parent, remote, github.prefix(config))
    show.console().print("there it is" if there else "nothing is kept yet", markup=False)


def push_state(config: ConfigFile = CONFIG) -> None:
    """Keep the model on curator's branch, without loading it."""
    from curator import workspace
    from curator.cli import github, show
    from curator.hosts.state import push_model

    settings = workspace.read_config(config)

    def once() -> bool:
        with github.remote() as remote:
            return push_model(settings, config.resolve().parent, remote, github.prefix(config))

    show.console().print("kept" if github.persistently(once) else "kept already", markup=False)
