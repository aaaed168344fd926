"""`curator init`: set curator up for a list, in its checkout."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import AsJson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curator.setup.categories import Categories
    from curator.use_cases.init import SetUp


_FEW = 5
"""Papers of a list that say little of where its others are announced."""


def init(
    papers: Annotated[
        Path | None,
        typer.Option(help="Look the list's papers up in this file; arXiv is not asked.", metavar="PAPERS"),
    ] = None,
    category: Annotated[
        list[str] | None,
        typer.Option(
            help="A category of arXiv to read, may be repeated; else those of the list's papers.", metavar="CATEGORY"
        ),
    ] = None,
    source: Annotated[
        str,
        typer.Option(
            help="Where curator's own workflows are; else where this release was made.", metavar="OWNER/NAME@REF"
        ),
    ] = "",
    json: AsJson = False,
) -> None:
    """Look at the list in this folder, write the files that curator needs beside it, and say what is left to do.

    Nothing that is there is overwritten; the same command again changes nothing.
    """
    from curator.cli import show
    from curator.use_cases import init as setting_up

    where = setting_up.source(source) if source else setting_up.published()
    done = setting_up.init(Path(), papers=papers, named=category or (), source=where, steps=show.step)
    if json:
        show.print_json(asdict(done))
        return
    for about, text in _lines(done):
        show.say(f"{about:<11} {text}")
    show.say("\nleft to do")
    for number, (what, why) in enumerate(done.to_do, 1):
        show.say(f"{number:>3}. {what}" + (f"\n       {why}" if why else ""))


def _lines(done: "SetUp") -> "Iterator[tuple[str, str]]":
    """Yield what was found and done, by what it is about."""
    from curator.setup import listing

    looked, known = done.looked, done.categories
    names = listing.patterns(looked.files, looked.left_out)
    sizes = f"{looked.entries} entries, {looked.linked} with a link to arXiv; sections: {looked.sections}"
    many = f"{len(looked.files)} files; " if len(names) < len(looked.files) else ""
    yield "list", f"{', '.join(names)} ({many}{sizes})"
    yield from (("left out", f"{name}: {why}") for name, why in looked.left_out.items())
    grown = "" if looked.grown is None else f"; {looked.grown:+} entries within a year"
    commits = f"commits: {looked.commits}, the first on {looked.since}{grown}"
    yield "history", commits if looked.commits else "no commit holds the list: commit it before the first night"
    if looked.form:
        form = f"entries written by the form of the others are {looked.form.similarity:.0%} alike"
        yield "form", f"{form}; {looked.form.familiar:.0%} have a form that the list has (`curator style --check`)"
    yield "language", looked.language
    yield "categories", _announced(known)
    if done.terms:
        words = ", ".join(f"{one.rule} {one.listed:.0%} ({one.others:.1%})" for one in done.terms)
        yield "words", f"{words} of the list's titles (of others'): offered as rules, in a comment of curator.toml"
    yield from (("wrote", name) for name in done.written)
    yield from (("kept", name) for name in done.kept)


def _announced(known: "Categories") -> str:
    """Say how much of the list is announced in its categories, where that is known."""
    from curator.proposals.wording import count

    if not known.known:
        return f"{', '.join(known.shares)}; how much of the list they announce is not known yet"
    shares = ", ".join(f"{name} {share:.0%}" for name, share in known.shares.items())
    few = "; few to choose by: see that these are right" if known.known < _FEW else ""
    return f"{shares}; together {known.reach:.0%} of the list's {count(known.known, 'known paper')}{few}"
