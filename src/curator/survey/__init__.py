"""Lists: read without loss, written as their maintainers write."""

from curator.survey.insert import insert, insert_all
from curator.survey.outline import resolve, topical
from curator.survey.parse import parse, parse_all

__all__ = ["insert", "insert_all", "parse", "parse_all", "resolve", "topical"]
