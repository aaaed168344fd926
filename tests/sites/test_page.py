import base64
import hashlib
import json
import re
from html.parser import HTMLParser

from hypothesis import given, settings

from curator.proposals.queue import NOTHING
from tests.fakes import hostile_text
from tests.sites.pages import HOSTILE, METHODS, RECORDS, page, record


class Reader(HTMLParser):
    """The elements of a page, and the text of those that hold code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inner: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.inner.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def test_the_policy_allows_the_pages_own_style_and_script_by_their_digests_and_nothing_else() -> None:
    read = Reader(page())
    (policy,) = [meta["content"] for meta in read.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    style, _, script = read.inner
    assert policy is not None
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts.pop("default-src") == parts.pop("base-uri") == parts.pop("form-action") == "'none'"
    digests = {name: f"'sha256-{digest(text)}'" for name, text in (("style-src", style), ("script-src", script))}
    assert parts == digests


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_nothing_is_fetched_and_no_attribute_acts() -> None:
    read = Reader(page())
    assert [script.get("src") for script in read.all("script")] == [None, None]
    assert not read.all("img")
    assert [link["href"] for link in read.all("link")] == ["feed.xml"]
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on") or name == "style"]
    assert not re.search(r"url\(|@import", page())


@given(hostile_text)
@settings(max_examples=40, deadline=None)
def test_no_title_adds_an_element_and_each_is_read_back_as_it_was(title: str) -> None:
    before = [tag for tag, _ in Reader(page(RECORDS[:1], NOTHING)).tags]
    read = Reader(page([record(1, title, (title, title))], NOTHING))
    assert [tag for tag, _ in read.tags] == before
    data = json.loads(read.inner[1])
    assert data["papers"][0][0] == title


def test_sections_are_named_by_the_shortest_ends_that_tell_them_apart() -> None:
    records = [record(1, "a", ("A", "Surveys")), record(2, "b", ("B", "Surveys")), record(3, "c", ("B", "Tests"))]
    data = json.loads(Reader(page([*records, record(4, "d", ("Tests",))])).inner[1])
    assert data["sections"] == ["A › Surveys", "B › Surveys", "B › Tests", "Tests"]


def test_one_paper_is_no_papers() -> None:
    assert "<p>1 paper in 1 section.</p>" in page(RECORDS[:1])
    assert "<p>59 papers in 2 sections.</p>" in page()


def test_many_authors_are_cut_short() -> None:
    names = tuple(f"Author {n}" for n in range(9))
    data = json.loads(Reader(page([record(1, "a", METHODS, authors=names)])).inner[1])
    assert data["papers"][0][4] == "Author 0, Author 1, Author 2, Author 3, et al."


def test_what_waits_is_shown_with_its_evidence_and_left_out_where_nothing_waits() -> None:
    assert 'id="pending"' in page()
    assert "nearest papers of the list" in page()
    assert "nobody knows" in page()
    assert 'id="pending"' not in page(pending=NOTHING)
    assert HOSTILE not in page()


def test_growth_is_drawn_where_there_is_some() -> None:
    assert "<figure><svg" in page()
    assert ">1,600<" in page()
    assert 'id="growth"' not in page(months=1)
