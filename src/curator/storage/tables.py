"""Tables that people make and read: ids, placements and predictions as CSV."""

import io
import json
import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from curator.errors import CuratorError
from curator.storage.files import read_text, write_text
from curator.types import Choice, PaperId, Prediction, Triage, canonical_id

_ID_COLUMNS = ("arxiv_id", "id")


def read_ids(path: Path) -> tuple[dict[PaperId, None], list[str]]:
    """Return the arXiv ids of a CSV file's column `arxiv_id` or `id`, or of JSON lines with such a key, in order.

    Beside them are the values that are no arXiv id. Raises CuratorError where there is no such column or key, or all
    values are none.
    """
    table = _table(path)
    column = next((name for name in _ID_COLUMNS if name in table), None)
    if column is None:
        raise CuratorError(f"{path}: no column arxiv_id or id: the first line of a CSV file must name its columns")
    found = {str(value): canonical_id(str(value)) for value in table[column]}
    unread = [text for text, arxiv_id in found.items() if not arxiv_id]
    if found and len(unread) == len(found):
        raise CuratorError(f"{path}: {unread[0]!r} is no arXiv id")
    return dict.fromkeys(filter(None, found.values())), unread


def read_placements(path: Path) -> list[tuple[PaperId, str]]:
    """Return the arXiv ids and section names of a CSV file with the columns `arxiv_id` and `section`."""
    table = _table(path)
    for name in ("arxiv_id", "section"):
        if name not in table:
            raise CuratorError(f"{path}: no column {name}: the first line must be arxiv_id,section")
    return [(_id(arxiv_id, path), section) for arxiv_id, section in zip(table.arxiv_id, table.section, strict=True)]


def _table(path: Path) -> pd.DataFrame:
    text = read_text(path).removeprefix("\ufeff")
    if not text.strip():
        raise CuratorError(f"{path}: the file is empty")
    try:
        if text.lstrip().startswith("{"):
            # As text, a number keeps its zeros.
            read = partial(json.loads, parse_float=str, parse_int=str)
            return pd.DataFrame([read(line) for line in text.split("\n") if line.strip()]).fillna("")
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, index_col=False)
    except pd.errors.ParserWarning as error:
        raise CuratorError(f"{path}: more fields than the first line: put a text that has a comma in quotes") from error
    except (ValueError, TypeError, RecursionError) as error:
        why = str(error).strip().splitlines()[0].removeprefix("Error tokenizing data. C error: ")
        raise CuratorError(f"{path}: neither CSV nor JSON lines: {why}") from error


def _id(value: object, path: Path) -> PaperId:
    arxiv_id = canonical_id(str(value))
    if not arxiv_id:
        raise CuratorError(f"{path}: {str(value)!r} is no arXiv id")
    return arxiv_id


def write_predictions(path: Path, predictions: Sequence[Prediction], decisions: Sequence[Triage]) -> None:
    """Write one line a prediction: id, relevance, the likeliest section and its probability, two more, decision."""
    columns = ["arxiv_id", "relevance", "section", "section_probability", "section_2", "section_3", "decision"]
    rows = [_row(*both) for both in zip(predictions, decisions, strict=True)]
    write_text(path, pd.DataFrame(rows, columns=columns).to_csv(index=False, lineterminator="\n"))


def _row(prediction: Prediction, decision: Triage) -> tuple[object, ...]:
    first, second, third = (*prediction.sections, *[Choice((), 0.0)] * 3)[:3]
    names = [" / ".join(choice.section) for choice in (first, second, third)]
    relevance, probability = round(prediction.relevance, 6), round(first.probability, 6)
    return (prediction.paper.id, relevance, names[0], probability, names[1], names[2], decision)
