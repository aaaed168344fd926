"""What a list has more of after a paper was written into its first section."""

from curator.lists import insert, parse
from curator.types import Paper, PaperId, Placement

ARXIV = "https://arxiv.org/abs/"
ID = PaperId("2611.01234")


def added(text: str, title: str = "A New Work of Ours", abstract: str = "", authors: tuple[str, ...] = ()) -> str:
    """Return the lines that are new."""
    survey = parse(text)
    paper = Paper(ID, title, abstract=abstract, authors=authors)
    new = insert(survey, [Placement(paper, survey.entries[0].section)])
    old = text.splitlines()
    return "\n".join(line for line in new.splitlines() if line not in old)
