from curator.lists import parse_all
from curator.lists.identity import Counterparts, Sections
from curator.lists.reading.groups import GroupHeading
from curator.proposals import places
from curator.types import Choice, Decision
from tests.fakes import paper, prediction, question, suggestion

A, B, C, D = ("Agents",), ("Benchmarks",), ("Code",), ("Data",)
BEFORE: Sections = {A: frozenset("abcd"), B: frozenset("efgh"), C: frozenset("ij")}
RENAMED = Counterparts(BEFORE, {("New", "A"): frozenset("abcd"), B: frozenset("efgh")})
SPLIT = Counterparts(
    BEFORE, {B: frozenset("efgh"), ("A1",): frozenset("ab"), ("A2",): frozenset("cd"), C: frozenset("ij")}
)
LIST = parse_all(
    {
        "README.md": "# L\n\n## Agents\n\n- [One](https://arxiv.org/abs/2603.00011)\n\n## Benchmarks\n\n"
        "- [Two](https://arxiv.org/abs/2603.00012)\n\n## Data\n\n- [Three](https://arxiv.org/abs/2603.00013)\n"
    }
)

WITHOUT_AGENTS = parse_all({"README.md": LIST[0].text.replace("## Agents", "## Others")})


def test_what_waits_goes_by_the_names_of_today_and_what_is_gone_keeps_its_own() -> None:
    waiting = Decision((suggestion(1, A, Choice(B, 0.1)), suggestion(2, C)), (question(3, A, C),), 4)
    now = places.renamed(waiting, RENAMED)
    assert [one.choices for one in now.lines] == [(Choice(("New", "A"), 0.8), Choice(B, 0.1)), (Choice(C, 0.8),)]
    assert [choice.section for choice in now.questions[0].choices] == [("New", "A"), C]
    assert now.skipped == 4


def test_a_line_whose_section_was_split_is_a_question_about_the_parts() -> None:
    now = places.renamed(Decision((suggestion(1, A, Choice(B, 0.1)), suggestion(2, B)), (), 0), SPLIT)
    assert [one.paper for one in now.lines] == [paper(2)]
    (asked,) = now.questions
    assert asked.choices == (Choice(("A1",), 0.4), Choice(("A2",), 0.4), Choice(B, 0.1))
    assert asked.note == "its section, Agents, was split"


def test_a_model_answers_in_the_names_of_today_and_says_nothing_of_what_is_gone() -> None:
    said = prediction(paper(1), 0.9, (A, 0.6), (C, 0.3))
    assert places.predicted(said, RENAMED).sections == (Choice(("New", "A"), 0.6),)
    assert places.predicted(said, SPLIT).sections == (Choice(("A1",), 0.3), Choice(("A2",), 0.3), Choice(C, 0.3))


def test_sections_that_were_made_one_share_one_choice() -> None:
    merged = Counterparts(BEFORE, {B: frozenset("abcdefgh")})
    assert places.choices((Choice(A, 0.5), Choice(B, 0.25)), merged) == (Choice(B, 0.75),)


def test_a_question_never_has_less_than_two_sections_where_the_list_has_two() -> None:
    gone = suggestion(1, C, Choice(B, 0.2))
    waiting = Decision((gone, suggestion(2, A)), (question(3, B, C), question(4), question(5, A, B)), 0)
    asked = places.askable(waiting, LIST)
    assert [one.paper for one in asked.lines] == [paper(2)]
    assert [[choice.section for choice in one.choices] for one in asked.questions] == [
        [B, A, D],
        [A, B, D],
        [A, B],
        [B, A, D],
    ]
    assert [one.note for one in asked.questions] == ["", "", "", "its section, Code, is gone"]


def test_a_paper_with_two_sections_is_no_question_while_one_of_them_is_whole() -> None:
    both = Decision((suggestion(1, A), suggestion(1, B)), (), 0)
    for now in (places.renamed(both, SPLIT), places.askable(both, WITHOUT_AGENTS)):
        assert [one.section for one in now.lines] == [B]
        assert now.questions == ()


def test_a_line_offers_no_section_that_is_gone_and_says_which_of_its_own_two_is() -> None:
    both = Decision((suggestion(1, C, Choice(B, 0.2)), suggestion(1, A, Choice(C, 0.2), Choice(B, 0.1))), (), 0)
    (line,) = places.askable(both, LIST).lines
    assert [choice.section for choice in line.choices] == [A, B]
    assert line.note == "its section, Code, is gone"


def test_a_paper_whose_two_sections_were_both_split_is_one_question_about_all_parts() -> None:
    after: Sections = {
        (f"{path[0]}{part}",): BEFORE[path] & frozenset(part) for path in (A, B) for part in ("abef", "cdgh")
    }
    (asked,) = places.renamed(
        Decision((suggestion(1, A), suggestion(1, B)), (), 0), Counterparts(BEFORE, after)
    ).questions
    assert {choice.section for choice in asked.choices} == {*after}


def test_each_section_of_a_prediction_ends_with_the_group_of_its_paper_where_there_is_one() -> None:
    one = prediction(paper(1), 0.5, (A, 0.6), (B, 0.3), (C, 0.1))
    years = GroupHeading(("2026",), 0.5), GroupHeading(("2025",), 0.9)
    found = places.grouped(one, {A: years, B: (GroupHeading(("2024", "May")),)})
    assert found == prediction(paper(1), 0.5, ((*A, "2026"), 0.3), (B, 0.3), (C, 0.1))
