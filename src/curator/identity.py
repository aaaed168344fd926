"""One form for what names a paper or a section: arXiv ids without version, titles and headings by their words."""

import re
import unicodedata

_ID = r"(?P<new>\d{4}\.\d{4,5})|(?P<old>[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})"
_BARE = re.compile(rf"(?:oai:arXiv\.org:|arXiv:)?(?:{_ID})(?:v\d+)?", re.IGNORECASE)
_LINK = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|src)/|alphaxiv\.org/(?:abs|pdf|overview)/|(?:huggingface\.co|hf\.co)/papers/"
    rf"|doi\.org/10\.48550/arxiv\.)\s*(?:{_ID})(?:v\d+)?(?!\d)",
    re.IGNORECASE,
)
_OLD_SUBJECT = re.compile(r"\.[a-z]{2}(?=/)", re.IGNORECASE)


def canonical_id(text: str) -> str:
    """Return the arXiv id that `text` is or links to, without version; empty when there is none."""
    match = _BARE.fullmatch(text.strip()) or _LINK.search(text)
    return _canonical(match) if match else ""


def linked_ids(text: str) -> tuple[str, ...]:
    """Return the ids of all arXiv papers that `text` links to, each once, in order of appearance.

    An id in the path of an image, such as a badge, is no link to the paper.
    """
    return tuple(dict.fromkeys(_canonical(match) for match in _LINK.finditer(text)))


def _canonical(match: re.Match[str]) -> str:
    new: str | None = match["new"]
    return new or _OLD_SUBJECT.sub("", match["old"]).lower()


def title_key(title: str) -> str:
    """Return what stays of a title when case, accents, punctuation and spaces are left out; empty for none."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
