import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from curator.proposals import body, notices, review, wording
from curator.proposals.instructions import Instructions
from curator.types import Choice, Decision, Evidence, PaperId, Suggestion, Topic
from tests import GOLDEN
from tests.fakes import hostile_text, paper, question, suggestion

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ACTIVE = re.compile(r"(?<!\w)@\w|#\d|GH-\d|://\w|\bwww\.\w|\b[0-9a-f]{7,40}\b", re.IGNORECASE)
BODIES = GOLDEN / "body"

DECISION = Decision(
    (
        suggestion(1, ("Methods", "Deep | wide"), Choice(("Data",), 0.1), evidence=Evidence(("reward", "@x"))),
        suggestion(2, ("Data",)),
        suggestion(3, ("Methods", "Deep | wide"), evidence=Evidence(("policy",), ("A near entry",))),
    ),
    (question(4, ("Methods",), ("Data",)), question(5)),
    12,
)


@given(hostile_text)
def test_inert_text_shows_as_written_and_is_nothing_but_text(text: str) -> None:
    tokens = MARKDOWN.parseInline(wording.inert(text))[0].children or []
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == wording.unlinked(text)


@given(hostile_text)
def test_nothing_in_unlinked_text_is_a_mention_reference_address_or_hash(text: str) -> None:
    assert not ACTIVE.search(wording.unlinked(text))


@given(hostile_text)
def test_unlinked_text_says_the_same_but_for_what_nobody_sees(text: str) -> None:
    assert wording.unlinked(text, 10**6).replace("\u2060", "") == " ".join(
        "".join(c for c in text if c.isspace() or c.isprintable() or c == "\u2060").replace("\u2060", "").split()
    )


@given(st.lists(hostile_text.filter(wording.unlinked), min_size=4, max_size=4))
def test_no_title_changes_what_a_body_consists_of(titles: list[str]) -> None:
    def tokens(title: str, word: str, neighbour: str, section: str) -> list[str]:
        one = replace(suggestion(1, ("A",)), paper=paper(1, title), evidence=Evidence((word,), (neighbour,)))
        decision = Decision((one,), (question(4, ("A", section)),), 1)
        emerging_topics = (Topic((word, "term"), (one.paper,)),)
        return [token.type for token in MARKDOWN.parse(body.render(decision, "", emerging_topics))]

    assert tokens(*titles) == tokens("title", "word", "neighbour", "section")


@pytest.mark.parametrize("name", ["body.md", "message.txt"])
def test_a_decision_reads_as_its_golden_file(name: str) -> None:
    topic = Topic(("gui", "mobile_agents", "@x"), (paper(4), paper(5), paper(1)))
    text = (
        body.render(DECISION, "Read from arXiv: 17 papers.", (topic,)) if name == "body.md" else body.message(DECISION)
    )
    assert text == (BODIES / name).read_text(encoding="utf8")


@pytest.mark.parametrize("cut", [slice(0, 200), slice(200, None)])
def test_a_body_that_was_cut_gets_the_bot_s_part_once(cut: slice) -> None:
    old, fresh = body.render(DECISION, "Read on Monday."), body.render(DECISION, "Read on Tuesday.")
    words = ("Mine, above.\n\n", "") if cut.start == 0 else ("", "\nMine, below.\n")
    now = body.joined(f"{words[0]}{old[cut]}{words[1]}", fresh)
    assert now.count(body.BEGIN) == now.count(body.END) == 1
    assert now == f"{words[0]}{fresh.rstrip()}\n{words[1]}"


@pytest.mark.parametrize("count", [200, 2000])
def test_a_body_stays_under_the_limit_and_keeps_its_footer(count: int) -> None:
    long = Evidence(("word",) * 20, ("A neighbour with a long title" * 5,) * 3)
    many = tuple(suggestion(number, ("A",), evidence=long) for number in range(count))
    text = body.render(Decision(many, (question(9, ("A",)),), 0), "")
    assert len(text) <= body.LIMIT
    assert "what you write within it goes with the next update.\n" in text[-150:]
    assert body.tells_the_same(text, text)


