"""Lists: read without loss, written as their maintainers write."""

from curator.lists.reading.outline import resolve, topical
from curator.lists.reading.parse import parse, parse_all
from curator.lists.writing.check import Checked, Described, check, learn_style
from curator.lists.writing.insert import Insertion, insert, insert_all, is_written

__all__ = [
    "Checked",
    "Described",
    "Insertion",
    "check",
    "insert",
    "insert_all",
    "is_written",
    "learn_style",
    "parse",
    "parse_all",
    "resolve",
    "topical",
]
