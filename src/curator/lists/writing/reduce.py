"""What is left of an entry's tree when the parts that cannot be known of another paper are taken out whole."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from curator.lists.reading.words import is_generic, words
from curator.lists.writing.parts import Leaf, Node, Part, cells_of, said, slots_of, text_of
from curator.lists.writing.samples import says_preprint

_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])(?=\s)\s*|>\s*)*(?:\[[ xX]\]\s+)?")
_AFTER_NUMBER = re.compile(r"[.)]\s*")
_BREAK = re.compile(r"[ \t]*(?:\\|<br\s*/?>)[ \t]*$|[ \t]{2,}$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:&nbsp;|[\s,.;:|·•–—&/+\-;、]|<br\s*/?>)+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:&nbsp;|[\s,;:|·•–—&/+\-;、]|<br\s*/?>)+$", re.IGNORECASE)
_UNCLOSED = re.compile(r"<(?!/|br\b|hr\b|img\b)[a-z]\w*[^<>]*>\s*$", re.IGNORECASE)
_JOINING = frozenset(".,;:")
_STOPS = re.compile(r"\s*[.。]")
_JOINT = re.compile(r"(?:^|\s+)(?:by|at|in|on|from|with|via|and)$", re.IGNORECASE)
_SENTENCE = 4  # words
_GONE = Leaf("mark", "")
_NEWLINE = Leaf("mark", "\n")


@dataclass(slots=True)
class Reducer:
    """Takes parts out of trees: `keep` says what becomes of words, `known` which slots can be filled.

    Where something is taken out between two others, the separator after it stays, or the one before it. `empty` holds
    for each column of a table what says that nothing is known.
    """

    keep: Callable[[Leaf], Leaf | None]
    known: frozenset[str]
    empty: tuple[str, ...]
    _left: bool = False
    _open: bool = False

    def reduce(self, parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
        """Yield what stays of an entry; a second reading where it is open which separator stays."""
        yield (right := self._reduced(parts))
        self._left = True
        if self._open and (left := self._reduced(parts)) != right:
            yield left

    def _reduced(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """Return what stays of an entry: of its lines, or of its cells."""
        if any(cells_of(parts)):
            return self._row(parts, count())
        lines = _lines(parts)
        kept = [(n, line) for n, line in enumerate(map(self._line, lines)) if line]
        out: list[Part] = []
        for n, line in kept:
            blank = n > 0 and not lines[n - 1]
            out += [*([_NEWLINE] * (1 + blank) if out else []), *line]
        if kept and kept[-1][0] + 1 < len(lines) and isinstance(last := out[-1], Leaf) and last.kind == "mark":
            out[-1] = replace(last, text=_BREAK.sub("", last.text))
        return tuple(out)

    def _row(self, parts: Sequence[Part], columns: Iterator[int]) -> tuple[Part, ...]:
        return tuple(
            part
            if isinstance(part, Leaf)
            else self._cell(part, next(columns))
            if part.kind == "cell"
            else replace(part, inside=self._row(part.inside, columns))
            for part in parts
        )

    def _cell(self, cell: Node, column: int) -> Node:
        inside, holed = self._parts(cell.inside)
        if holed and not slots_of(inside):
            inside = (Leaf("mark", self.empty[column] if column < len(self.empty) else " - "),)
        elif holed:
            inside = _spaced(inside, text_of(cell.inside))
        return replace(cell, inside=inside)

    def _line(self, line: Sequence[Part]) -> tuple[Part, ...]:
        """Return what stays of a line; none of it where nothing that is known was in it."""
        if not line:
            return ()
        marker, rest = _split_marker(line)
        inside, holed = self._parts(rest)
        if holed and not _says_something(inside):
            return ()
        return (*marker, *inside)

    def _parts(self, parts: Sequence[Part]) -> tuple[tuple[Part, ...], bool]:
        """Return what stays of parts beside one another, and whether anything was taken out."""
        found = _without_echoes(_without_stops([self._part(part) for part in parts], parts))
        if not any(part is _GONE for part in found):
            return tuple(found), False
        left = _without_joints(_without_labels(_without_prose(_without_repeats(found))))
        return tuple(self._closed(left)), True

    def _part(self, part: Part) -> Part:
        if isinstance(part, Node):
            return self._node(part)
        if part.kind == "words":
            return self.keep(part) or _GONE
        return part if part.kind != "slot" or part.slot in self.known else _GONE

    def _node(self, node: Node) -> Part:
        opening = tuple(self._part(leaf) for leaf in node.opening)
        closing = tuple(self._part(leaf) for leaf in node.closing)
        if any(leaf is _GONE for leaf in (*opening, *closing)):
            return _GONE
        inside, holed = self._parts(node.inside)
        if holed and not any(_is_solid(part) for part in inside):
            return _GONE
        if holed:
            inside = _spaced(inside, text_of(node.inside) if node.kind == "bracket" else "")
        return Node(node.kind, opening, inside, closing)  # type: ignore[arg-type]

    def _closed(self, parts: Sequence[Part]) -> list[Part]:
        """Close the gaps with the separators that are needed no more."""
        out: list[Part] = []
        done = 0
        for solid, run in groupby(parts, _is_solid):
            stretch = list(run)
            done += len(stretch)
            if solid or not any(part is _GONE for part in stretch):
                out += stretch
                continue
            first = next(n for n, part in enumerate(stretch) if part is _GONE)
            last = max(n for n, part in enumerate(stretch) if part is _GONE)
            before, after = (text_of(stretch[:first]), text_of(stretch[last + 1 :]))
            between = self._between(before, after, has_before=bool(out), has_after=done < len(parts))
            out.append(Leaf("mark", between))
        return out

    def _between(self, before: str, after: str, *, has_before: bool, has_after: bool) -> str:
        before = _UNCLOSED.sub("", before)
        if has_before and has_after and _STOPS.match(before) and after.strip()[:1] not in _JOINING:
            return before
        if has_before and has_after:
            self._open |= bool(before and after) and before != after
            return (before or after) if self._left else (after or before)
        if has_after:
            return _LEADING.sub("", after)
        end = _BREAK.search(after)
        stop = _STOPS.match(after) if not _STOPS.match(before) else None
        return _TRAILING.sub("", before) + (stop[0].strip() if stop else "") + (end[0] if end else "")


def _says_something(line: Sequence[Part]) -> bool:
    """Tell whether a fact is left in a line, and not only the date of what was taken out."""
    return bool(slots_of(line)) and any(leaf.slot != "date" for leaf in said(line))


def _lines(parts: Sequence[Part]) -> list[list[Part]]:
    lines: list[list[Part]] = [[]]
    for part in parts:
        if part == _NEWLINE:
            lines.append([])
        else:
            lines[-1].append(part)
    return lines


def _split_marker(line: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Split the bullet or number that a line starts with from the rest."""
    rest = list(line)
    marker: list[Part] = []
    if isinstance(first := rest[0], Leaf) and first.kind == "mark":
        start, rest[0] = _split(first, _MARKER)
        marker = [start]
    number = next((n for n, part in enumerate(rest[:2]) if isinstance(part, Leaf) and part.slot == "number"), None)
    if number is not None and len(rest) > number + 1 and isinstance(dot := rest[number + 1], Leaf):
        start, after = _split(dot, _AFTER_NUMBER)
        marker += [*rest[: number + 1], start]
        rest = [after, *rest[number + 2 :]]
    return marker, rest


