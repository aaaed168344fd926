"""What is logged, on standard error: a line each for people, workflow commands where GitHub Actions reads along."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_COMMANDS = {logging.WARNING: "warning", logging.ERROR: "error", logging.CRITICAL: "error"}
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


def on_actions() -> bool:
    """Tell whether GitHub Actions runs this."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


class ForPeople(logging.Formatter):
    """Write `curator: MESSAGE` for what a person should read, and with its time what only explains."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        if record.levelno >= logging.WARNING:
            return f"curator: {record.getMessage()}"
        return f"{self.formatTime(record, '%H:%M:%S')} {record.getMessage()}"


class ForActions(ForPeople):
    """Write warnings and errors as the workflow commands that GitHub shows above a run's log."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, in which no text can end a command or begin another."""
        command = _COMMANDS.get(record.levelno)
        message = record.getMessage().translate(_ESCAPES)
        return f"::{command}::curator: {message}" if command else super().format(record).translate(_ESCAPES)


def summarize(markdown: str) -> None:
    """Add Markdown, in which nothing of a feed may act, to the summary that GitHub shows of a run, if there is one."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(markdown)


def set_up(*, verbose: bool = False) -> None:
    """Send what curator logs to standard error: warnings and errors, and every step when it is wanted or on Actions."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ForActions() if on_actions() else ForPeople())
    logger = logging.getLogger("curator")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO if verbose or on_actions() else logging.WARNING)


@contextmanager
def group(name: str) -> Iterator[None]:
    """Log a step by its name; fold on Actions what is logged until it ends."""
    if on_actions():
        print(f"::group::{name.translate(_ESCAPES)}", file=sys.stderr, flush=True)
    else:
        logging.getLogger(__name__).info("%s", name)
    try:
        yield
    finally:
        if on_actions():
            print("::endgroup::", file=sys.stderr, flush=True)
