"""`curator doctor`: what is well with a list, and what to mend."""

import os
from functools import partial

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile


def doctor(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Look at settings, list, model, nights and, with GITHUB_REPOSITORY set, at GitHub; change nothing."""
    from curator.cli import github, show
    from curator.use_cases.doctor import OnGitHub, look
    from curator.use_cases.steps import today

    named = os.environ.get("GITHUB_REPOSITORY")
    there = OnGitHub(github.github, partial(github.remote, config)) if named else None
    with show.step("looking"):
        checks = look(config, today(), there)
    show.checks(checks, as_json=json)
    if not all(one.well for one in checks):
        raise typer.Exit(1)
