"""Text from outside, made inert: it shows as it reads and can build no Markdown, no HTML and no link."""

import re
import unicodedata
from html import escape as html_escape

_SPECIAL = re.compile(
    r"""
      [`*\[\]|~]                          # code, emphasis, links, cells, strikethrough
    | \\(?=[!-/:-@\[-`{-~]|$)             # a backslash that would escape something
    | (?<![^\W_])_|_(?![^\W_])            # an underscore that is not inside a word
    | <(?=[A-Za-z/!?])                    # a tag
    | &(?=\#?\w+;)                        # an entity
    | (?<=:)/(?=/)                        # the scheme of a bare link
    | (?<=www)\.                          # a bare link without one
    | (?<=\.[a-z]{2})/|(?<=\.[a-z]{3})/   # a host before a path
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<=[\w.+-])@(?=[\w-]+\.\w)")  # linked wherever it is read as text: no backslash helps
_BLOCK = re.compile(r"([#+>=:-])|(\d{1,9})([.)])(?=\s|$)")


def one_line(text: str) -> str:
    """Return `text` on one line, without control and direction marks, its spaces single."""
    kept = (letter if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"} else " " for letter in text)
    return " ".join("".join(kept).translate(_DIRECTION).split())


_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F, 0xFEFF])


def markdown(text: str) -> str:
    """Return `text` as Markdown that reads the same, wherever in a line, a cell or a label it is put."""
    escaped = _ADDRESS.sub("@\N{WORD JOINER}", _SPECIAL.sub(lambda match: "\\" + match[0], one_line(text)))
    return _BLOCK.sub(_defuse, escaped, count=1) if _BLOCK.match(escaped) else escaped


def html(text: str) -> str:
    """Return `text` as HTML that reads the same between tags: inside a block of it no backslash escapes anything."""
    return _ADDRESS.sub("@\N{WORD JOINER}", html_escape(one_line(text), quote=False))


def _defuse(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def code(text: str) -> str:
    """Return `text` fit to stand between backticks."""
    return one_line(text).replace("`", "'").replace("|", "/").replace("<", "‹")
