"""Sections: headings as paths, what kind each is, and which one a name means."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from curator.errors import SurveyError
from curator.lists.reading import dates
from curator.lists.reading.blocks import Block
from curator.lists.reading.inline import plain
from curator.lists.reading.words import is_venue, word_set, words
from curator.types import SectionPath, Survey

_PROSE = word_set(
    """
    news update updates changelog announcement announcements citation citations cite citing bibtex contribute
    contributing contribution contributions contributors contact contacts license licence acknowledgement
    acknowledgements acknowledgment acknowledgments stargazers disclaimer maintainers sponsors feedback glossary faq
    dictionary abbreviations acronyms terminology
    """
)
_BESIDE = word_set(
    """
    latest recent and the our us this your what s new log how to guide guidelines for of a work star history is
    i my bib information project
    """
)
_CONTENTS = re.compile(
    r"(?:table of |quick )?(?:contents?|links?)(?: table of contents?)?(?: toc)?|toc|catalogu?e?|index|menu|outline"
)
_OTHER_LISTS = re.compile(
    r"(?:(?:some )?(?:other|related|similar|more|relevant) )+"
    r"(?:(?:awesome |curated )(?:awesome |paper |curated )*lists?|(?:paper )?lists|list)"
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_GROUP = re.compile(
    rf"""
      {_YEAR}(?:[ ]\d\d?){{0,2}}                      # 2024, 2024 05, 2024 05 08
    | {_YEAR}[ ]{_MONTHS}(?:[ ]\d\d?)?                # 2024 May 8
    | (?:{_YEAR}年)?\d\d?月 | {_YEAR}年
    | {_YEAR}[ ]{_YEAR}                               # 2020-2022
    | {_MONTHS}(?:[ ]{_YEAR})?                        # May, May 2024
    | {_MONTHS}[ ]\d\d?(?:st|nd|rd|th)?[ ]{_YEAR}     # May 8th, 2024
    | \d\d?(?:st|nd|rd|th)?[ ]{_MONTHS}[ ]{_YEAR}     # 8th May 2024
    | before[ ]{_YEAR} | {_YEAR}[ ]and[ ](?:before|earlier)
    | [a-z]
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"^before |^(?:and )?(?:before|earlier) ")
_PAST = re.compile(r"(?:older|earlier|previous)(?: (?:papers?|works?|ones|years))?")
_BACK = re.compile(
    r"""\s*(?P<open>\(|\\?\[(?=\[))?"""
    r"""(?:\[[^\[\]]*\]\(\#[^()\s]*\)|<a\s[^<>]*?href\s*=\s*["']?\#[^<>]*>[^<>]*</a\s*>)(?(open)\\?[)\]])[\s*_]*$"""
)
_REMARK = re.compile(r"\s*[\[(][^\[\]()]*[\])]$")
_NONWORD = re.compile(r"[^\w]+")


def name_of(heading: str) -> str:
    """Return a heading's words by which headings are compared."""
    return _NONWORD.sub(" ", heading).strip().casefold()


def is_group(heading: str) -> bool:
    """Tell whether a heading is only a date or a letter: a group inside its section."""
    return bool(_GROUP.fullmatch(name_of(heading)))


def is_past(heading: str) -> bool:
    """Tell whether a heading after dates names all that came before them."""
    return bool(_PAST.fullmatch(name_of(heading)))


def is_prose(heading: str) -> bool:
    """Tell whether a heading announces news, citations and the like, which are no list of papers."""
    found = words(heading)
    if found == ["star", "history"]:
        return True
    return any(word in _PROSE for word in found) and all(word in _PROSE or word in _BESIDE for word in found)


def is_beside(heading: str) -> bool:
    """Tell whether a heading announces other lists: "Related awesome lists"."""
    return bool(_OTHER_LISTS.fullmatch(name_of(heading)))


def is_contents(heading: str) -> bool:
    """Tell whether a heading announces a table of contents."""
    return bool(_CONTENTS.fullmatch(name_of(heading)))


