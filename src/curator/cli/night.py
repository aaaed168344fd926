"""`curator nightly`: one night's work."""

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from curator.cli.options import CONFIG, AsJson, ConfigFile, DryRun, FeedFile, Scheduler

if TYPE_CHECKING:
    from curator.use_cases.nights import ListNight

_log = logging.getLogger(__name__)


def nightly(
    config: ConfigFile = CONFIG,
    feed: FeedFile = None,
    dry_run: DryRun = None,
    lists: Annotated[
        Path | None,
        typer.Option(help='Do a night of every list that this file names: lists = ["FOLDER", ...].', metavar="FILE"),
    ] = None,
    scheduler: Scheduler = "",
    as_json: AsJson = False,
) -> None:
    """Read the list and arXiv's new papers, and bring one proposal to its branch.

    With --lists, arXiv is read once for all lists, and a line says what each came to as it is done.
    """
    if lists and dry_run:
        raise typer.BadParameter("a dry run is of one list", param_hint="--dry-run")
    if scheduler and not lists:
        raise typer.BadParameter("only many lists are shared out: name them with --lists", param_hint="--scheduler")
    code = _all(lists, feed, scheduler, as_json=as_json) if lists else _one(config, feed, dry_run, as_json=as_json)
    raise typer.Exit(code)


def _one(config: Path, feed: Path | None, dry_run: Path | None, *, as_json: bool) -> int:
    import curator
    from curator.cli import show, show_night

    night = curator.night(config, feed=feed, dry_run=dry_run, steps=show.step)
    if as_json:
        show.print_json(show_night.as_json(night), indent=1)
    else:
        show_night.night(night)
    if night.publication and night.publication.changed and not dry_run and not as_json:
        show.say(_NEXT)
    return {"failed": 1, "partial": show.PARTIAL}.get(night.announcement.state, 0)


_NEXT = (
    "Merge that branch to accept; a line deleted there turns its paper down, one moved says where it belongs.\n"
    "`curator accept ID SECTION` and `curator reject ID` answer for any paper here, `curator why ID` tells more."
)


def _all(lists: Path, feed: Path | None, scheduler: str, *, as_json: bool) -> int:
    from curator.cli import show
    from curator.use_cases.nights import nights, read_lists

    states, facts = set(), []
    for one in nights(read_lists(lists), feed=feed, scheduler=scheduler, steps=show.step):
        states.add(one.state)
        if as_json:
            facts.append(_facts(one))
        else:
            _say(one)
    if as_json:
        show.print_json({"lists": facts}, indent=1)
    if states == {"failed"}:
        return 1
    return show.PARTIAL if {"failed", "partial"} & states else 0


def _say(one: "ListNight") -> None:
    """Print what a night came to for one of many lists: a line, on standard error where it failed."""
    from curator.cli import show, show_night

    name = _name(one.config)
    if one.night is None:
        _log.error("%s: %s", name, one.error)
        return
    decision, announcement = one.night.decision, one.night.announcement
    count = f"{len(decision.lines)} suggested, {len(decision.questions)} unsure"
    trouble = f" ({announcement.note})" if one.state in {"failed", "partial"} else ""
    line = Text.assemble(f"{name}: {one.state}{trouble}; {count}. ", show_night.where(one.night))
    show.say(line)


def _facts(one: "ListNight") -> dict[str, Any]:
    from curator.cli import show_night

    came_to = show_night.as_json(one.night) if one.night else {"state": one.state, "error": one.error}
    return {"config": _name(one.config), **came_to}


def _name(config: Path) -> str:
    """Return a file's path from here; the whole one where no path leads there, as to another drive of Windows."""
    try:
        return os.path.relpath(config)
    except ValueError:
        return str(config)
