"""Tables: the cells of a row, and which of them holds the title."""

import re
from collections.abc import Sequence

from curator.lists.reading.inline import plain
from curator.lists.reading.marks import Span
from curator.lists.reading.words import is_generic, word_set, words

_PIPE = re.compile(r"(?<!\\)\|")
_TITLE_COLUMNS = (
    (word_set("title titles 标题 题目 论文标题 论文题目 论文名称 タイトル 제목"), 1),
    (word_set("paper papers article articles work works publication publications 论文 文章"), 2),
    (word_set("name names dataset datasets benchmark benchmarks model models method methods project projects 名称"), 1),
)
_OTHER = word_set(
    """
    author authors institution institutions affiliation abstract summary tldr description introduction intro
    keywords tags task tasks contribution notes code github venue date year
    """
)


def cells_of(row: str) -> list[Span]:
    """Return the places of a row's cells between its pipes."""
    line = row.rstrip()
    start = len(line) - len(line.lstrip())
    bars = [match.start() for match in _PIPE.finditer(line)]
    inner = [bar for bar in bars if start < bar < len(line) - 1]
    left = start + 1 if line.startswith("|", start) else start
    right = len(line) - 1 if bars and bars[-1] == len(line) - 1 and bars[-1] >= left else len(line)
    return list(zip([left, *(bar + 1 for bar in inner)], [*inner, right], strict=True))


def title_column(head: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return which cells of a table's rows hold the titles: by the header's words, else those with most words."""
    names = [set(words(plain(cell))) for cell in head]
    for wanted, least in _TITLE_COLUMNS:
        for column, name in enumerate(names):
            if name & wanted and _mean(rows, column) >= least:
                return column
    weights = [_mean(rows, column) * (0.1 if name & _OTHER else 1.0) for column, name in enumerate(names)]
    return max(range(len(weights)), key=lambda column: weights[column], default=0)


def _mean(rows: Sequence[Sequence[str]], column: int) -> float:
    """Return how many words that name no kind of link a column's cells have, in the mean; 20 at most each."""
    cells = [plain(row[column]) for row in rows[:30] if column < len(row)]
    return sum(min(20, len(words(cell))) for cell in cells if not is_generic(cell)) / max(1, len(cells))


def widest(source: str, row: Sequence[Span]) -> int:
    """Return which cell of a row has most words that name no kind of link."""
    cells = [plain(source[slice(*cell)]) for cell in row]
    return max(range(len(row)), key=lambda n: 0 if is_generic(cells[n]) else len(words(cells[n])))
