"""The marks around a title: emphasis, quotes, tags, and the punctuation that closes it."""

from curator.lists.reading.words import SPACE

Span = tuple[int, int]

_END = " \t\r\n.,;:|-–—([{（【"


def trim(text: str, start: int, end: int) -> Span:
    """Leave out emphasis, quotes, tags and closing punctuation around a title."""
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        if text[start : start + 1] in _OPENING or text[end - 1 : end] in _CLOSING:
            for opening, closing in _PAIRS:
                if text.startswith(opening, start) or text.endswith(closing, start, end):
                    start, end = _unwrap(text, start, end, opening, closing)
        while start < end and (text[start].isspace() or text.startswith(SPACE, start)):
            start += len(SPACE) if text.startswith(SPACE, start) else 1
        while text.endswith(SPACE, start, end):
            end -= len(SPACE)
        while start < end and text[end - 1] in _END and (count := _after_end(text, start, end)):
            end -= count
    return start, end


def _after_end(text: str, start: int, end: int) -> int:
    """Return how many signs at the end stand after the title: punctuation, or the bracket that opens what follows."""
    if text.endswith(("\\[", "\\("), start, end):
        return 2
    return int(not text.endswith("...", start, end) and text[end - 2] != "\\")


def _unwrap(text: str, start: int, end: int, opening: str, closing: str) -> Span:
    """Leave out marks at both ends of a title, or at one end when the other mark is not in it."""
    opens, closes = text.startswith(opening, start), text.endswith(closing, start, end)
    if end - start < len(opening) + len(closing):
        return start, end
    inner = text[start + len(opening) * opens : end - len(closing) * closes]
    if opens and closes and _is_pair(inner, opening, closing):
        return start + len(opening), end - len(closing)
    if opens and closing not in inner:
        return start + len(opening), end
    if closes and opening not in inner:
        return start, end - len(closing)
    return start, end


def _is_pair(inner: str, opening: str, closing: str) -> bool:
    """Tell whether the marks around `inner` belong together, and not each to another mark inside."""
    if opening == closing:
        return opening == '"' or opening not in inner
    return closing not in inner or inner.find(opening) < inner.find(closing)


_PAIRS = [
    ("**", "**"),
    ("__", "__"),
    ("*", "*"),
    ("`", "`"),
    ("~~", "~~"),
    ('"', '"'),
    ("“", "”"),
    ("《", "》"),
    ("[", "]"),
] + [(f"<{tag}>", f"</{tag}>") for tag in ("b", "strong", "i", "em", "u")]
_OPENING = frozenset(opening[0] for opening, _ in _PAIRS)
_CLOSING = frozenset(closing[-1] for _, closing in _PAIRS)
