"""A list's checkout on this machine: commits of a person's, and a snapshot of arXiv's papers beside it."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from curator.types import Paper

_WHO = {"GIT_CONFIG_GLOBAL": os.devnull} | {
    f"GIT_{one}_{what}": "ada@example.org" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


def git(*words: str, **more: str) -> str:
    done = subprocess.run(["git", *words], check=True, capture_output=True, env={**os.environ, **_WHO, **more})
    return done.stdout.decode()


def commit(files: Mapping[str, str], day: date) -> None:
    """Commit files as on a day."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode())
    git("add", "--all")
    noon = f"{day}T12:00:00Z"
    git("commit", "--quiet", "--message=By hand", GIT_AUTHOR_DATE=noon, GIT_COMMITTER_DATE=noon)


def snapshot(path: Path, papers: list[Paper]) -> Path:
    """Write papers as arXiv's metadata snapshot has them."""
    lines = [
        asdict(one) | {
            "authors": ", ".join(one.authors), "categories": " ".join(one.categories),
            "versions": [{"version": "v1", "created": str(one.announced)}], "announced": None,
        }
        for one in papers
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line, default=str) + "\n" for line in lines), encoding="utf-8")
    return path
