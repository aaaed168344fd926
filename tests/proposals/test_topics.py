from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.proposals.topics import emerging_topics
from curator.types import NO_ID, Choice, Decision, Entry, Paper, PaperId, SectionPath, Span, Suggestion, Survey
from tests.fakes import hostile_text, paper, suggestion

METHODS: SectionPath = ("Methods",)
SUBJECTS = ("reward shaping", "preference data", "dialogue corpora", "code generation", "safety alignment")


def listed(*titles: str, section: SectionPath = METHODS) -> Survey:
    return Survey("", (), tuple(Entry(NO_ID, title, section, Span(0, 1)) for title in titles))


LIST = listed(*(f"{subject.capitalize()} of kind {kind}" for subject in SUBJECTS for kind in "abcdefghij"))
AGENTS = (
    paper(1, "Mobile GUI agents that tap"),
    paper(2, "GUI grounding: mobile screens read by agents"),
    paper(3, "A mobile GUI for everybody"),
)
OTHERS = (paper(11, "Galaxies from afar"), paper(12, "Traffic in towns"))


def question(*papers: Paper) -> Decision:
    return Decision((), tuple(Suggestion(one, 0.7, ()) for one in papers), 0)


def test_homeless_papers_that_share_terms_are_a_theme_with_what_they_share() -> None:
    (topic,) = emerging_topics(question(*AGENTS, *OTHERS), [LIST])
    assert topic.papers == AGENTS
    assert topic.terms == ("mobile", "gui", "agents")


def test_two_papers_are_no_topic() -> None:
    assert emerging_topics(question(*AGENTS[:2], *OTHERS), [LIST]) == ()


def test_papers_that_share_one_term_alone_are_no_topic() -> None:
    once = (paper(1, "GUI"), paper(2, "The GUI of old"), paper(3, "A GUI in time"))
    assert emerging_topics(question(*once, *OTHERS), [LIST]) == ()
    assert emerging_topics(question(*once[:2], paper(4, "GUI old times"), *OTHERS), [LIST]) == ()


def test_what_a_section_is_about_already_is_no_new_topic() -> None:
    own = listed("Mobile GUI agents", "Agents of mobile GUI", "Another GUI", section=("Agents",))
    assert emerging_topics(question(*AGENTS, *OTHERS), [LIST, own]) == ()


@pytest.mark.parametrize(("sure", "topics"), [(0.49, 1), (0.5, 0), (0.99, 0)])
def test_papers_that_most_likely_have_a_section_are_no_topic(sure: float, topics: int) -> None:
    asked = tuple(Suggestion(one, 0.1, (Choice(METHODS, sure), Choice(("Data",), 0.01))) for one in AGENTS)
    assert len(emerging_topics(Decision((), (*asked, *question(*OTHERS).questions), 0), [LIST])) == topics


def test_what_the_suggestions_are_about_is_no_new_topic() -> None:
    placed = tuple(suggestion(20 + n) for n in range(3))
    titled = tuple(replace(one, paper=replace(one.paper, title="GUI of a mobile")) for one in placed)
    assert emerging_topics(replace(question(*AGENTS), lines=titled), [LIST]) == ()


def test_a_term_that_stands_in_many_titles_of_the_list_leads_no_topic() -> None:
    spread = [listed(f"GUI {n}", *(f"Matter {n} {k}" for k in "abcdefghi"), section=(f"S{n}",)) for n in range(9)]
    assert emerging_topics(question(*AGENTS, *OTHERS), spread) == ()


def test_an_abstract_that_speaks_of_two_of_the_terms_joins() -> None:
    told = paper(4, "Tapping for you", abstract="On mobile phones, a GUI is tapped.")
    half = paper(5, "Tapping again", abstract="A GUI is tapped.")
    (topic,) = emerging_topics(question(*AGENTS, told, half, *OTHERS), [LIST])
    assert topic.papers == (*AGENTS, told)


def test_each_paper_is_in_one_theme_and_there_are_three_at_most() -> None:
    words = ("gui mobile", "galaxy dust", "traffic towns", "protein folds", "speech accents")
    papers = [paper(10 * n + k, f"{pair} {'xyz'[k]}") for n, pair in enumerate(words) for k in range(3)]
    found = emerging_topics(question(*papers), [LIST])
    assert len(found) == 3
    assert len({one.id for topic in found for one in topic.papers}) == 9


@given(st.permutations([*AGENTS, *OTHERS]))
def test_the_order_of_the_papers_changes_no_topic(papers: list[Paper]) -> None:
    (topic,) = emerging_topics(question(*papers), [LIST])
    assert (topic.terms, {*topic.papers}) == (("mobile", "gui", "agents"), {*AGENTS})


@given(st.lists(hostile_text, max_size=6), st.lists(hostile_text, max_size=6))
def test_whatever_titles_say_a_theme_has_three_papers_and_two_to_four_terms(new: list[str], old: list[str]) -> None:
    papers = [Paper(PaperId(f"2603.{n:05}"), title) for n, title in enumerate(new * 3)]
    for topic in emerging_topics(question(*papers), [listed(*old)]):
        assert len(topic.papers) >= 3
        assert 2 <= len(topic.terms) <= 4


@pytest.mark.parametrize("decision", [Decision((), (), 0), Decision((suggestion(),), (), 5)])
def test_without_homeless_papers_there_is_no_topic(decision: Decision) -> None:
    assert emerging_topics(decision, [LIST]) == ()
