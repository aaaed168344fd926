"""Dates as lists write them: found with their form, so that another date can be written the same way."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from curator.lists.reading.words import is_venue
from curator.types import PaperId

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MAY = 5
_NAMES = "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + "|sept"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = (
    rf"{_YEAR}(?P<s1>[-./_]|-{{2}}|\s)(?P<month>0[1-9]|1[0-2]|[1-9])(?:(?P<s2>[-./_]|-{{2}}|\s)(?P<day>0[1-9]|[12]\d|3[01]|[1-9]))?(?!\d)",
    rf"{_YEAR}\s?年\s?(?P<month>0[1-9]|1[0-2]|[1-9])\s?月(?:\s?(?P<day>0[1-9]|[12]\d|3[01]|[1-9])\s?[日号])?",
    rf"(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?(?P<s1>[\s-]+(?:of\s+)?)(?P<name>{_NAMES})\b(?P<dot>\.?)(?P<s2>,?[\s-]+){_YEAR}(?!\d)",
    rf"(?<![^\W_])(?P<name>{_NAMES})\b(?P<dot>\.?)(?P<s1>[\s]+)(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?(?P<s2>,?\s+){_YEAR}(?!\d)",
    rf"(?<![^\W_])(?P<name>{_NAMES})\b(?P<dot>\.?)(?P<s1>,?[\s\-_/]*){_YEAR}(?!\d)",
    rf"(?<![^\W_])(?P<name>{_NAMES})\b(?P<dot>\.?)(?P<s1>\s?['’])(?P<yy>\d\d)(?!\d)",
    rf"{_YEAR}(?P<s1>[\s,._-]+)(?P<name>{_NAMES})\b(?P<dot>\.?)(?:(?P<s2>\s+)(?P<day>\d{{1,2}})(?!\d))?",
    rf"(?P<month>0[1-9]|1[0-2])(?P<s1>[-./]){_YEAR}(?!\d)",
    r"(?P<yy>2[0-9])(?P<s1>[./-])(?P<month>0[1-9]|1[0-2])(?![\d.])",
    rf"{_YEAR}(?![\d])",
    r"['’](?P<yy>[0-3]\d)(?!\d)",
    r"(?<=[A-Za-z]{2})(?P<yy>[12][0-9])(?!\d)",
    r"(?<=[A-Za-z] )(?P<yy>[12]\d)['’](?!\w)",
)
_LOOSE = (
    r"(?P<yy>2[0-9])(?P<s1>[./-])(?P<month>[1-9])(?![\d.])",
    r"(?P<yy>2[0-9])(?P<month>0[1-9]|1[0-2])(?![\d.])",
)
_DAY = re.compile(r"(?<![\d.\w/-])(?P<month>0[1-9]|1[0-2])(?P<s1>[-./])(?P<day>0[1-9]|[12]\d|3[01])(?![\d.\w/-])")
_DATE = tuple(re.compile(rf"(?<![\d.]){pattern}", re.IGNORECASE) for pattern in _PATTERNS)
_SHORT = tuple(pattern for pattern in _DATE if "(?P<yy>" in pattern.pattern)
_LONG = tuple(pattern for pattern in _DATE if "(?P<yy>" not in pattern.pattern)
_NUMERIC = tuple(pattern for pattern in _DATE if "(?P<name>" not in pattern.pattern)
_NAMED = re.compile(rf"(?<![^\W_])(?:{_NAMES})\b")
_AGREEING = tuple(re.compile(rf"(?<![\d./]){pattern}") for pattern in _LOOSE)
_UNSURE = (_DATE[8], _DATE[11], _DATE[12])
_YEAR_HINT = re.compile(r"(?:19|20)\d\d")
_SHORT_HINT = re.compile(r"\d(?:['’]|(?<=['’].)\d|(?<=2.)[./-]\d\d|(?<=[A-Za-z]{2}[12])\d)")
_MONTH_ALONE = re.compile(rf"(?P<name>{_NAMES})\.?|(?P<month>0?[1-9]|1[0-2])月", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]+$")
_ORDINAL = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


class Written(NamedTuple):
    """A date found in a text: its place, its parts (0 where it has none) and its form as a template."""

    start: int
    end: int
    year: int
    month: int
    day: int
    form: str
    unsure: bool

    @property
    def iso(self) -> str:
        """All that is known of it as an ISO date."""
        parts = (
            [f"{self.year:04d}"]
            + ([f"{self.month:02d}"] if self.month else [])
            + ([f"{self.day:02d}"] if self.day else [])
        )
        return "-".join(parts)


def find(text: str) -> list[Written]:
    """Return the dates in `text`, the fullest reading of each, in order."""
    years, short = _YEAR_HINT.search(text), _SHORT_HINT.search(text)
    if not years and not short:
        return []
    found: list[Written] = []
    taken: set[int] = set()
    for pattern in _patterns(bool(years), bool(short), bool(_NAMED.search(text.casefold()))):
        unsure = pattern in _UNSURE
        for match in pattern.finditer(text):
            place = range(*match.span())
            free = taken.isdisjoint(place)
            if free and _may_be_year(match) and (written := _written(match, unsure=unsure)):
                found.append(written)
                taken.update(place)
    return sorted(found)


@lru_cache
def _patterns(years: bool, short: bool, named: bool) -> tuple[re.Pattern[str], ...]:
    """Return the patterns that may match, in order: of whole years, of two figures, of months by name."""
    whole = _LONG if years else ()
    return tuple(one for one in _DATE if (one in whole or (short and one in _SHORT)) and (named or one in _NUMERIC))


def _may_be_year(match: re.Match[str]) -> bool:
    """Tell whether figures right after letters are a year: those before 2020 only after a venue, no ResNet18."""
    word = _LETTERS.search(match.string, 0, match.start())
    return not word or "yy" not in match.re.groupindex or match[0][0] != "1" or is_venue(word[0].casefold())


def undated(text: str) -> str | None:
    """Return what is left of `text` without its date; None where it says no date, several, or other figures."""
    found = find(text)
    if len(found) != 1 or found[0].unsure:
        return None
    rest = f"{text[: found[0].start]} {text[found[0].end :]}"
    return None if any(map(str.isdigit, rest)) else rest


def month_alone(text: str) -> int:
    """Return the month that `text` is, as "July" or "07月", and says no more; 0 for any other."""
    match = _MONTH_ALONE.fullmatch(text.strip())
    return _month(match["name"] or match["month"]) if match else 0


def agreeing(text: str, arxiv_id: str) -> list[Written]:
    """Return the dates in `text`; figures such as "24.7", "2407" or "07-31" only where the id says the same."""
    year, month = of_id(arxiv_id)
    found = [date for date in find(text) if not date.unsure or (date.year == year and date.month in {0, month})]
    for pattern in _AGREEING if year else ():
        for match in pattern.finditer(text):
            free = all(match.end() <= other.start or match.start() >= other.end for other in found)
            written = _written(match, unsure=True) if free else None
            if written and (written.year, written.month) == (year, month):
                found.append(written)
    for match in _DAY.finditer(text) if year else ():
        free = all(match.end() <= other.start or match.start() >= other.end for other in found)
        if free and int(match["month"]) == month:
            found.append(Written(match.start(), match.end(), 0, month, int(match["day"]), _form(match), unsure=True))
    return sorted(found)


def _written(match: re.Match[str], *, unsure: bool) -> Written | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else 2000 + int(parts["yy"])
    month = _month(parts.get("name") or parts.get("month") or "")
    day = int(parts.get("day") or 0)
    if day > 31:
        return None
    return Written(match.start(), match.end(), year, month, day, _form(match), unsure)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next((n for n, name in enumerate(_MONTHS, 1) if text and name.startswith(text.casefold()[:3])), 0)


def _form(match: re.Match[str]) -> str:
    """Return the source of `match` with every part of the date replaced by its placeholder."""
    source, base = match[0], match.start()
    spans = {match.span(name): name for name, value in match.groupdict().items() if value and name in _PARTS}
    ordinal = match.groupdict().get("th")
    out, position = [], base
    for (start, end), name in sorted(spans.items()):
        part = "d" if name == "day" and ordinal else _PARTS[name](match[name])
        out += [source[position - base : start - base], "{" + part + "}"]
        position = end
    return "".join([*out, source[position - base :]])


def _name(text: str) -> str:
    short = "mon" if len(text) <= 4 and text.casefold() not in {"june", "july"} else "month_name"
    return short.upper() if text.isupper() else short if text.islower() else short.capitalize()


_PARTS = {
    "year": lambda _: "year",
    "yy": lambda _: "yy",
    "month": lambda text: "month" if len(text) == 2 else "m",
    "day": lambda text: "day" if len(text) == 2 else "d",
    "th": lambda _: "th",
    "name": _name,
}


def fields(year: int, month: int, day: int) -> dict[str, str]:
    """Return the values of every placeholder that a date form may hold; a part that is 0 is missing."""
    known = {"year": f"{year:04d}", "yy": f"{year % 100:02d}"} if year else {}
    if month:
        known["date"] = f"{year:04d}-{month:02d}"
        name = _MONTHS[month - 1]
        known |= {"month": f"{month:02d}", "m": str(month)}
        for key, text in (("mon", name[:3]), ("month_name", name)):
            known |= {key: text, key.capitalize(): text.capitalize(), key.upper(): text.upper()}
    if day:
        known |= {"day": f"{day:02d}", "d": str(day), "th": _ORDINAL.get(day, "th")}
        known["date"] = f"{known['year']}-{known['month']}-{known['day']}"
    return known


def of_id(arxiv_id: str) -> tuple[int, int]:
    """Return the year and month that an arXiv id carries; (0, 0) for none."""
    month = PaperId(arxiv_id).month
    return (month.year, month.month) if month else (0, 0)


def submitted(arxiv_id: str, announced: date | None) -> date | None:
    """Return the day that arXiv shows as "submitted", None when it is not known.

    For most papers it is the working day before they are announced; never one outside the month that the id carries,
    but for the last days of the month before.
    """
    if not announced:
        return None
    day = announced - timedelta(days={0: 3, 6: 2}.get(announced.weekday(), 1))
    year, month = of_id(arxiv_id)
    distance = (day.year - year) * 12 + day.month - month
    return day if not year or distance == 0 or (distance == -1 and day.day >= 25) else None


def without_day(form: str) -> str:
    """Return a template whose dates end with the month, for a paper whose day is not known."""
    return _WITH_DAY.sub("", form)


_DAY_FIELD = r"\{(?:day|d)\}(?:\{th\})?+"
_WITH_DAY = re.compile(
    rf"\s?{_DAY_FIELD}\s?[日号]|{_DAY_FIELD}(?:\s+of)?,?[-./_\s]+(?=\{{)|(?:--|\s+|[-./_]){_DAY_FIELD}(?!,?[-./_\s]+\{{)",
)


_STOP = re.compile(r"(?<=\{mon\})\.(?=[\s,]|$)", re.IGNORECASE)


def for_month(template: str, month: int) -> str:
    """Return a template for a month: May is no abbreviation, and has no stop behind it where the others have one."""
    return _STOP.sub("", template) if month == _MAY else template
