"""Files: read as UTF-8 to the byte, written beside and then renamed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from time import time
from typing import IO

from curator.errors import CuratorError, SurveyError

_PART = ".part"  # of a file that is being written
_DAY = 24 * 60 * 60


def read_text(path: Path, name: str = "") -> str:
    """Return a file's text with its line ends and its byte-order mark; errors call it `name`, or else by its path.

    Raises
    ------
    CuratorError
        The file is missing or cannot be read.
    SurveyError
        The file is not UTF-8; the error has the line and column of the first byte that is not.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise CuratorError(f"{name or path}: no such file") from error
    except OSError as error:
        raise CuratorError(f"{name or path}: cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        where, byte = f"line {line}, column {column}: {name or path}", data[error.start]
        raise SurveyError(f"{where} is not UTF-8 (byte 0x{byte:02x}): save it as UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """Replace a file's text in one step, keeping line ends as they are; readers see the old text or the new one.

    A link stays, and what it names is written; so is what is no file, such as `/dev/stdout`, which nothing may replace.
    Where a link leads to nothing, nothing is made: a repository that somebody else wrote may have one to anywhere.
    """
    target = Path(os.path.realpath(path))
    if path.is_symlink() and not path.exists():
        raise CuratorError(f"{path}: cannot be written: it is a link to {target}, which is not there: delete the link")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        special = path.exists() and not path.is_file() and not path.is_dir()
        with path.open("wb") if special else _beside(target) as file:
            file.write(text.encode("utf-8"))
    except FileExistsError as error:
        raise CuratorError(f"{path}: cannot be written: a file stands where a folder has to be") from error
    except OSError as error:
        raise CuratorError(f"{path}: cannot be written: {error.strerror}") from error


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """Give a new file beside another, whose place and mode it takes when it is whole; cut short, it is gone.

    What a process that was killed left there more than a day ago is deleted.
    """
    for left in path.parent.glob(f".{escape(path.name)}.????????{_PART}"):
        with suppress(OSError):  # another run may do the same, or it is not ours to delete
            if time() - left.stat().st_mtime > _DAY:
                left.unlink()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:  # a full disk keeps no part of what it could not hold
        Path(name).unlink(missing_ok=True)
        raise


def append_line(path: Path, line: str) -> None:
    """Add a line to a file, which is made when it is missing; where a process died half-way, the line stands alone."""
    try:
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            torn = b"\n" if file.read(1) not in {b"", b"\n"} else b""
            file.write(torn + line.encode("utf-8") + b"\n")
    except OSError as error:
        raise CuratorError(f"{path}: cannot be written: {error.strerror}") from error
