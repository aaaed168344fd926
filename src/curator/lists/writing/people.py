"""Lists of authors as entries write them: found with their form, so that other names can be written the same way."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from curator.lists.reading.words import PARTICLES, is_generic

NameStyle = Literal["full", "A. Lee", "A Lee", "Lee", "Lee A", "Lee, A.", "Lee, Ann"]

_WORD = rf"(?:[^\W\d_a-z](?:[^\W_]|['’.\-])*|(?:{PARTICLES}|y|e)(?=\s))"
_NAME = rf"{_WORD}(?:[ \t]+{_WORD}){{0,5}}"
_MORE = re.compile(r"(?:et\.? al|and others)\.?|\.\.\.")
FULL_NAME = re.compile(rf"{_WORD}(?:[ \t]+{_WORD}){{1,4}}")
_NOTE = r"(?:<sup>[^<]*</sup>|[ \t]*\((?!(?:19|20)\d\d[a-z]?\))[^()\n]*\)|\\?[*†‡§¹²³⁴])*"
_ETAL = r"[ \t]*,?[ \t]*(?:\.\.\.|…|\*et\.?[ \t]*al\.?\*|_et\.?[ \t]*al\.?_|et\.?[ \t]*al\b\.?|and[ \t]+others|等)"
_MANY = re.compile(
    rf"(?<![^\W_])(?P<first>{_NAME}){_NOTE}(?P<more>(?:[ \t]*[,;][ \t]*(?!and\b|et\b){_NAME}{_NOTE})*)"
    rf"(?P<last>[ \t]*,?[ \t]*(?:and|&)[ \t]+{_NAME}(?:,[ \t]+[A-Z]\.(?:[ -]?[A-Z]\.)*)?{_NOTE})?(?P<etal>{_ETAL})?"
)
_AND = r"[ \t]+and[ \t]+"
_JOINED = re.compile(
    rf"(?<![^\W_])(?:(?P<family>{_NAME},[ \t]+{_NAME})"
    rf"(?:(?:{_AND}{_NAME},[ \t]+{_NAME}){{2,}}|{_AND}{_NAME},[ \t]+{_NAME}(?=[ \t]*(?:[|.\n]|$)))"
    rf"|{_NAME}(?:{_AND}{_NAME}){{2,}})(?P<etal>{_ETAL})?"
)
_BY = re.compile(
    rf"\0[^\w\0]{{0,4}}by[ \t]+(?P<name>(?:(?:[^\W\d_]\.|[^\W\d_a-z][\w'’-]*|(?:{PARTICLES})(?=\s))[ \t]+){{1,4}}"
    r"[^\W\d_a-z][\w'’-]+)"
)
_BETWEEN = re.compile(r"[ \t]*[,;][ \t]*")
_NOTES = re.compile(_NOTE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,3}")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|I{2,3}|IV)\.?$")
_SURNAME = re.compile(rf"(?:^(?:(?:{PARTICLES})\s+)*|(?<=\s)(?i:(?:{PARTICLES})\s+)*)\S+$")


class AuthorForm(NamedTuple):
    """How names are written: the first and the others, how many before `etal` (0 for all), and what parts them.

    `stop` ends the names where none is left out.
    """

    first: NameStyle = "full"
    others: NameStyle = "full"
    limit: int = 0
    etal: str = " et al."
    between: str = ", "
    last: str = ""
    stop: str = ""

    def write(self, names: Sequence[str]) -> str:
        """Return `names`, given in full, in this form; "et al." at their end stands for names not known."""
        known = [name for name in names if not _MORE.fullmatch(name)]
        shown = known[: self.limit] if self.limit else known
        cut = len(shown) < len(names)
        styled = [_styled(name, self.others if n else self.first) for n, name in enumerate(shown)]
        last = self.last if self.last and len(styled) > 1 and len(known) == len(names) else ""
        if len(styled) == 2 and "," not in self.others:
            last = last.removeprefix(",")  # which stands before the last of three
        text = self.between.join(styled[:-1]) + last + styled[-1] if last else self.between.join(styled)
        if not cut:
            return text.removesuffix(self.stop) + self.stop
        return text + (self.etal if self.limit else f" and others{self.stop}")


def count(text: str, form: AuthorForm) -> int:
    """Return how many names a list of them has that is written in a form."""
    parts = len(_BETWEEN.split(text)) + bool(form.last and form.last in text)
    return parts // 2 if "," in form.first else parts


class Written(NamedTuple):
    """A list of names found in a text: its place and its form; `sure` when no list of tags can be mistaken for it."""

    start: int
    end: int
    form: AuthorForm
    sure: bool


def find(text: str) -> Iterator[Written]:
    """Yield the lists of names in `text`, where NUL stands for what is no plain text, and one alone behind its "by"."""
    for match in _JOINED.finditer(text):
        limit = len(re.split(_AND, match[0])) if match["etal"] else 0
        style: NameStyle = "Lee, Ann" if match["family"] else "full"
        form = AuthorForm(style, style, limit, match["etal"] or " et al.", " and ")
        yield Written(match.start(), _end(match), form, sure=True)
    for match in _MANY.finditer(text):
        first, *more = [_NOTES.sub("", name).strip() for name in _BETWEEN.split(match["first"] + match["more"])]
        last = _NOTES.sub("", match["last"] or "").strip(" \t,&").removeprefix("and").strip()
        names = [name for name in (first, *more, last) if name]
        if (not match["etal"] and len(names) < 2) or any(is_generic(name) for name in names):
            continue
        two = sum(" " in name for name in names)
        inverted = _alternates(names)
        sure = bool(match["etal"]) or inverted or (two * 2 >= len(names) and (len(names) > 2 or two == len(names)))
        yield Written(match.start(), _end(match), _form(match, names), sure)
    for match in _BY.finditer(text):
        if not is_generic(match["name"]) and _style(match["name"]) == "full":
            yield Written(*match.span("name"), AuthorForm(last=" and "), sure=True)


def _end(match: re.Match[str]) -> int:
    """Leave the emphasis that closes around names, and a full stop that ends their sentence, to the text."""
    start, end = match.span()
    while match.string[start - 1 : start] == "*" == match.string[end - 1]:
        end -= 1
    initial = _INITIALS.fullmatch(match[0].split()[-1]) and match[0].count(".") > 1
    return end - 1 if match.string[end - 1] == "." and not match["etal"] and not initial else end


def _form(match: re.Match[str], names: Sequence[str]) -> AuthorForm:
    parts = _BETWEEN.search(match["more"])
    between = f"{(parts[0] if parts else ', ').strip()} "
    joint = re.match(r"[ \t]*,?[ \t]*(?:and|&)[ \t]+", match["last"]) if match["last"] else None
    etal, last = match["etal"] or " et al.", joint[0] if joint else ""
    clean = [
        name.rstrip(".") if len(name) > 2 and not _INITIALS.fullmatch(name.split()[-1]) else name for name in names
    ]
    first, others, count = _styles(clean, alone=bool(match["etal"]) and etal.lstrip().startswith(","))
    return AuthorForm(first, others, count if match["etal"] else 0, etal, between, last)


def _styles(names: Sequence[str], *, alone: bool) -> tuple[NameStyle, NameStyle, int]:
    """Return how the first name and the others are written, and how many there are; two words `alone` are one name."""
    if _alternates(names):
        return "Lee, A.", "Lee, A.", len(names) // 2
    one = alone and len(names) == 2 and not any(" " in name for name in names)
    if one or (len(names) > 2 and " " not in names[0] and " " in names[2] and _style(names[2]) == "full"):
        return "Lee, Ann", "full", len(names) - 1
    styles = [_style(name) for name in names]
    common = max(dict.fromkeys(styles), key=styles.count)
    return common, common, len(names)


def _alternates(names: Sequence[str]) -> bool:
    """Tell whether surnames and initials take turns: "Lee, A., Kim, B."."""
    initials = [bool(_INITIALS.fullmatch(name.replace(" ", ""))) for name in names]
    return len(names) > 1 and all(initials[1::2]) and not all(initials[::2])


def _style(name: str) -> NameStyle:
    words = name.split()
    if len(words) == 1:
        return "Lee"
    if _INITIALS.fullmatch(words[-1]) and "." not in words[-1]:
        return "Lee A"
    if _INITIALS.fullmatch(words[0]):
        return "A. Lee" if "." in words[0] else "A Lee"
    return "full"


def surname(name: str) -> str:
    """Return the family name of a full name, with its particles and without suffix."""
    match = _SURNAME.search(_SUFFIX.sub("", name.strip()))
    return match[0].strip() if match else name


def _styled(name: str, style: NameStyle) -> str:
    if style == "full":
        return name
    family = surname(name)
    given = _SUFFIX.sub("", name.strip()).removesuffix(family).split()
    letters = [word[0] for word in given if word[:1].isalpha()]
    if style == "Lee" or not letters:
        return family
    if style == "Lee, Ann":
        return f"{family}, {' '.join(given)}"
    if style == "Lee, A.":
        return f"{family}, {' '.join(f'{letter}.' for letter in letters)}"
    if style == "Lee A":
        return f"{family} {''.join(letters)}"
    return f"{letters[0]}{'.' if style == 'A. Lee' else ''} {family}"
