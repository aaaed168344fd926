"""Lists: read without loss, written as their maintainers write."""

from curator.survey.insert import insert, insert_all
from curator.survey.outline import resolve, topical
from curator.survey.parse import parse, parse_all
from curator.survey.style import Style, learn_style

__all__ = ["Style", "insert", "insert_all", "learn_style", "parse", "parse_all", "resolve", "topical"]
