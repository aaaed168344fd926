"""Which files of a repository are the list, and in which language it is written."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator import lists
from curator.papers.identity import title_key
from curator.types import Survey, entries_of

_FEWEST = 3
"""Papers that make a file a part of the list, where another file has more."""

_LANGUAGES = {
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CJK": "Chinese",
    "CYRILLIC": "Cyrillic letters",
    "ARABIC": "Arabic letters",
}
_LATIN = "Latin letters"
_MARKED = 0.02
"""The share of letters from which on a language shows: most of a list is titles and links, which are English."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files that make the list, the largest first, and why others that hold papers do not belong to it."""

    surveys: tuple[Survey, ...]
    left_out: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """How alike each entry is to what the others' form makes of it, and the share of entries of a shape that recurs."""

    similarity: float
    familiar: float


def choose(surveys: Iterable[Survey]) -> Listing:
    """Choose the files that are the list: the one with the most papers, and all that bring papers of their own.

    A file most of whose papers stand in a larger one is a translation or an extract of it. Where the settings will name
    a folder as all that it has, its files of few papers belong to the list as well.
    """
    found = [*surveys]
    holding = {survey.file: _papers(survey, linked=True) for survey in found}
    if not any(holding.values()):
        holding = {survey.file: _papers(survey, linked=False) for survey in found}
    chosen: list[Survey] = []
    left_out: dict[str, str] = {}
    for survey in sorted(found, key=lambda one: (-len(holding[one.file]), one.file != "README.md", one.file)):
        papers = holding[survey.file]
        again = next((one.file for one in chosen if 2 * len(papers & holding[one.file]) > len(papers)), "")
        if papers and again:
            left_out[survey.file] = f"repeats {again}"
        elif len(papers) >= (_FEWEST if chosen else 1):
            chosen.append(survey)
    whole = _whole([one.file for one in chosen], left_out)
    few = [one for one in found if one.entries and one not in chosen and _folder(one.file) in whole]
    return Listing((*chosen, *few), left_out)


def _papers(survey: Survey, *, linked: bool) -> frozenset[str]:
    """Return what names the papers of a file: of those that link arXiv their ids, or of all their titles."""
    if linked:
        return frozenset(entry.id for entry in survey.entries if entry.id)
    return frozenset(title_key(entry.title) for entry in survey.entries) - {""}


def newest(surveys: Iterable[Survey], most: int) -> Sequence[str]:
    """Return the ids of the list's newest papers: as many as there are, up to `most`."""
    ids = {entry.id for entry in entries_of(surveys) if entry.id}
    # Ids of 2007 and later are numbers that grow; older ones begin with the name of an archive.
    return sorted(ids, key=lambda one: (one[:1].isdigit(), one), reverse=True)[:most]


def form(surveys: Iterable[Survey]) -> Form | None:
    """Return how well the list's hand is learnt, over the newest entries of all sections; None without entries."""
    checked = [one for survey in surveys for one in lists.check(survey)]
    total = sum(one.entries for one in checked)
    if not total:
        return None
    return Form(
        sum(one.similarity * one.entries for one in checked) / total,
        sum(one.familiar * one.entries for one in checked) / total,
    )


def language(texts: Collection[str]) -> str:
    """Say in which language texts are written, as far as their letters tell."""
    letters = Counter(character for text in texts for character in text if character.isalpha())
    counts: Counter[str] = Counter()
    for letter, count in letters.items():
        counts[_LANGUAGES.get(unicodedata.name(letter, "").partition(" ")[0], _LATIN)] += count
    shown = [name for name, count in counts.items() if name != _LATIN and count >= _MARKED * counts.total()]
    best = "Japanese" if "Japanese" in shown else max(shown, key=lambda name: counts[name], default="")
    return f"{best}, beside Latin letters" if best else "English, or another in Latin letters"


def patterns(files: Sequence[str], left_out: Collection[str] = ()) -> list[str]:
    """Return files as the settings name them, no letter being special; three or more of a folder as all that it has.

    So a file of next month's papers belongs to the list as well, unless a file of the folder was left out.
    """
    whole = _whole(files, left_out)
    named = (f"{_escaped(_folder(file))}*.md" if _folder(file) in whole else _escaped(file) for file in files)
    return [*dict.fromkeys(named)]


def _whole(files: Iterable[str], left_out: Iterable[str]) -> set[str]:
    folders = Counter(_folder(file) for file in files)
    return {folder for folder, count in folders.items() if folder and count >= _FEWEST} - {*map(_folder, left_out)}


def _folder(file: str) -> str:
    return file[: file.rfind("/") + 1]


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
