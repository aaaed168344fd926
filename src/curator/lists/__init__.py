"""Lists: read without loss, written as their maintainers write."""

from curator.lists.reading.outline import resolve, topical
from curator.lists.reading.parse import parse, parse_all
from curator.lists.writing.insert import Insertion, insert, insert_all
from curator.lists.writing.style import Style, learn_style

__all__ = ["Insertion", "Style", "insert", "insert_all", "learn_style", "parse", "parse_all", "resolve", "topical"]
