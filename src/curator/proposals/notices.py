"""What the bot adds to the body of a pull request that it leaves as it stands, and how to have its help again."""

from curator.feedback.impressions import IGNORED
from curator.proposals import checkboxes
from curator.proposals.body import END, LIMIT

_HANDS_OFF = """\
---
**curator leaves this branch to you**, because somebody else committed on it; new papers wait until this pull request
is merged or closed."""

_LOST = """\
---
**curator leaves this branch as it stands**, because what it knew of it was lost or set back; merge or close it as ever.
New papers wait until then."""

_REBUILD = "Rebuild this pull request: lines deleted or moved here stay so, **other edits on this branch are lost**"

_STALE = f"""\
---
**curator has stopped updating this pull request**, because nobody has touched it for {IGNORED.days} days."""

_RESUME = "Go on updating this pull request"


def hands_off(text: str) -> str:
    """Add to a body, once, that the branch is left to the people who committed on it, and how to take it back."""
    return _noticed(text, checkboxes.HANDS_OFF, _HANDS_OFF, checkboxes.box(_REBUILD, checkboxes.REBUILD))


def stale(text: str) -> str:
    """Add to a body, once, that updates have stopped, and how to have them again."""
    return _noticed(text, checkboxes.STALE, _STALE, checkboxes.box(_RESUME, checkboxes.RESUME))


def lost(text: str) -> str:
    """Add to a body, once, that curator no longer knows the branch, and leaves it as it stands."""
    return _noticed(text, checkboxes.LOST, _LOST)


def _noticed(text: str, mark: str, *notice: str) -> str:
    """Add a notice at the end of the bot's part, or of the body where that has no marks."""
    if mark in text:
        return text
    before, end, after = text.replace("\r\n", "\n").rpartition(END)
    if not end:
        before, after = after, ""
    parts = "\n\n".join(["", mark, *notice]) + "\n"
    return before.rstrip("\n")[: LIMIT - len(parts) - len(end + after)] + parts + end + after
