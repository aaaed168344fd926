"""The files that are written beside a list: `curator.toml`, lines for `.gitignore`, the workflow."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curator.config import Config, HostTable
from curator.model.terms import Term
from curator.setup.categories import Categories

WORKFLOW = ".github/workflows/curator.yml"
_SHOWN = {
    "list": ("template",),
    "rules": ("always", "never"),
    "suggest": ("pace", "section_confidence", "at_most", "schedule"),
}
"""Settings that are written as comments, with their defaults, for people to find them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where curator's workflows are: a repository on GitHub, and a commit or tag of it, which `version` names."""

    repository: str
    ref: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the settings of a list say that are not the usual ones."""

    files: Sequence[str]
    categories: Sequence[str]
    contact: str
    terms: Sequence[Term] = ()
    """Rules that are offered in a comment."""


def settings(chosen: Chosen, known: Categories, schema: str = "") -> str:
    """Return a `curator.toml` that says what each setting is for; `schema` is the address of its JSON schema."""
    why = _why(known)
    values = {"list": {"files": chosen.files}, "arxiv": {"categories": chosen.categories, "contact": chosen.contact}}
    return "\n".join(
        [
            *([f"#:schema {schema}"] if schema else []),
            "# How curator keeps this list. A setting that is left out, or a comment, has its default.",
            *_table("list", values["list"]),
            *_table("arxiv", values["arxiv"], {"categories": why}),
            *_table("suggest", {}),
            *_rules(chosen.terms),
            "",
        ]
    )


def _why(known: Categories) -> str:
    shares = ", ".join(f"{name} {share:.0%}" for name, share in known.shares.items())
    return f" Of the list's {known.known} newest papers that are known: {shares}." if known.known else ""


def _rules(terms: Sequence[Term]) -> Iterator[str]:
    """Yield the rules, those that the list's titles speak for in a comment."""
    shares = ", ".join(f"{one.listed:.0%} ({one.others:.1%} of others) have {one.rule}" for one in terms)
    why = f" Of the list's titles {shares}: `curator backtest` tells what such a rule brings." if terms else ""
    yield from _table("rules", {}, {"always": why}, {"always": [one.rule for one in terms]})


def _table(
    name: str, values: Mapping[str, Any], more: Mapping[str, str] | None = None, shown: Mapping[str, Any] | None = None
) -> Iterator[str]:
    """Yield a table's lines: the values that are set, and those that may be, each under what it is for.

    What may be set is `shown` as a comment, or else by its default.
    """
    fields = Config.model_fields[name].annotation.model_fields  # type: ignore[union-attr] # every table is a model
    yield ""
    yield f"[{name}]"
    for key in (*values, *_SHOWN.get(name, ())):
        yield f"# {fields[key].description}{(more or {}).get(key, '')}"
        line = f"{key} = {_toml(values.get(key, (shown or {}).get(key, fields[key].default)))}"
        yield line if key in values else f"# {line}"


def _toml(value: object) -> str:
    """Return a value as TOML writes it; its strings, numbers and arrays are those of JSON."""
    return json.dumps([*value] if isinstance(value, tuple) else value, ensure_ascii=False).replace("\x7f", "\\u007f")


def ignoring(before: str, lines: Iterable[str]) -> str:
    """Return a `.gitignore` with more lines at its end; what is there stays as it is to the byte."""
    end = "\r\n" if "\r\n" in before else "\n"
    known = {line.removesuffix("\r") for line in before.split("\n")}
    missing = [line for line in lines if line not in known]
    if not missing:
        return before
    gap = "" if not before or before.endswith(end) else end
    return before + gap + "".join(line + end for line in ("# What curator can make anew", *missing))


def workflow(source: Source, branch: str) -> str:
    """Return a list's workflow: each night, on Mondays, by hand, and when the bot's pull request is dealt with."""
    at, ref = f"{source.repository}/.github/workflows", f"{source.ref} # {source.version}".removesuffix(" # ")
    other = "" if branch == HostTable().branch else f"    with: {{ branch: {json.dumps(branch)} }}\n"
    return f"""\
# Every night curator reads arXiv and brings what fits to one pull request; from what becomes of it, it learns.
name: curator
on:
  schedule: [{{ cron: "30 5 * * *" }}, {{ cron: "0 7 * * 1" }}] # each night, and on Mondays
  pull_request: {{ types: [closed, reopened, edited] }} # curator's own: all others are left alone
  workflow_dispatch: # learns first, then does a night
permissions: {{}}
jobs:
  learn:
    if: github.event.schedule != '30 5 * * *'
    permissions: {{ contents: write, issues: write, pull-requests: write }}
    uses: {at}/learn.yml@{ref}
{other}  night:
    needs: learn
    if: >-
      !cancelled() && !failure() && github.event_name != 'pull_request' && github.event.schedule != '0 7 * * 1'
    permissions: {{ contents: write, issues: write, pull-requests: write }}
    uses: {at}/nightly.yml@{ref}
"""
