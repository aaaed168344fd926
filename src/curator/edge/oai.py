"""arXiv's OAI-PMH: what changed in a category since a day, also long after its feed has gone."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from curator.edge.http import Client
from curator.edge.papertable import PaperTable
from curator.errors import FeedError
from curator.feed import Batch, parse_oai
from curator.records import Paper

_PHYSICS = frozenset(
    "astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph".split()  # noqa: SIM905
)
_AT_ONCE = 500  # papers written in one transaction
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


def complete(table: PaperTable, client: Client, url: str, categories: Iterable[str], since: date) -> int:
    """Write what was submitted to these categories since a day to the table; return how many papers came.

    Raises FeedError when arXiv stops answering; what came stays written. Of older papers only those that changed would
    come, so none of them is kept: a table holds all of a time or nothing.
    """
    count = 0
    for category in categories:
        fresh = (one for one in changed_since(client, url, category, since) if one.announced and one.announced >= since)
        while some := tuple(islice(fresh, _AT_ONCE)):
            table.upsert(some)
            count += len(some)
    return count


def set_name(category: str) -> str:
    """Return the set of a category, such as `cs:cs:CL`, `physics:hep-th` or, of an archive, `math`."""
    archive, _, subject = category.partition(".")
    group = "physics" if archive in _PHYSICS else archive
    parts = (group, archive, subject) if subject else (group, archive) if group != archive else (group,)
    return ":".join(parts)
