"""`curator nightly`: one night's work."""

from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, DryRun, FeedFile, Scheduler


def nightly(
    config: ConfigFile = CONFIG,
    feed: FeedFile = None,
    dry_run: DryRun = None,
    lists: Annotated[
        Path | None,
        typer.Option(help='Do it for all lists that a file names: lists = ["FOLDER", ...].', metavar="FILE"),
    ] = None,
    scheduler: Scheduler = "",
    json: AsJson = False,
) -> None:
    """Read the list and arXiv's new papers, and bring one proposal to its branch.

    With --lists, arXiv is read once for all lists, and a line or a JSON object says what each came to.
    """
    if lists and dry_run:
        raise typer.BadParameter("a dry run is of one list", param_hint="--dry-run")
    if scheduler and not lists:
        raise typer.BadParameter("only many lists are shared out: name them with --lists", param_hint="--scheduler")
    code = _all(lists, feed, scheduler, as_json=json) if lists else _one(config, feed, dry_run, as_json=json)
    raise typer.Exit(code)


def _one(config: Path, feed: Path | None, dry_run: Path | None, *, as_json: bool) -> int:
    import curator
    from curator.cli import show

    night = curator.night(config, feed=feed, dry_run=dry_run, steps=show.step)
    (show.night_as_json if as_json else show.night)(night)
    return {"failed": 1, "partial": show.PARTIAL}.get(night.announcement.state, 0)


def _all(lists: Path, feed: Path | None, scheduler: str, *, as_json: bool) -> int:
    from curator.cli import show
    from curator.use_cases.nights import nights, read_lists

    states = []
    for one in nights(read_lists(lists), feed=feed, scheduler=scheduler, steps=show.step):
        show.list_night(one, as_json=as_json)
        states.append(one.state)
    if {*states} == {"failed"}:
        return 1
    return show.PARTIAL if {"failed", "partial"} & {*states} else 0
