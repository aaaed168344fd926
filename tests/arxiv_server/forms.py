"""The exact forms in which arXiv writes papers."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape, quoteattr

from curator.types import Paper

_ATOM = "http://www.w3.org/2005/Atom"
_SCHEMA = "http://arxiv.org/schemas/atom"
_DC = "http://purl.org/dc/elements/1.1/"


def atom(categories: Sequence[str], day: date, papers: Iterable[Paper]) -> str:
    """Return an announcement feed in Atom."""
    names, query = ", ".join(categories), "+".join(categories)
    return (
        f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="{_SCHEMA}" xmlns:dc="{_DC}" xmlns="{_ATOM}" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/{query}</id>
  <title>{names} updates on arXiv.org</title>
  <updated>{day}T04:00:11.204513+00:00</updated>
  <link href="http://rss.arxiv.org/atom/{query}" rel="self" type="application/atom+xml"/>
  <subtitle>{names} updates on the arXiv.org e-print archive.</subtitle>
"""
        + "".join(_atom_entry(paper, day) for paper in papers)
        + "</feed>\n"
    )


def _atom_entry(paper: Paper, day: date) -> str:
    return f"""  <entry>
    <id>oai:arXiv.org:{paper.id}v1</id>
    <title>{escape(paper.title)}</title>
    <updated>{day}T04:00:11.208421+00:00</updated>
    <link href="https://arxiv.org/abs/{paper.id}" rel="alternate" type="text/html"/>
    <summary>{escape(_summary(paper))}</summary>
    {_terms(paper)}
    <published>{day}T00:00:00-04:00</published>
    <arxiv:announce_type>{paper.announce_type}</arxiv:announce_type>
    <dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
    <dc:creator>{escape(", ".join(paper.authors))}</dc:creator>
  </entry>
"""


def rss(categories: Sequence[str], day: date, papers: Iterable[Paper]) -> str:
    """Return an announcement feed in RSS."""
    names, query = ", ".join(categories), "+".join(categories)
    items = "".join(_rss_item(paper, day) for paper in papers)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="{_SCHEMA}" xmlns:dc="{_DC}" xmlns:atom="{_ATOM}" version="2.0">
  <channel>
    <title>{names} updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/{query}</link>
    <description>{names} updates on the arXiv.org e-print archive.</description>
    <language>en-us</language>
    <pubDate>{day:%a, %d %b %Y} 00:00:00 -0400</pubDate>
    <skipDays><day>Saturday</day><day>Sunday</day></skipDays>
{items}  </channel>
</rss>
"""


def _rss_item(paper: Paper, day: date) -> str:
    categories = "".join(f"<category>{category}</category>" for category in paper.categories)
    return f"""    <item>
      <title>{escape(paper.title)}</title>
      <link>https://arxiv.org/abs/{paper.id}</link>
      <description>{escape(_summary(paper))}</description>
      <guid isPermaLink="false">oai:arXiv.org:{paper.id}v1</guid>
      {categories}
      <pubDate>{day:%a, %d %b %Y} 00:00:00 -0400</pubDate>
      <arxiv:announce_type>{paper.announce_type}</arxiv:announce_type>
      <dc:creator>{escape(", ".join(paper.authors))}</dc:creator>
    </item>
"""


def refused_feed(query: str, day: date) -> str:
    """Return the feed that arXiv gives for a category it does not know."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="{_ATOM}" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/{escape(query)}</id>
  <title>Feed error for query: http://rss.arxiv.org/atom/{escape(query)}</title>
  <updated>{day}T04:00:11.204513+00:00</updated>
  <subtitle>Invalid archive or subject class '{escape(query)}'.</subtitle>
</feed>
"""


def api(query: str, papers: Sequence[Paper], total: int, start: int, version: int = 1) -> str:
    """Return an answer of the query API: titles and abstracts wrapped, each author alone."""
    return (
        f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="{_SCHEMA}" xmlns="{_ATOM}">
  <id>https://arxiv.org/api/made+up</id>
  <title>arXiv Query: {escape(query)}</title>
  <updated>2031-05-07T11:12:13Z</updated>
  <link href={quoteattr("https://arxiv.org/api/query?" + query)} type="application/atom+xml"/>
  <opensearch:itemsPerPage>{len(papers)}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
"""
        + "".join(_api_entry(paper, version) for paper in papers)
        + "</feed>\n"
    )