def _split(leaf: Leaf, pattern: re.Pattern[str]) -> tuple[Leaf, Leaf]:
    """Return a leaf in two: what a pattern finds at its start, and the rest."""
    match = pattern.match(leaf.text)
    end = match.end() if match else 0
    return replace(leaf, text=leaf.text[:end]), replace(leaf, text=leaf.text[end:])


def _without_stops(found: list[Part], before: Sequence[Part]) -> list[Part]:
    """Take out the full stop of each sentence that is gone: it ends the sentence, and not the entry."""
    for n, (part, mark) in enumerate(zip(before, found[1:], strict=False)):
        gone = found[n] is _GONE and isinstance(part, Leaf) and _is_sentence(part.text)
        if gone and isinstance(mark, Leaf) and mark.kind == "mark" and (stop := _STOPS.match(mark.text)):
            found[n + 1] = replace(mark, text=mark.text[stop.end() :])
    return found


def _is_sentence(text: str) -> bool:
    """Tell whether words are of a sentence, and no names: most of several are small."""
    found = text.split()
    return len(found) >= _SENTENCE and 2 * sum(word[0].islower() for word in found) > len(found)


def _without_echoes(parts: list[Part]) -> list[Part]:
    """Take out plain words that say again what those right before them say."""
    last = ""
    for n, part in enumerate(parts):
        if isinstance(part, Leaf) and part.kind == "words" and not part.slot:
            run = part.text.casefold()
            parts[n] = _GONE if words(run) and run == last else part
            last = run
        elif _is_solid(part) or part is _GONE:
            last = ""
    return parts


