"""What is wrong in a list: surveys and the papers that they name → findings, each with its reason and perhaps a fix."""

from collections.abc import Iterable, Sequence
from itertools import chain

from curator.audit import badges, duplicates, identity, links, missing, order, rows, standing
from curator.audit.findings import RULES, Edit, Finding
from curator.audit.fix import mend_all
from curator.audit.index import PaperIndex, asked
from curator.audit.items import items
from curator.audit.proposal import proposal
from curator.audit.sections import elsewhere
from curator.types import Paper, Prediction, Survey

__all__ = ["RULES", "Edit", "Finding", "asked", "audit", "mend_all", "proposal"]


def audit(
    surveys: Sequence[Survey], papers: Iterable[Paper] = (), predictions: Sequence[Prediction] = ()
) -> list[Finding]:
    """Return what is wrong in a list, file by file and line by line.

    `papers` are those that arXiv has under the list's ids and titles; without them only form is looked at.
    `predictions` come from models that did not know the entry's own section.
    """
    entries, known = items(surveys), PaperIndex.of(papers)
    doubted = (identity.conflicts(entries, known), identity.contradictions(entries, known))
    wrong = dict([*chain(*doubted), *identity.wrong_ids(entries, known)])  # what says more comes last, and stays
    found = [
        *duplicates.duplicates(entries, known),
        *duplicates.retitled(entries, {*wrong}),
        *wrong.values(),
        *(finding for survey in surveys for finding in links.malformed(survey)),
        *rows.surplus(entries),
        *badges.badges(entries, known, {*wrong}),
        *standing.withdrawn(entries, known),
        *standing.published(entries, known),
        *missing.missing_links(entries, known),
        *order.disorder(entries),
        *elsewhere(entries, predictions),
    ]
    files = {survey.file: number for number, survey in enumerate(surveys)}
    return sorted(found, key=lambda one: (files[one.file], one.line, [*RULES].index(one.rule), one.why))
