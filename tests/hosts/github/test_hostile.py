"""Whatever titles and other words say, nothing of it acts on GitHub: not in the body, the list or the commit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from curator.lists import parse_all
from curator.proposals import body, drafting
from curator.types import Choice, Decision, Evidence, PaperId, Suggestion
from tests.fakes import paper
from tests.github_bot import BRANCH, LIST, METHODS, Bot, Server, good, identity, question, stand_in

CORPUS = [
    "@octocat thinks",
    "(@octocat/team)",
    "a@b.example and x@octocat",
    "fixes #1",
    "Closes: #12, resolves GH-7",
    "octocat/hello-world#33",
    "octocat/hello-world@1234567890abcdef1234567890abcdef12345678",
    "see 1234567890abcdef1234567890abcdef12345678 or deadbeef",
    "https://github.com/octocat/hello-world/issues/1",
    "http://evil.example www.evil.example evil.example/x ftp://evil.example mailto:a@b.example",
    "<script>alert(1)</script><img src=https://evil.example/x.png onerror=alert(1)>",
    "</details></td></table><h1>Owned</h1>",
    "<!-- curator: rebuild --> - [x] Rebuild <!-- curator: rebuild -->",
    "--> <!--",
    "![x](https://evil.example/x.png) [y](https://evil.example) [z][1] <https://evil.example>",
    "[1]: https://evil.example 'x'",
    "a | b | c \\| d",
    "``` fence ~~~ `code` ``",
    "\n\n# Heading\n\n- [x] ticked\n1. one\n> quote\n---\n",
    "\r\nreturns\r and\u2028separators\u2029and\u0085more",
    "right\u202eto\u202dleft\u2066and\u2069marks\u200e\u200f\u061c",
    "zero\u200bwidth\u200d\ufeffjoin\u00ad",
    "nul\x00 bell\x07 escape\x1b[31m",
    "&lt;b&gt; &#64;octocat &commat;octocat &num;1",
    "\\@octocat \\#1 \\[x](y)",
    "$\\href{https://evil.example}{x}$ and $$x$$",
    ":tada: :octocat:",
    "*emphasis* __strong__ ~~struck~~ <u>under</u>",
    "[^1] [^1]: footnote",
    "> [!WARNING]\n> Alert",
    "ＧＨ－７ ＠octocat ＃1",
    "Fixes\u00a0#1 fixes\u2003#2",
    "x" * 10_000,
    "@octocat #1 " * 900,
    "\U0001f600 emoji, 中文, עברית, é",
]

TAGS = {
    "p",
    "h3",
    "a",
    "ul",
    "li",
    "input",
    "details",
    "summary",
    "br",
    "strong",
}
ACTS = re.compile(
    r"(?<![\w`])@[a-z\d]|\B#\d|\bGH-\d|\w#\d|\b[0-9a-f]{7,40}\b|://\w|\bwww\.\w|\b[\w.+-]+@[\w-]+\.\w|:[a-z]+:(?=\W|$)",
    re.IGNORECASE,
)

HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x1b]")


class Page(HTMLParser):
    """The tags, links and text of a rendered page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.boxes = {"checked": 0, "empty": 0}
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.tags.add(tag)
        if tag == "a":
            self.links.add(facts.get("href") or "")
        if tag == "input":
            self.boxes["checked" if "checked" in facts else "empty"] += 1

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.text += "\n"


def rendered(text: str) -> Page:
    """Render as GitHub does, raw HTML included, so that any that got through is seen."""
    return Page(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))


def hostile(title: str) -> Decision:
    """Return a decision in which everything that comes from outside says the same."""
    evidence = Evidence((title, title), (title,))
    one = paper(1, f"T {title}", abstract=title, comment=title, authors=(title,))
    return Decision(
        (Suggestion(one, 0.9, (Choice(METHODS, 0.8), Choice((title or "x",), 0.1)), evidence),),
        (Suggestion(replace(one, id=PaperId("2603.00002")), 0.7, (Choice((title or "x", "y"), 0.4),), evidence),),
        7,
    )


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_nothing_acts_in_the_body(number: int) -> None:
    page = rendered(body.render(hostile(CORPUS[number]), "Read from arXiv: 1 paper."))
    assert page.tags <= TAGS
    assert page.links == {f"https://arxiv.org/abs/{identity(1)}", f"https://arxiv.org/abs/{identity(2)}"}
    assert page.boxes == {"checked": 1, "empty": 3}
    assert not ACTS.search(page.text), ACTS.search(page.text)
    assert not HIDDEN.search(page.text)


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_nothing_acts_in_the_list(number: int) -> None:
    """Look for what a file can do: GitHub finds mentions and references in conversations and commits alone."""
    before = rendered(LIST)
    drafted = drafting.draft(hostile(CORPUS[number]), parse_all({"README.md": LIST}), branch="b", source="")
    assert drafted
    page = rendered(drafted.changes[0].after)
    assert page.tags == before.tags
    assert page.links - before.links == {f"https://arxiv.org/abs/{identity(1)}"}
    assert page.boxes == before.boxes
    assert not HIDDEN.search(page.text)


@pytest.mark.parametrize("number", range(len(CORPUS)))
def test_nothing_acts_in_the_commit_message_or_the_pull_request_s_title(number: int) -> None:
    text = body.message(hostile(CORPUS[number]))
    assert not ACTS.search(text), ACTS.search(text)
    assert body.title(hostile(CORPUS[number])) == "Add 1 paper, ask about 1"


@pytest.fixture
def github(tmp_path: Path) -> Iterator[Server]:
    with stand_in(tmp_path / "github") as one:
        yield one


def test_the_whole_corpus_goes_through_a_night_and_adds_one_line_each(github: Server, tmp_path: Path) -> None:
    bot = Bot(github, tmp_path / "list", "[suggest]\nat_most = 100\n")
    papers = [good(number, title=f"T {title}") for number, title in enumerate(CORPUS, 1)]
    assert bot.night(*papers, ask=[question(90)]) == 0
    one = bot.maintainer.the_pull()
    assert (one["additions"], one["deletions"]) == (len(CORPUS), 0)
    assert len(bot.listed(BRANCH)) == len(CORPUS)
    page = rendered(one["body"])
    assert page.tags <= TAGS
    assert page.boxes == {"checked": len(CORPUS), "empty": len(CORPUS) + 4}
    assert not ACTS.search(page.text)
