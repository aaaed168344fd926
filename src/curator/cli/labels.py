"""`curator labels`: the decisions that curator keeps on its branch, looked through."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from curator.feedback.closings import Doubt


def audit(
    config: ConfigFile = CONFIG,
    undo: Annotated[
        bool, typer.Option("--undo", help="Forget what is found: these papers may be proposed again.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Find rejections that an earlier version wrote, when headings or files had changed, though nobody decided them."""
    from curator import workspace
    from curator.cli import github, show

    settings = workspace.read_config(config)

    def once() -> "list[Doubt]":
        from curator.use_cases.closings import Closings

        with tempfile.TemporaryDirectory() as folder, github.remote(config) as remote:
            there = Closings(settings, github.github(), remote, Path(folder))
            found = there.doubts()
            if undo and found:
                there.forget(found)
            return found

    with show.step("asking who closed what"):
        doubts = github.persistently(once)
    _tell(doubts, forgotten=undo, as_json=json)
    if doubts and not undo:
        raise typer.Exit(1)


def _tell(doubts: "Sequence[Doubt]", *, forgotten: bool, as_json: bool) -> None:
    from curator.cli import show
    from curator.proposals.facts import papers
    from curator.proposals.wording import count

    facts = [{"pull_request": one.number, "why": one.why, "papers": papers(one.papers)} for one in doubts]
    if as_json:
        show.print_json({"doubts": facts, "forgotten": forgotten})
        return
    for doubt in doubts:
        show.say(f"#{doubt.number}: {doubt.why}")
        for label in doubt.papers:
            show.say(f"  {label.id} {label.title}: rejected on {label.decided_on}")
    number = sum(len(one.papers) for one in doubts)
    remedy = "forgotten; these papers may be proposed again" if forgotten else "forget them with --undo"
    found = f"{count(number, 'rejection')} that nobody decided: {remedy}"
    show.say(found if number else "found no rejection that nobody decided")