@dataclass(slots=True)
class Heading:
    """A heading, the lines under it and where it stands: `path` without groups, `group` the group's own words.

    `grouping` tells that it is itself a group: only a date or a letter, or one of a series that differs by date alone.
    """

    text: str
    level: int
    start: int
    end: int
    path: SectionPath
    group: SectionPath = ()
    prose: bool = False
    contents: bool = False
    root: int = 0
    grouping: bool = False


def outline(blocks: Sequence[Block], lines: int, prefix: SectionPath = ()) -> list[Heading]:
    """Return the headings in order, the first for the lines before any; paths still carry the document's title."""
    found = [Heading("", 0, 0, lines, prefix)]
    stack: list[Heading] = []
    texts = [_said(block.content) if block.kind == "heading" and not block.quoted else "" for block in blocks]
    titled = [(block, text) for block, text in zip(blocks, texts, strict=True) if text]
    series = _in_series([(block.level, text) for block, text in titled])
    for n, ((block, text), dated) in enumerate(zip(titled, series, strict=True)):
        found[-1].end = block.start
        sibling = next((outer for outer in stack if outer.level == block.level), None)
        stack = [outer for outer in stack if outer.level < block.level]
        heading = Heading(
            text,
            block.level,
            block.start,
            lines,
            (),
            prose=is_prose(text) or is_beside(text),
            contents=is_contents(text),
        )
        if heading.contents and any(earlier.contents for earlier in found):  # a list has one; this may be a topic
            heading.contents = n + 1 == len(titled) or titled[n + 1][0].level <= block.level
        heading.grouping = dated or is_group(text) or bool(sibling and sibling.grouping and is_past(text))
        stack.append(heading)
        named = [outer for outer in stack if not outer.grouping]
        topics = [outer.text for outer in named if not outer.contents or outer is named[-1]]
        groups = [outer.text for outer in stack if outer.grouping]
        heading.path = (*prefix, *topics)
        heading.group = tuple(groups)
        heading.root = len(found) if len(stack) == 1 else stack[0].root
        if groups and len(stack) > 1:
            heading.prose = any(outer.prose for outer in stack)
        found.append(heading)
    return found


def _said(content: str) -> str:
    """Return a heading's words, without a link behind them that leads to another place of the list: "back to top"."""
    if "#" in content and (back := _BACK.search(content)) and words(plain(content[: back.start()])):
        content = content[: back.start()]
    return plain(content)


def _in_series(headings: Sequence[tuple[int, str]]) -> list[bool]:
    """Tell of each heading, given with its level, whether it is one of a series: "Papers 2023", "Papers 2024", ...

    The years of a conference are no series, for a new paper is of none; nor are two series side by side, for their
    papers would be of one section.
    """
    members: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    stack: list[int] = []
    for n, (level, text) in enumerate(headings):
        stack = [outer for outer in stack if headings[outer][0] < level]
        if name := _undated(text):
            members[stack[-1] if stack else -1][name].append(n)
        stack.append(n)
    found = {
        n for series in members.values() if len(series) == 1 for one in series.values() if len(one) > 2 for n in one
    }
    return [n in found for n in range(len(headings))]


def _undated(heading: str) -> str:
    """Return the words beside a heading's date, empty where it has none or they name a conference."""
    name = _BEFORE.sub("", name_of(dates.undated(heading) or ""))
    return "" if any(map(is_venue, words(name))) else name


def document_title(headings: Sequence[Heading], counts: Sequence[int]) -> str:
    """Return the document's title: the first heading, unless it is one section among others, or stands below entries.

    `counts` holds how many entries stand directly under each heading.
    """
    if len(headings) < 2 or headings[1].grouping or (counts[0] and any(counts[1:])):
        return ""
    first = headings[1]
    if min(heading.level for heading in headings[1:]) < first.level:
        return ""
    peers = [n for n, heading in enumerate(headings) if n > 1 and heading.level == first.level]
    cut = peers[0] if peers else len(headings)
    return "" if any(counts[1:cut]) and any(counts[cut:]) else first.text


