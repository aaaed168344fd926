"""The command line as a person calls it, in the process of a test."""

from curator import cli


def curator(*words: object) -> int:
    """Run one command and return its exit code."""
    try:
        cli.main([str(word) for word in words])
    except SystemExit as end:
        return int(end.code or 0)
    return 0