def test_what_passes_three_screens_of_a_phone_is_folded_and_the_likeliest_stands_first() -> None:
    def at(number: int, fit: float, **more: object) -> Suggestion:
        return replace(suggestion(number, ("A",)), fit=fit, **more)  # type: ignore[arg-type]

    few = body.render(Decision((at(1, 0.4), at(2, 0.6)), (), 0), "")
    assert "more paper" not in few
    assert few.index("2603.00002") < few.index("2603.00001")
    many = Decision(tuple(at(number, 0.9 - number / 100) for number in range(30)), (question(40, ("A",)),), 0)
    text = body.render(many, "")
    shown, _, folded = text.partition("more papers, fits")
    assert shown.count("**fits") + folded.partition("### Perhaps")[0].count("**fits") == 30
    assert sum(part.lines for part in review.suggested(many, many, ticks=True)[: shown.count("**fits")]) == body.SCREENS
    assert "<summary>1 more paper, fits 70%</summary>" in folded


def test_at_home_a_body_has_no_boxes_and_speaks_of_no_pull_request() -> None:
    text = body.render(DECISION, "", ticks=False)
    assert "[ ]" not in text
    assert "[x]" not in text
    assert "pull request" not in text
    assert "curator reject" in text
    assert "- or rather: Data, section 10%" in text


def test_a_paper_shows_its_authors_and_two_lines_of_its_abstract() -> None:
    names = ("Ada One", "Bo Two", "Cy Three", "Di Four")
    one = replace(suggestion(1), paper=paper(1, abstract="Word " * 100, authors=names))
    text = body.render(Decision((one,), (), 0), "")
    assert "\\\nAda One, Bo Two and 2 others\n" in text
    folded = text.partition("<summary>abstract</summary>")[2].partition("</details>")[0].strip()
    assert 150 < len(folded) <= 170
    three = replace(one, paper=paper(1, authors=names[:3]))
    assert "Ada One, Bo Two, Cy Three\n" in body.render(Decision((three,), (), 0), "")


def test_of_a_suggested_paper_sections_that_are_hardly_likely_are_folded_and_may_be_ticked_there() -> None:
    one = suggestion(1, ("Methods",), Choice(("Data",), 0.2), Choice(("Theory",), 0.01))
    text = body.render(Decision((one,), (), 0), "")
    shown, folded = text.partition("<details>")[::2]
    assert ("- [ ] Data" in shown, "Theory" in shown) == (True, False)
    assert "<summary>other sections" in folded
    assert "- [ ] Theory, section 1%" in folded.partition("</details>")[0]


def test_of_a_question_about_many_sections_three_stand_there_and_the_rest_is_folded() -> None:
    text = body.render(Decision((), (question(1, *((f"S{n}",) for n in range(9))),), 0), "")
    shown, _, folded = text.partition("<summary>6 other sections</summary>")
    assert shown.count("- [ ]") == 4
    assert folded.count("- [ ]") == 6


def test_a_title_counts_one_paper_as_one() -> None:
    assert body.title(Decision((suggestion(1),), (), 0)) == "Add 1 paper"
    assert body.title(DECISION) == "Add 3 papers, ask about 2"


@pytest.mark.parametrize("adds", [0, 1, 1000])
@pytest.mark.parametrize("asks", [0, 1, 1000])
def test_a_title_is_known_as_our_own_however_many_papers_it_counts(adds: int, asks: int) -> None:
    decision = Decision(tuple(map(suggestion, range(adds))), tuple(map(question, range(asks))), 0)
    assert body.is_own_title(body.title(decision))
    assert not body.is_own_title(f"{body.title(decision)} on robots")


@given(st.floats(0, 1))
def test_nothing_is_called_certain_or_impossible(probability: float) -> None:
    assert 1 <= int(wording.percent(probability).removesuffix("%")) <= 99


def test_a_long_title_is_cut() -> None:
    assert len(wording.unlinked("word " * 10_000)) == 300


def test_a_paper_is_linked_by_its_id() -> None:
    assert f"[{paper(1).id}](https://arxiv.org/abs/{paper(1).id})" in body.render(DECISION, "")