def _is_solid(part: Part) -> bool:
    return isinstance(part, Node) or part.kind != "mark"


def _without_repeats(parts: list[Part]) -> list[Part]:
    """Take out a date that follows another when all that stood between them is gone."""
    dated = gone = False
    for n, part in enumerate(parts):
        gone |= part is _GONE
        if isinstance(part, Leaf) and part.slot == "date":
            if dated and gone:
                parts[n] = _GONE
            dated, gone = True, False
        elif part is not _GONE and _is_solid(part):
            dated = False
    return parts


def _without_prose(parts: list[Part]) -> list[Part]:
    """Take out what is left of a sentence: plain words with nothing but what is gone on both sides."""
    solid = [n for n, part in enumerate(parts) if _is_solid(part) or part is _GONE]
    gone = [parts[n] is _GONE for n in solid]
    for place, n in enumerate(solid):
        part, beside = parts[n], gone[max(0, place - 1) : place] + gone[place + 1 : place + 2]
        if isinstance(part, Leaf) and _is_plain(part) and all(beside) and sum(gone) > 1:
            parts[n] = _GONE
    return parts


def _is_plain(part: Leaf) -> bool:
    return part.kind == "words" and not part.slot and is_generic(part.text) and not says_preprint(part.text)


def _without_labels(parts: list[Part]) -> list[Part]:
    """Take out a label, such as "Code:", together with what it announced."""
    for n, part in enumerate(parts):
        if part is not _GONE:
            continue
        back = n - 1
        while back >= 0 and not _is_solid(parts[back]) and not text_of([parts[back]]).strip(" :："):
            back -= 1
        text = text_of(parts[max(back, 0) : n])
        if back >= 0 and _is_label(parts[back]) and text.rstrip().rstrip("*_` ").endswith((":", "：")):
            parts[back:n] = [_GONE] * (n - back)
    return parts


def _without_joints(parts: list[Part]) -> list[Part]:
    """Take out a word that joins what is gone to what stands before it, such as "by" or "and"."""
    for n, part in enumerate(parts[1:], 1):
        back = n - 1 - (n > 1 and not _is_solid(parts[n - 1]) and text_of(parts[n - 1 : n]).isspace())
        before = parts[back]
        if (
            part is _GONE
            and isinstance(before, Leaf)
            and before.kind == "words"
            and (joint := _JOINT.search(before.text))
        ):
            text = before.text[: joint.start()]
            parts[back] = replace(before, text=text) if text else _GONE
    return parts


def _is_label(part: Part) -> bool:
    if isinstance(part, Leaf):
        return part.kind == "words"
    return part.kind in {"emphasis", "tag"} and slots_of([part]) <= {"name"}


def _spaced(parts: Sequence[Part], before: str) -> tuple[Part, ...]:
    """Return parts with a space at either end where there was one; what a table needs to look even is no part of it."""
    out = list(parts)
    if isinstance(first := out[0], Leaf) and first.kind == "mark":
        out[0] = replace(first, text=first.text.lstrip())
    if isinstance(last := out[-1], Leaf) and last.kind == "mark":
        out[-1] = replace(last, text=last.text.rstrip())
    return (Leaf("mark", " " * before[:1].isspace()), *out, Leaf("mark", " " * before[-1:].isspace()))