def _api_entry(paper: Paper, version: int) -> str:
    authors = "".join(f"    <author>\n      <name>{escape(name)}</name>\n    </author>\n" for name in paper.authors)
    return f"""  <entry>
    <id>http://arxiv.org/abs/{paper.id}v{version}</id>
    <title>{escape(paper.title.replace(" ", chr(10) + "  ", 1))}</title>
    <updated>{paper.announced}T13:46:39Z</updated>
    <link href="https://arxiv.org/abs/{paper.id}v{version}" rel="alternate" type="text/html"/>
    <summary>  {escape(paper.abstract.replace(" ", chr(10)))}
</summary>
    {_terms(paper)}
    <published>{_submitted(paper)}T13:46:39Z</published>
    <arxiv:comment>{escape(paper.comment)}</arxiv:comment>
    <arxiv:primary_category term="{paper.categories[0]}"/>
{authors}  </entry>
"""


def api_error(message: str) -> str:
    """Return the query API's error: a feed with one entry, as if one paper had been found."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="{_ATOM}">
  <title>arXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=10</title>
  <updated>2031-05-07T11:12:13Z</updated>
  <opensearch:totalResults>1</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  <entry>
    <id>http://arxiv.org/api/errors#{message.replace(" ", "_")}</id>
    <title>Error</title>
    <summary>{escape(message)}</summary>
    <updated>2031-05-07T00:00:00-04:00</updated>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
</feed>
"""


def oai(papers: Iterable[Paper], token: str, total: int) -> str:
    """Return an answer to ListRecords; the last page has an empty token, as the protocol has it."""
    records = "".join(map(_oai_record, papers))
    resumption = f'<resumptionToken completeListSize="{total}">{escape(token)}</resumptionToken>'
    return _oai(f"<ListRecords>\n{records}{resumption}</ListRecords>")


def oai_error(code: str, message: str) -> str:
    """Return an error of OAI-PMH."""
    return _oai(f'<error code="{code}">{escape(message)}</error>')


def _oai(inner: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <responseDate>2031-05-07T11:12:13Z</responseDate>
  <request verb="ListRecords">http://oaipmh.arxiv.org/oai</request>
  {inner}
</OAI-PMH>
"""


def _oai_record(paper: Paper) -> str:
    names = (name.rpartition(" ") for name in paper.authors)
    authors = "".join(
        f"<author><keyname>{escape(last)}</keyname><forenames>{escape(first)}</forenames></author>"
        for first, _, last in names
    )
    return f"""    <record>
      <header>
        <identifier>oai:arXiv.org:{paper.id}</identifier>
        <datestamp>{paper.announced}</datestamp>
      </header>
      <metadata>
        <arXiv xmlns="http://arxiv.org/OAI/arXiv/">
          <id>{paper.id}</id>
          <created>{_submitted(paper)}</created>
          <authors>{authors}</authors>
          <title>{escape(paper.title)}</title>
          <categories>{" ".join(paper.categories)}</categories>
          <comments>{escape(paper.comment)}</comments>
          <abstract>  {escape(paper.abstract)}
</abstract>
        </arXiv>
      </metadata>
    </record>
"""


def _summary(paper: Paper) -> str:
    return f"arXiv:{paper.id}v1 Announce Type: {paper.announce_type} \nAbstract: {paper.abstract}"


def _submitted(paper: Paper) -> date:
    """Return a day well before the announcement, as a weekend or a check by a moderator makes it."""
    return (paper.announced or date(2031, 5, 1)) - timedelta(days=4)


def _terms(paper: Paper) -> str:
    return "".join(f'<category term="{category}" scheme="{_SCHEMA}"/>' for category in paper.categories)
