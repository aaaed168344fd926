"""Whether a paper was withdrawn: arXiv has no field for it, a comment or an abstract says so."""

import re

from curator.types import Paper

_COMMENT = re.compile(r"\b(?:withdrawn|retracted)\b(?! from (?!arxiv))", re.IGNORECASE)
_ABSTRACT = re.compile(
    r"\W*(?:withdrawn\b|(?:this|the) (?:arxiv )?[\w-]+ (?:(?:has|have|was|is) )?(?:been )?(?:\w+ )?"
    r"(?:withdrawn|retracted)\b)",
    re.IGNORECASE,
)


def is_withdrawn(paper: Paper) -> bool:
    """Tell whether the comment or the abstract says that the paper was withdrawn from arXiv."""
    return bool(_COMMENT.search(paper.comment) or _ABSTRACT.match(paper.abstract))
