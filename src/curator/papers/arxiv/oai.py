"""arXiv's OAI-PMH: what changed in a category since a day, also long after its feed has gone."""

from collections.abc import Iterable, Iterator
from datetime import date

from curator.errors import FeedError
from curator.papers.arxiv.client import Client
from curator.papers.arxiv.parser import Batch, parse_oai
from curator.papers.store import PaperTable
from curator.types import Paper

_PHYSICS = frozenset(
    "astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph".split()  # noqa: SIM905
)
_PAGES = 100  # a week of the largest category has about ten


def changed_since(client: Client, url: str, category: str, since: date) -> Iterator[Paper]:
    """Yield the papers of a category whose records changed on or after a day, new ones among them, page by page.

    Raises FeedError when a page is not to be had: then what came before it is not all there is.
    """
    question = {"verb": "ListRecords", "metadataPrefix": "arXiv", "set": set_name(category), "from": since.isoformat()}
    for _ in range(_PAGES):
        batch = client.get(url, parse_oai, question).value or Batch(())
        yield from batch.papers
        if not batch.token:
            return
        question = {"verb": "ListRecords", "resumptionToken": batch.token}
    raise FeedError(f"{url}: more than {_PAGES} pages for {category} since {since}. Lower days_back in [arxiv].")


def complete(table: PaperTable, client: Client, url: str, categories: Iterable[str], since: date) -> None:
    """Write all that was submitted to these categories since a day to the table, or nothing.

    Of older papers only those that changed would come, so none of them is stored: how rare entries are is learnt from a
    table that holds all papers of a time. Raises FeedError when arXiv stops answering.
    """
    changed = (paper for category in categories for paper in changed_since(client, url, category, since))
    table.upsert([paper for paper in changed if paper.announced and paper.announced >= since])


def set_name(category: str) -> str:
    """Return the set of a category, such as `cs:cs:CL`, `physics:hep-th` or, of an archive, `math`."""
    archive, _, subject = category.partition(".")
    group = "physics" if archive in _PHYSICS else archive
    parts = (group, archive, subject) if subject else (group, archive) if group != archive else (group,)
    return ":".join(parts)
