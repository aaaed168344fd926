"""Lists: read without loss, written as their maintainers write."""

from curator.lists.reading.outline import resolve, topical
from curator.lists.reading.parse import name_of, parse, parse_all
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
    "name_of",
    "parse",
    "parse_all",
    "resolve",
    "topical",
]
