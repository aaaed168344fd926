"""`curator audit`: what is wrong in a list, and what of it can be mended."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, ListFile

if TYPE_CHECKING:
    from curator.audit import Finding
    from curator.use_cases.audit import Audit

_COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def audit(
    list_: ListFile = None,
    papers: Annotated[
        Path | None,
        typer.Option(help="Papers to compare with; else the list's table, where there is one.", metavar="PAPERS"),
    ] = None,
    config: ConfigFile = CONFIG,
    fix: Annotated[bool, typer.Option("--fix", help="Mend in place what can be mended.")] = False,
    propose: Annotated[
        bool,
        typer.Option("--propose", help="Bring what --fix would mend to a branch, on GitHub as a pull request."),
    ] = False,
    changed_from: Annotated[
        str | None, typer.Option(help="Only look at lines that changed since this commit or branch.", metavar="REF")
    ] = None,
    sections: Annotated[
        bool, typer.Option("--sections", help="Also ask whether each entry is in the likeliest section; takes minutes.")
    ] = False,
    json: AsJson = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF for code scanning.")] = False,
) -> None:
    """Look for repeats, wrong ids, broken links and the like; ends with 1 where there is an error.

    Without papers only the form is looked at.
    """
    from curator.cli import show

    if propose and (fix or changed_from or sarif):
        raise typer.BadParameter("files stay, and all that can be mended is in it", param_hint="--propose")
    looked = _read(list_, papers, config, sections=sections)
    if propose:
        _propose(looked, as_json=json)
        return
    if fix:
        mended = looked.mend()
        looked = _read(list_, papers, config, sections=False)
        for name in mended:
            show.say(f"{name}: mended", stderr=True)
    found = looked.changed_from(changed_from) if changed_from else looked.findings()
    _print(found, as_json=json, as_sarif=sarif)
    if any(one.level == "error" for one in found):
        raise typer.Exit(1)


def _read(list_: Path | None, papers: Path | None, config: Path, *, sections: bool) -> "Audit":
    """Read the list and what it names."""
    from curator import lists, workspace
    from curator.cli import show
    from curator.errors import PapersError
    from curator.use_cases.audit import Audit

    if list_:
        root, texts = list_.resolve().parent, workspace.read_file(list_)
    else:
        store = workspace.Workspace.of(config)
        root, texts, papers = store.root, store.files(), papers or store.table
    if sections and not papers:
        raise PapersError("--sections needs papers to learn from: name them with --papers")
    return Audit.of(root, lists.parse_all(texts), papers, sections=sections, steps=show.step)


def _propose(looked: "Audit", *, as_json: bool) -> None:
    """Bring what can be mended to a branch of its own: on GitHub a pull request."""
    from curator.cli import github, show
    from curator.hosts.corrections import Corrections
    from curator.hosts.git import LocalGit
    from curator.types import Publication

    def publish() -> Publication | None:
        if not (proposal := looked.proposal()):
            return None
        if not os.environ.get("GITHUB_REPOSITORY"):
            return LocalGit(looked.root).publish(proposal)
        with github.repository(looked.root / CONFIG) as there:
            return Corrections(there).publish(proposal)

    done = github.persistently(publish)
    facts = {"where": done.where if done else None, "changed": bool(done and done.changed)}
    show.result(facts, "{where}" if done else "nothing that can be mended", as_json=as_json)


def _print(found: Sequence["Finding"], *, as_json: bool, as_sarif: bool) -> None:
    from rich.text import Text

    from curator import __version__
    from curator.audit.sarif import sarif
    from curator.cli import logs, show

    if as_sarif:
        show.print_json(sarif(found, __version__), indent=1)
    elif as_json:
        findings = [asdict(one) | {"level": one.level} for one in found]
        show.print_json({"findings": findings}, indent=1)
    else:
        if not found:
            show.say("nothing found that is wrong", stderr=True)
        for one in found:
            why = _printable(one.why)
            if logs.on_actions():
                print(logs.annotation(one.level, why, file=one.file, line=one.line, title=one.rule))
                continue
            where, message = f"{one.file}:{one.line}: ", f" {one.rule}: {why}{' [fix]' if one.fix else ''}"
            show.say(Text.assemble(where, (one.level, _COLOURS[one.level]), message))


def _printable(text: str) -> str:
    """Return a text of a list without the signs that would move a terminal's cursor, colour it or turn its lines."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