def test_a_notice_is_added_once_keeps_what_people_wrote_and_ends_with_its_box() -> None:
    text = body.render(DECISION, "").replace("\n", "\r\n") + "Mine.\r\n"
    for notice, words in ((notices.hands_off, "leaves this branch to you"), (notices.stale, "has stopped updating")):
        noticed = notice(text)
        assert noticed == notice(noticed)
        assert noticed.count(words) == 1
        assert "Mine.\n" in noticed
        assert noticed.splitlines()[-3].startswith("- [ ] ")
        assert noticed.splitlines()[-2:] == ["<!-- curator: end -->", "Mine."]
        assert len(notice("x" * body.LIMIT)) == body.LIMIT


def test_two_bodies_tell_the_same_where_papers_and_sections_are_the_same() -> None:
    told = body.render(DECISION, "Read on Monday.")
    assert body.tells_the_same(told, body.render(DECISION, "Read on Tuesday.").replace("\n", "\r\n"))
    assert not body.tells_the_same(told, body.render(replace(DECISION, questions=()), "Read on Monday."))
    assert not body.tells_the_same("", "")


def test_an_edit_changes_the_fingerprint_and_a_browser_s_line_ends_do_not() -> None:
    text = body.render(DECISION, "")
    assert body.fingerprint(text) == body.fingerprint(text.rstrip().replace("\n", "\r\n"))
    assert body.fingerprint(text) != body.fingerprint(text.replace("papers", "Papers"))


def test_a_reply_says_what_each_tick_came_to_and_nothing_without_one() -> None:
    two, one, three = (PaperId(f"2603.0000{number}") for number in (2, 1, 3))
    found = Instructions({two: (("B", "c|d"), ("C",)), one: (("A",),)}, frozenset({three}))
    assert body.reply(body.replies(found), {"rebuild", "resume"}, {"2603.00005", "2603.00004"}, {"2603.00006"}) == (
        "As ticked: 2603.00001 joins A; 2603.00002 joins B › c\\|d, C; 2603.00003 is turned down; "
        "the branch is curator's again; updates go on. "
        "Dropped, since nobody answered for 30 days: 2603.00004, 2603.00005. Withdrawn by their authors: 2603.00006."
    )
    assert not body.reply(body.replies(Instructions()), ())


def test_a_reply_names_papers_that_are_nowhere_else_in_the_body_by_how_their_titles_begin() -> None:
    titles = ("Sieve*: Where to Look", "A title that goes on and on, far beyond what anybody has to read", "Three")
    papers = [paper(number, title) for number, title in enumerate(titles, 1)]
    one, two, three = (one.id for one in papers)
    assert body.reply({one: "is turned down"}, (), {two}, {three}, papers) == (
        rf"As ticked: Sieve\* [{one}]({one.url}) is turned down. "
        rf"Dropped, since nobody answered for 30 days: A title that goes on and on\, far beyond… [{two}]({two.url}). "
        rf"Withdrawn by their authors: Three [{three}]({three.url})."
    )


def test_a_body_of_people_stays_above_the_bot_s_part_and_that_is_cut_where_room_is_short() -> None:
    fresh = body.render(DECISION, "")
    assert body.joined("Please wait with this one.", fresh) == f"Please wait with this one.\n\n{fresh}"
    assert body.joined("", fresh) == fresh
    many = body.render(Decision(tuple(suggestion(number, ("A",)) for number in range(900)), (), 0), "")
    words = "A word of ours.\n" * 1000
    both = body.joined(words, many)
    assert both.startswith(words)
    assert len(both) <= body.LIMIT
    assert both.rstrip().endswith(body.END)


def test_where_it_is_edited_a_body_says_where_words_stay_and_nobody_else_reads_it() -> None:
    text = body.render(DECISION, "")
    assert text.splitlines()[1] == (
        "<!-- Write above this part, or below its end: what is written within it goes with the next update. -->"
    )
    assert "Write above" not in MARKDOWN.render(text).replace(text.splitlines()[1], "")
    assert "Write above" not in body.render(DECISION, "", ticks=False)
    mine = text.replace(body.BEGIN, f"Above.\n\n{body.BEGIN}").replace("### To add", "### To add\n\nWithin.")
    assert body.joined(f"{mine}\nBelow.\n", text) == f"Above.\n\n{text}\nBelow.\n"
