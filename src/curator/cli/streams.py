"""What is printed, where a terminal or a pipe has not all letters."""

import codecs
import io
import json
import sys

_ESCAPING = "curator-escape"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Return what cannot be encoded as JSON escapes it: `--json` stays valid, and loses nothing."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def set_up() -> None:
    """Let standard output and error escape what their encoding has no letter for, as that of older Windows."""
    codecs.register_error(_ESCAPING, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPING)
