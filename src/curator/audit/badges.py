"""Badges that say another year, or another id, than the paper that is linked."""

import re
from collections.abc import Iterator, Sequence

from curator.audit.findings import Finding
from curator.audit.identity import agrees
from curator.audit.index import PaperIndex
from curator.audit.items import Item, may_be

_BADGE = re.compile(r"img\.shields\.io/badge/(?P<label>(?:[^-\s)\"'>/]|--)*)-(?P<shown>(?:[^-\s)\"'>/?]|--)+)-")
_DATE = re.compile(r"(?P<year>20\d\d)(?:(?:[._/]|--)(?P<month>0[1-9]|1[0-2]))?")
_ID = re.compile(r"\d{4}\.\d{4,5}")
_EITHER = "correct the badge, or the link where that is wrong"


def badges(items: Sequence[Item], index: PaperIndex, wrong: set[int]) -> Iterator[Finding]:
    """Find arXiv badges whose year or id is not that of the entry's link; items numbered in `wrong` are left out.

    The badge is mended where the link is proved by the paper's title.
    """
    for number, item in enumerate(items):
        if number in wrong or len(item.ids) != 1:
            continue
        for badge in _BADGE.finditer(item.text):
            if badge["label"].lower() in {"arxiv", "paper-arxiv"}:
                yield from _of_badge(item, badge, proved=agrees(item, index))


def _of_badge(item: Item, badge: re.Match[str], *, proved: bool) -> Iterator[Finding]:
    start, end = badge.span("shown")
    if _ID.fullmatch(badge["shown"]):
        if badge["shown"] != item.ids[0]:
            fix = [item.edit(start, end, item.ids[0])] if proved else []
            why = f"the badge says {badge['shown']}, the link {item.ids[0]}"
            yield item.finding("badge", why if proved else f"{why}: {_EITHER}", fix=fix)
        return
    month = item.ids[0].month
    date = _DATE.fullmatch(badge["shown"])
    if date is None or month is None or may_be(item.ids[0], int(date["year"])):
        return
    edits = [item.edit(start, start + 4, f"{month.year}")]
    if date["month"]:
        edits.append(item.edit(end - 2, end, f"{month.month:02}"))
    why = f"the badge says {badge['shown']}; arXiv has {item.ids[0]} since {month:%Y-%m}"
    yield item.finding("badge", why if proved else f"{why}: {_EITHER}", fix=edits if proved else [])
