import codecs
import csv
import io
import json
from dataclasses import replace
from datetime import date
from itertools import accumulate
from xml.etree import ElementTree

import pandas as pd
from hypothesis import given, settings

from curator import site
from tests.fakes import hostile_text
from tests.sites.pages import HOSTILE, METHODS, RECORDS, record

ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = date(2026, 3, 2)


def test_json_has_all_that_is_known() -> None:
    facts = json.loads(site.to_json(RECORDS))
    assert len(facts) == len(RECORDS)
    assert (facts[0]["title"], facts[0]["sections"]) == ("Pruning Crème Networks", [["All", "Methods"]])
    assert json.loads(site.to_json([replace(RECORDS[0], added=TODAY)]))[0]["added"] == "2026-03-02"


def read(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text.encode().decode("utf-8-sig"), newline=""))]


def test_csv_opens_in_a_spreadsheet_with_its_accents_and_in_pandas_with_its_columns() -> None:
    data = site.to_csv(RECORDS[:1]).encode()
    assert data.startswith(codecs.BOM_UTF8)
    for text in (data, data.removeprefix(codecs.BOM_UTF8)):
        table = pd.read_csv(io.BytesIO(text), dtype=str)
        assert (table.columns[0], table.title[0]) == ("arxiv_id", "Pruning Crème Networks")


@given(hostile_text)
@settings(max_examples=60)
def test_csv_reads_back_and_no_value_is_a_formula(title: str) -> None:
    rows = read(site.to_csv([replace(record(1, title), added=TODAY)]))
    (row,) = rows
    assert row["title"].removeprefix("'") == title.removeprefix("'") or row["title"] == f"'{title}"
    assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row["section"] == "All / Methods"


def test_csv_has_a_line_for_each_section() -> None:
    rows = read(site.to_csv(RECORDS[2:3]))
    assert [row["section"] for row in rows] == ["All / Tests & <b>More</b>", "All / Methods"]


@given(hostile_text)
@settings(max_examples=60)
def test_bibtex_braces_balance_whatever_the_title_and_a_backslash_hides_none(title: str) -> None:
    text = site.to_bibtex([record(1, title, authors=(title,))])
    depths = [*accumulate({"{": 1, "}": -1}.get(letter, 0) for letter in text)]
    assert all(depths[text.index("{") : text.rindex("}")])
    assert depths[-1] == 0


def test_in_bibtex_no_sign_of_a_title_acts() -> None:
    text = site.to_bibtex([record(1, r"A }: {B $x^2$ 5% \input{c} & d_e #1 ~", authors=("Ann & Bob", "et al."))])
    title = text.split("title = {{")[1].split("}},\n")[0]
    assert title == (
        r"A \textbraceright{}: \textbraceleft{}B \$x\^{}2\$ 5\% \textbackslash{}input\textbraceleft{}c"
        r"\textbraceright{} \& d\_e \#1 \~{}"
    )
    assert r"author = {Ann \& Bob and others}" in text


def test_bibtex_names_arxiv_papers_by_their_ids_and_others_by_their_place() -> None:
    other = replace(RECORDS[0], id="", url="https://a.org/x", published="")  # type: ignore[arg-type]
    text = site.to_bibtex([RECORDS[0], other])
    assert "@misc{2402.00001,\n  title = {{Pruning Crème Networks}},\n  author = {Ann Lee}," in text
    assert "eprint = {2402.00001}" in text
    assert "@misc{paper2,\n  title = {{Pruning Crème Networks}}," in text
    assert "year" not in text.split("@misc")[2]


def test_the_feed_has_the_newest_first() -> None:
    days = [replace(RECORDS[n], added=date(2026, 1, n + 1)) for n in range(3)]
    root = ElementTree.fromstring(site.to_atom("A & B", [*days, *RECORDS[4:6]], TODAY))
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == ["A Benchmark", HOSTILE, "Pruning Crème Networks"]
    assert root.findtext(f"{ATOM}updated") == "2026-01-03T00:00:00Z"
    assert root.findtext(f"{ATOM}title") == "A & B"


def test_where_no_day_is_known_months_order_the_feed() -> None:
    months = [replace(RECORDS[n], published=month) for n, month in enumerate(("2024-03", "2025", "2024-07"))]
    root = ElementTree.fromstring(site.to_atom("L", months, TODAY))
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == ["A Benchmark", "Pruning Crème Networks"]
    assert root.findtext(f"{ATOM}updated") == "2024-07-01T00:00:00Z"


@given(hostile_text)
@settings(max_examples=60)
def test_no_title_breaks_the_feed(title: str) -> None:
    one = replace(record(1, title, METHODS, url=""), published="2024-01-03")
    root = ElementTree.fromstring(site.to_atom(title, [one], TODAY))
    assert len(list(root.iter(f"{ATOM}entry"))) == 1


def test_a_feed_of_nothing_is_a_feed_and_says_the_same_all_year() -> None:
    assert site.to_atom("L", [], TODAY) == site.to_atom("L", [], date(2026, 9, 9))
    assert ElementTree.fromstring(site.to_atom("L", [], TODAY)).findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"
