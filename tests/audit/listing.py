"""Small lists and papers for the audit's tests."""

from curator.audit import Finding, audit
from curator.lists import parse
from curator.types import Paper, PaperId

HOST = "https://arxiv.org/abs/"


def found(text: str, *papers: Paper, rule: str = "") -> list[Finding]:
    """Return the findings of a list, those of one rule where it is named."""
    return [one for one in audit([parse(text)], papers) if rule in {"", one.rule}]


def paper(arxiv_id: str, title: str, abstract: str = "", comment: str = "", authors: tuple[str, ...] = ()) -> Paper:
    """Return a paper."""
    return Paper(PaperId(arxiv_id), title, abstract, authors, comment=comment)


def entry(title: str, arxiv_id: str, more: str = "") -> str:
    """Return the line of an entry."""
    return f"- {title} [Paper]({HOST}{arxiv_id}){more}\n"
