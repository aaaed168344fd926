"""What tests of the reader share."""

from curator.lists import parse

A, B, C = (f"https://arxiv.org/abs/2401.0000{n}" for n in (1, 2, 3))


def entries(text: str) -> list[tuple[str, str, str]]:
    """Return what is read: id, title and section of every entry."""
    return [(entry.id, entry.title, " / ".join(entry.section)) for entry in parse(text).entries]
