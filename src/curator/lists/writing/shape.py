"""An entry's shape: its markup and punctuation, with words, numbers, addresses and images blanked."""

import re

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"\]\([^)\n]*\)")
_ATTRIBUTE = re.compile(r"(?:href|src)\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s)>\]|]+")
_WORD = re.compile(r"[^\W_](?:[^\W_]|(?<=\w)[’'\-‐-―/&+.:!?%$^\\~](?=[\w$\\{(])|\s(?=[\w(]))*")
_SEVERAL = re.compile(r"w(?:\.(?= w)|[,;:]?\s*w)+")
_SPACES = re.compile(r"\s*\n\s*|[ \t]+")


def shape(text: str) -> str:
    """Return the shape of an entry's source; two entries written alike have the same."""
    text = _IMAGE.sub("I", text.replace("\r", ""))
    text = _ADDRESS.sub("u", _ATTRIBUTE.sub("u", _HREF.sub("](u)", text)))
    text = _SEVERAL.sub("w", _WORD.sub("w", text))
    return (
        _SPACES.sub(lambda space: "\n" if "\n" in space[0] else " ", text).replace(" |", "|").replace("| ", "|").strip()
    )
