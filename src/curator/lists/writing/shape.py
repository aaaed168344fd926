"""An entry's shape: its markup and punctuation, with words, numbers, addresses and images blanked."""

import re
from functools import lru_cache

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_HREF = re.compile(r"\]\([^)]*\)")
_ATTRIBUTE = re.compile(r"(?:href|src)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ADDRESS = re.compile(r"https?://[^\s)>\]|]+")
_INNER = r"[’'\-‐-―/&+.:!?%$^\\~](?=[\w$\\{(])"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|{_INNER}|(?<=[a-z])\.(?=\s[A-Z][a-z]*[.,])|\s(?=[\w(]))*")
_SEVERAL = re.compile(r"w(?:[,;:]?\s*w)+")
_SPACES = re.compile(r"[ \t]+")


@lru_cache(maxsize=1 << 14)
def shape(text: str) -> str:
    """Return the shape of an entry's source; two entries written alike have the same."""
    text = _IMAGE.sub("I", text.replace("\r", ""))
    text = _ADDRESS.sub("u", _ATTRIBUTE.sub("u", _HREF.sub("](u)", text)))
    text = _SEVERAL.sub("w", _WORD.sub("w", text))
    return _SPACES.sub(" ", text).replace(" |", "|").replace("| ", "|").strip()
