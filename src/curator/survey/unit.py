"""One entry with what is needed to write another like it."""

from dataclasses import dataclass

from curator.records import Span
from curator.survey import titles
from curator.survey.blocks import Block
from curator.survey.inline import Link


@dataclass(slots=True)
class Unit:
    """An entry in its source.

    `text` is the source of its lines; `title` the title's place in it; `links` those of `text`; `heading` the index of
    the heading it stands under; `block` what it is made of; `cells` the places of a row's cells.
    """

    text: str
    span: Span
    title: titles.Span
    links: list[Link]
    heading: int
    block: Block
    arxiv_id: str = ""
    cells: tuple[titles.Span, ...] = ()
    date: str = ""

    @property
    def name(self) -> str:
        """The title as a reader sees it."""
        return titles.clean(self.text[self.title[0] : self.title[1]])