def topical(surveys: Iterable[Survey]) -> list[SectionPath]:
    """Return the paths of the sections that hold entries, each once."""
    return list(dict.fromkeys(entry.section for survey in surveys for entry in survey.entries))


def resolve(surveys: Sequence[Survey], section: str | SectionPath) -> SectionPath:
    """Return the path of the section that `section` means: headings joined by " / ", compared by their words.

    Case, emoji, links, punctuation, the document's title in front, a remark in brackets behind, a table of contents'
    heading and groups by date or letter do not count.
    Raises SurveyError naming the nearest sections when there is none, and all when it means several.
    """
    known = topical(surveys)
    prose = (s.path for survey in surveys for s in survey.sections if s.kind in {"prose", "entries"})
    every = list(dict.fromkeys([*known, *prose]))
    wanted = section if isinstance(section, str) else " / ".join(section)
    if not isinstance(section, str) and section in every:
        return section
    titles = {_key(s.path) for survey in surveys for s in survey.sections if len(s.path) == 1}
    for paths in (known, every):
        if found := _found(paths, wanted, titles):
            if len(found) > 1:
                raise SurveyError(f'several sections are called "{wanted}": {_listed(map(" / ".join, found))}')
            return found[0]
    grouped = [s.path for survey in surveys for s in survey.sections if s.kind == "group"]
    if found := _found(grouped, wanted, titles):
        return max((path for path in known if found[0][: len(path)] == path), key=len)
    names = {" / ".join(path): path for path in known}
    near = get_close_matches(wanted, names, n=3, cutoff=0.3) or list(names)[:3]
    hint = f"; the nearest are: {_listed(near)}" if near else "; the list has no section with entries"
    raise SurveyError(f'no section is called "{wanted}"{hint}')


def group_of(surveys: Sequence[Survey], section: SectionPath, joined: str) -> str:
    """Return the words of the groups inside a section that a joined path names, empty where it names none."""
    if named := [name_of(part) for part in joined.split(" / ") if is_group(part)]:
        return " ".join(named)
    inside = (s.path for survey in surveys for s in survey.sections if s.kind == "group")
    labels = (name_of(" ".join(path[len(section) :])) for path in inside if path[: len(section)] == section)
    ends = tuple(f" {name_of(name)}" for name in (joined, _REMARK.sub("", joined)))
    return max((label for label in labels if any(end.endswith(f" {label}") for end in ends)), key=len, default="")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _found(paths: Sequence[SectionPath], wanted: str, titles: Collection[str]) -> list[SectionPath]:
    """Return the paths that a name means, by the closest reading of it that means any."""
    keys = [_key(path) for path in paths]
    whole = _key_of(plain(wanted))
    levels = plain(wanted).split(" / ")
    topics = [level for level in levels if not is_contents(level)]
    bare = [_REMARK.sub("", level) for level in levels]
    shorter = {_key_of(" / ".join(some)) for some in (levels[1:], topics, topics[1:], bare, bare[1:])}
    shorter |= {key.removeprefix(title + " ") for title in titles for key in {whole, *shorter} if key.startswith(title)}
    readings = (
        (path for path in paths if " / ".join(path) == wanted),
        (path for path, key in zip(paths, keys, strict=True) if key == whole != ""),
        (path for path, key in zip(paths, keys, strict=True) if key in shorter - {""}),
        (path for path in paths if _key(path[1:]) == whole != ""),
    )
    return next(filter(None, map(list, readings)), [])


def _key(path: SectionPath) -> str:
    return _key_of(" / ".join(path))


def _key_of(joined: str) -> str:
    """Return the words of a joined path without its groups; a " / " inside a heading does no harm."""
    parts = [name_of(part) for part in joined.split(" / ")]
    kept = [part for part in parts if not _GROUP.fullmatch(part)] or parts
    return " ".join(part for part in kept if part)
