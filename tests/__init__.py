"""Tests, one file a module, in the rooms of `curator`; what they share stands here."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
"""Inputs beside what is expected of them."""
