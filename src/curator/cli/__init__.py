"""The command line: arguments, environment, exit codes; each command builds its world and hands it in.

Modules that take long to import are imported inside the commands, so that `curator --help` is quick.
"""

import errno
import json
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, NoReturn

import typer

from curator import __version__
from curator.cli import (
    audit,
    backfill,
    backtest,
    bot,
    config,
    decisions,
    demo,
    doctor,
    init,
    insert,
    labels,
    logs,
    model,
    night,
    papers,
    site,
    streams,
    style,
)
from curator.errors import CuratorError

DONE, EXPECTED, BUG, INTERRUPTED = 0, 1, 3, 130
_REFUSED = frozenset({
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ELOOP, errno.ENAMETOOLONG,
})  # fmt: skip
"""What a machine refuses of a file whatever the program does: no bug of ours."""

_log = logging.getLogger(__name__)

app = typer.Typer(
    help="Keep a curated list of papers alive: learn it, read arXiv every night, propose the few papers that fit.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"curator {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[  # noqa: ARG001 - the callback answers
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_show_version)
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say on standard error what is done meanwhile.")] = False,
) -> None:
    if verbose:
        logs.set_up(verbose=True)


def _add(commands: typer.Typer, *members: tuple[str, Callable[..., None], str]) -> None:
    """Add commands by their names, each with what it does in short."""
    for name, command, in_short in members:
        commands.command(name, short_help=in_short)(command)


_add(
    app,
    ("init", init.init, "Set curator up for the list in this folder."),
    ("doctor", doctor.doctor, "Say what is well and what to mend: settings, list, model, nights, GitHub."),
    ("demo", demo.demo, "Show what a night does, on the example or on a copy of a list."),
    ("nightly", night.nightly, "Do one night's work on a list in a local repository."),
    ("train", model.train, "Learn from a list what belongs to it, and where."),
    ("predict", model.predict, "Answer for given papers: how likely, and where."),
    ("why", decisions.why, "Say what speaks for a paper and against it."),
    ("reject", decisions.reject, "Turn papers down, in a local repository."),
    ("accept", decisions.accept, "Bring a paper to a section, in a local repository."),
    ("undo", decisions.undo, "Forget what was decided on papers."),
    ("insert", insert.insert, "Write given papers into given sections."),
    ("backtest", backtest.backtest, "Show what curator would have suggested for a list in the past."),
    ("backfill", backfill.backfill, "Look through months of papers for what a list missed."),
    ("style", style.style, "Show how each section writes its entries."),
    ("audit", audit.audit, "Say what is wrong in a list: repeats, wrong ids, links; mend it with --fix."),
    ("site", site.site, "Build a page to search and explore a list, with downloads."),
    ("suggest", bot.suggest, "On GitHub: judge the new papers, without a right to write."),
    ("propose", bot.propose, "On GitHub: bring the suggestions to the pull request."),
    ("learn", bot.learn, "On GitHub: learn from the pull request and the list."),
    ("report", bot.report, "On GitHub: say in one issue that runs fail."),
)

for _group, _about, _members in (
    (
        "state",
        "On GitHub: what curator keeps on its own branch.",
        (
            ("pull", bot.pull_state, "Bring decisions and model into the checkout."),
            ("push", bot.push_state, "Keep the model that was learnt."),
        ),
    ),
    (
        "labels",
        "On GitHub: the decisions that curator keeps.",
        (("audit", labels.audit, "Name the rejections that nobody decided."),),
    ),
    ("config", "What a `curator.toml` may say.", (("schema", config.schema, "Print its JSON schema."),)),
    (
        "model",
        "The list's models, the one in use and those before.",
        (
            ("list", model.list_, "Name them, with what each was learnt from."),
            ("rollback", model.rollback, "Go back to the one before."),
        ),
    ),
    (
        "papers",
        "Fill the list's table of papers.",
        (
            ("import", papers.import_, "Copy papers from a file."),
            ("fetch", papers.fetch, "Ask arXiv for what the table lacks."),
        ),
    ),
):
    _below = typer.Typer(help=_about, short_help=_about, no_args_is_help=True)
    _add(_below, *_members)
    app.add_typer(_below, name=_group)


def _end_cleanly() -> None:
    """Let what ends a process from outside interrupt it as Ctrl-C does, so that nothing half-done is left behind.

    Cancelling a run sends SIGTERM, closing its terminal SIGHUP; what is to be ignored, as under nohup, stays so.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _fail(message: str, *, as_json: bool) -> NoReturn:
    """End with an error that a person can mend."""
    _log.error("%s", message)
    if as_json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    sys.exit(EXPECTED)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with `arguments`, or with those of the process.

    Exit codes: 0 done, 1 an error a person can mend, 2 wrong usage, 3 a bug, 4 done in part, 130 interrupted.
    """
    streams.set_up()
    logs.set_up()
    _end_cleanly()
    as_json = "--json" in (sys.argv[1:] if arguments is None else arguments)
    try:
        app(arguments)
    except CuratorError as error:
        _fail(str(error), as_json=as_json)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _log.warning("interrupted: what is stored so far is kept and whole; the same command does the rest")
        raise
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except Exception as error:  # noqa: BLE001 - the last place that can say what to do about a bug
        if isinstance(error, OSError) and error.filename and error.errno in _REFUSED:
            _fail(f"{error.filename}: cannot be read or written: {error.strerror}", as_json=as_json)
        import traceback

        traceback.print_exc()
        _log.critical("this is a bug: please report it with the lines above")
        sys.exit(BUG)
