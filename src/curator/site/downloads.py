"""Records → files for other programs: BibTeX, CSV, JSON, an Atom feed (RFC 4287)."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

from curator.site.records import Record

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "&": r"\&", "%": r"\%",
    "#": r"\#", "$": r"\$", "_": r"\_", "~": r"\~{}", "^": r"\^{}",
}  # fmt: skip
"""What is special in TeX. BibTeX counts braces behind a backslash, too, so that none may stand there alone."""

_NEWEST = 50
_UNSAFE = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def to_json(records: Sequence[Record]) -> str:
    """Return all that is known of each paper."""
    return json.dumps([_facts(record) for record in records], ensure_ascii=False, indent=1) + "\n"


def _facts(record: Record) -> dict[str, object]:
    paper = record.paper
    return {
        "arxiv_id": record.id,
        "title": record.title,
        "url": record.url,
        "sections": record.sections,
        "authors": paper.authors,
        "date": record.published,
        "added": record.added.isoformat() if record.added else None,
        "categories": paper.categories,
        "abstract": paper.abstract,
    }


def to_csv(records: Sequence[Record]) -> str:
    """Return one line for each paper and section, for spreadsheets: what would be a formula there is quoted.

    Excel reads UTF-8 only after a byte-order mark, and would turn every accent into two signs; pandas drops it.
    """
    out = io.StringIO("\ufeffarxiv_id,title,section,date,added,categories,authors,url\r\n", newline="")
    out.seek(0, io.SEEK_END)
    lines = (_line(record, path) for record in records for path in record.sections)
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(lines)
    return out.getvalue()


def _line(record: Record, path: Sequence[str]) -> list[str]:
    paper = record.paper
    added = record.added.isoformat() if record.added else ""
    values = [record.id, record.title, " / ".join(path), record.published, added, " ".join(paper.categories),
              "; ".join(paper.authors), record.url]  # fmt: skip
    return [f"'{value}" if value.startswith(_UNSAFE) else value for value in values]


def to_bibtex(records: Sequence[Record]) -> str:
    """Return an entry for each paper, its title's case kept."""
    return "\n".join(_entry(number, record) for number, record in enumerate(records, 1))


def _entry(number: int, record: Record) -> str:
    fields = {"title": f"{{{_tex(record.title)}}}", "author": " and ".join(map(_name, record.paper.authors)),
              "year": record.published[:4], "url": record.url.replace("{", "%7B").replace("}", "%7D")}  # fmt: skip
    if record.id:
        fields |= {"eprint": record.id, "archiveprefix": "arXiv"}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    name = re.sub(r"[^\w.-]", "-", record.id) or f"paper{number}"
    return "\n".join([f"@misc{{{name},", *lines, "}", ""])


def _name(author: str) -> str:
    return "others" if author.strip(" .").casefold() == "et al" else _tex(author)


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in _CONTROL.sub(" ", text))


def to_atom(title: str, records: Sequence[Record], today: date) -> str:
    """Return a feed of the papers that came to the list last; without such days, of the newest papers.

    Where no day is known at all, the first of a paper's month stands for it.
    """
    dated = [one for one in records if _day(one)] or [replace(one, published=_first(one)) for one in records]
    newest = sorted(filter(_day, dated), key=_day, reverse=True)[:_NEWEST]
    entries = "".join(_item(record) for record in newest)
    updated = _stamp(_day(newest[0])) if newest else f"{datetime(today.year, 1, 1, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{_xml(title)}</title><id>urn:curator:{_xml(title.replace(' ', '-'))}</id>"
        f"<updated>{updated}</updated><author><name>{_xml(title)}</name></author>{entries}</feed>\n"
    )


def _item(record: Record) -> str:
    stamp, where = _stamp(_day(record)), " / ".join(record.sections[0])
    name = record.url or f"urn:curator:{record.title}"
    link = f'<link href="{_xml(record.url)}"/>' if record.url else ""
    people = "".join(f"<author><name>{_xml(name)}</name></author>" for name in record.paper.authors)
    return (
        f"\n<entry><title>{_xml(record.title)}</title><id>{_xml(name)}</id>{link}<updated>{stamp}</updated>{people}"
        f'<category term="{_xml(where)}"/><summary>{_xml(record.paper.abstract)}</summary></entry>'
    )


def _day(record: Record) -> str:
    if record.added:
        return record.added.isoformat()
    return record.published if len(record.published) == len("2026-01-01") else ""


def _first(record: Record) -> str:
    """Return the first day of the month that a paper came out in, nothing where that is not known."""
    return f"{record.published}-01" if len(record.published) == len("2026-01") else ""


def _stamp(day: str) -> str:
    return f"{day}T00:00:00Z"


def _xml(text: str) -> str:
    return escape(_CONTROL.sub(" ", text))
