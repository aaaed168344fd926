"""`curator demo`: the main job on the example, or on a copy of one's own list."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from curator.use_cases.demo import Evening


def demo(
    list_: Annotated[
        Path | None,
        typer.Argument(
            metavar="[LIST]",
            help="A list of your own, a file or the folder of its repository; it is copied, never changed.",
            show_default=False,
        ),
    ] = None,
    folder: Annotated[Path, typer.Option(help="Where the demo's repository is made anew.", metavar="FOLDER")] = Path(
        "demo"
    ),
) -> None:
    """Show what a night does: in a repository made for it, on one real evening of arXiv, without network."""
    from curator.cli import show, show_night
    from curator.use_cases import demo as use_case

    evening = use_case.evening(list_)
    show.say(_scene(evening))  # a path stays whole
    training, night = use_case.demo(folder, evening, show.step)
    unlisted = len(training.examples) - training.listed
    show.say(f"Learnt from {training.listed:,} papers of the list and {unlisted:,} that it left out.\n")
    show_night.night(night)
    if night.proposal:
        show.say(f"As git shows it: git -C {folder} show {night.proposal.branch}")
    if list_:
        show.say(_wanting(evening, training.listed))


def _scene(evening: "Evening") -> str:
    """Say where and when one is."""
    entries, papers = len(evening.entries), len(evening.feed.papers)
    return (
        f"You are the maintainer of {evening.title}, on the evening of {evening.day.day} {evening.day:%B %Y}. "
        f"The list has {entries:,} entries; arXiv has announced {papers:,} papers in {_categories(evening)} "
        "today, and every night ranks those of the last four weeks."
    )


def _categories(evening: "Evening") -> str:
    """Name the categories as a sentence does."""
    *others, last = evening.categories
    return f"{', '.join(others)} and {last}" if others else last


def _wanting(evening: "Evening", papers: int) -> str:
    """Say what was not at hand for a list of one's own, and what gets it."""
    return (
        "\nThis went by titles alone, all that the demo has of your papers, so it is less sure than it could be, and "
        f"more often wrong; and of arXiv it has {_categories(evening)}, whatever your list is about.\n"
        f"arXiv gives abstracts, authors and dates of {evening.linked:,} of your {papers:,} papers: in your list's "
        "repository, `curator papers fetch` asks for them, `curator train` learns from them, and `curator nightly` "
        "does this with what arXiv announces."
    )
