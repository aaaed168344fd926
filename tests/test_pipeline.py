from collections.abc import Sequence
from datetime import timedelta

import pytest

from curator import pipeline
from curator.config import Config, RulesTable, SuggestTable
from curator.errors import HostError
from curator.proposals import queue
from curator.proposals.wording import provenance
from curator.types import Announcement, Decision, Impression, Label, Paper, PaperId, Prediction
from tests.fakes import DAY, FakeHost, FakeStore, announced, paper, prediction, suggestion

LIST = "# Papers\n\n## Methods\n\n- [One](https://arxiv.org/abs/2602.00001)\n\n## Data\n\n- [Two](https://arxiv.org/abs/2602.00002)\n"


class ByTitle:
    """A predictor that reads relevance and section from the title."""

    def predict(self, papers: Sequence[Paper]) -> list[Prediction]:
        return [self._one(one) for one in papers]

    def _one(self, one: Paper) -> Prediction:
        relevance = 0.9 if "good" in one.title else 0.1
        certain = 0.3 if "homeless" in one.title else 0.95
        return prediction(one, relevance, (("Methods",), certain), (("Data",), 0.1))

    base_rate, typical, replayed = 0.05, 0.5, None


def run(store: FakeStore, announcement: Announcement, host: FakeHost, a_week: float = 40) -> pipeline.Night:
    store.settings = Config(suggest=SuggestTable(pace=a_week))
    return pipeline.run(store, announcement, ByTitle(), host, DAY)


def intercept(store: FakeStore) -> float:
    return pipeline.current_pace(store, DAY, ByTitle()).curve.intercept


def test_a_night_adds_what_fits_to_its_section_asks_about_the_homeless_and_passes_over_the_rest() -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost()
    papers = paper(1, "A good one"), paper(2, "A bad one"), paper(3, "A good homeless one")
    night = run(store, announced(*papers), host, 2)
    (change,) = host.proposals[0].changes
    new = "- [A good one](https://arxiv.org/abs/2603.00001)\n"
    assert change.after.replace(new, "") == LIST
    assert change.after.index("## Methods") < change.after.index(new) < change.after.index("## Data")
    assert [one.paper.title for one in night.decision.questions] == ["A good homeless one"]
    assert night.decision.skipped == 1
    assert "Read from arXiv: 3 papers, 2026-03-02. 1 of the last four weeks passed over.\n" in host.proposals[0].body


def test_a_rule_shows_a_paper_that_the_model_would_pass_over_and_hides_one_that_it_would_show() -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost()
    papers = paper(1, "A good one"), paper(2, "A bad unlearning"), paper(3, "A good tutorial"), paper(4, "Another bad")
    rules = RulesTable(always=["unlearn*", "good"], never=["tutorial"])
    store.settings = Config(suggest=SuggestTable(pace=1), rules=rules)
    decision = pipeline.run(store, announced(*papers), ByTitle(), host, DAY).decision
    assert [one.paper.title for one in decision.lines] == ["A good one"]
    assert [one.paper.title for one in decision.questions] == ["A bad unlearning"]
    assert decision.skipped == 1
    other = FakeStore({"README.md": LIST})
    other.settings = Config(suggest=SuggestTable(pace=1, at_most=1), rules=rules)
    fewer = pipeline.run(other, announced(*papers), ByTitle(), FakeHost(), DAY).decision
    assert not fewer.questions


def test_a_new_rule_takes_out_a_paper_that_waits() -> None:
    store = FakeStore({"README.md": LIST})
    run(store, announced(paper(1, "A good one"), paper(2, "A good tutorial")), FakeHost())
    store.settings = Config(suggest=SuggestTable(pace=40), rules=RulesTable(never=["tutorial"]))
    night = pipeline.run(store, announced(), ByTitle(), FakeHost(), DAY)
    assert [one.paper.title for one in night.decision.lines] == ["A good one"]


@pytest.mark.parametrize("ahead", [0, 1])
def test_the_same_night_again_names_no_more_though_the_machine_is_a_day_ahead(ahead: int) -> None:
    store = FakeStore({"README.md": LIST})
    store.keep([paper(number, f"A good one, number {number}") for number in range(1, 30)])
    store.settings = Config(suggest=SuggestTable(pace=40, at_most=4))
    today = DAY + timedelta(days=ahead)
    first = pipeline.run(store, announced(paper(31, "A good one")), ByTitle(), FakeHost(), today)
    again = pipeline.run(store, announced(), ByTitle(), FakeHost(), today)
    assert queue.papers(again.decision) == queue.papers(first.decision)
    assert len(queue.papers(first.decision)) == 4


def test_a_night_on_which_nothing_new_is_shown_tells_the_three_that_came_closest() -> None:
    class Bad(ByTitle):
        def _one(self, one: Paper) -> Prediction:
            return prediction(one, int(one.id[-1]) / 1000, (("Methods",), 0.9))

    store = FakeStore({"README.md": LIST})
    papers = [paper(number, f"Number {number}") for number in range(1, 6)]
    store.settings = Config(suggest=SuggestTable(pace=40))
    night = pipeline.run(store, announced(*papers), Bad(), FakeHost(), DAY)
    assert night.proposal is None
    assert [one.paper.title for one in night.closest] == ["Number 5", "Number 4", "Number 3"]
    assert 0 < night.closest[1].fit < night.closest[0].fit < 1
    good = pipeline.run(store, announced(paper(9, "A good one")), ByTitle(), FakeHost(), DAY)
    assert not good.closest


def test_a_paper_of_the_last_weeks_that_was_not_shown_is_shown_when_the_pace_allows() -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost()
    first = [paper(1, "A good one"), paper(2, "Another good one")]
    assert len(queue.papers(run(store, announced(*first), host, 1).decision)) == 1
    assert {one.id for one in queue.papers(run(store, announced(), host, 2).decision)} == {one.id for one in first}


def test_what_was_taken_quickens_the_pace_and_what_was_turned_down_slows_it() -> None:
    papers = [paper(number, f"A good one, number {number}") for number in range(20)]
    turned_down, taken = FakeStore({"README.md": LIST}), FakeStore({"README.md": LIST})
    usual = intercept(taken)
    for store in (turned_down, taken):
        pipeline.run(store, announced(*papers), ByTitle(), FakeHost(), DAY)
    turned_down.decided = [Label(one.paper, "", ()) for one in turned_down.shown()]
    taken.texts["README.md"] += "".join(f"- [X](https://arxiv.org/abs/{one.paper})\n" for one in taken.shown())
    after = [intercept(store) for store in (turned_down, taken)]
    assert after[0] < usual < after[1]


def test_a_section_that_is_always_corrected_is_said_to_the_maintainer_and_can_forge_nothing() -> None:
    entries = "".join(f"- [X](https://arxiv.org/abs/2601.{number:05})\n" for number in range(5))
    store, host = FakeStore({"README.md": LIST.replace("\n## Data", f"{entries}\n## Data @everyone")}), FakeHost()
    wrong, before = ("Data @everyone",), DAY - timedelta(weeks=1)
    store.save_shown([Impression(PaperId(f"2601.{n:05}"), before, 1.0, 0.5, wrong, 0.9) for n in range(5)])
    night = run(store, announced(paper(1, "A good one")), host)
    assert "“Data @everyone” is nearly always corrected" in night.pace
    assert "is nearly always corrected" in host.proposals[0].body
    assert "@everyone” is" not in host.proposals[0].body


def test_a_paper_that_was_turned_down_is_not_shown_again_though_its_label_was_lost() -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost()
    run(store, announced(paper(1, "A good one")), host)
    store.waiting = queue.NOTHING
    assert run(store, announced(paper(1, "A good one")), host).proposal is None


def test_homeless_papers_of_several_nights_that_resemble_each_other_are_a_topic() -> None:
    entries = "".join(f"- [Paper {n}](https://arxiv.org/abs/2601.{n:05})\n" for n in range(20))
    store, host = FakeStore({"README.md": LIST + entries}), FakeHost()
    first = [paper(n, f"A good homeless GUI, mobile {n}") for n in (1, 2)]
    run(store, announced(*first, paper(4, "A good one")), host)
    night = run(store, announced(paper(3, "A good homeless GUI, mobile 3")), host)
    assert [len(topic.papers) for topic in night.emerging_topics] == [3]
    assert "A new section?" in host.proposals[-1].body


def test_every_paper_announced_is_kept_to_learn_from() -> None:
    store = FakeStore({"README.md": LIST})
    run(store, announced(paper(1, "A good one"), paper(2, "A bad one")), FakeHost())
    assert store.kept == [paper(1, "A good one"), paper(2, "A bad one")]


def test_what_nobody_decided_is_proposed_again_together_with_what_is_new() -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost()
    run(store, announced(paper(1, "First good one")), host)
    run(store, announced(paper(1, "First good one"), paper(2, "Second good one")), host)
    assert [host.proposals[-1].body.count(f"{order} good one [") for order in ("First", "Second")] == [1, 1]


@pytest.mark.parametrize("ongoing", [False, True])
def test_where_all_is_only_asked_about_the_likeliest_paper_opens_the_pull_request(ongoing: bool) -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost(ongoing=ongoing)
    papers = paper(1, "A good homeless one"), paper(2, "A bad homeless one")
    decision = run(store, announced(*papers), host).decision
    assert [one.paper for one in decision.lines] == ([] if ongoing else [papers[0]])
    assert queue.papers(store.waiting) == queue.papers(decision) == [*papers]
    assert bool(host.proposals[0].changes) is not ongoing


def test_a_question_that_was_asked_before_opens_no_further_pull_request() -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost()
    run(store, announced(paper(1, "A good one"), paper(2, "A good homeless one")), host)
    store.texts["README.md"] = host.proposals[0].changes[0].after
    assert run(store, announced(), host).proposal is None
    again = run(store, announced(paper(3, "Another good homeless one")), host).decision
    assert [one.paper.id for one in again.lines] == ["2603.00003"]
    assert [one.paper.id for one in again.questions] == ["2603.00002"]


TABLE = """\
# List

## Methods

<table>
<tr><td rowspan="1"><a href="https://arxiv.org/abs/2601.00001">A paper that stands in a row</a></td></tr>
<tr><td rowspan="1"><a href="https://arxiv.org/abs/2601.00002">A paper that stands in another row</a></td></tr>
</table>
"""


def test_a_question_that_no_section_takes_as_a_line_opens_nothing_and_waits() -> None:
    store, host = FakeStore({"README.md": TABLE}), FakeHost()
    decision = run(store, announced(paper(1, "A good homeless one")), host).decision
    assert (len(decision.questions), host.proposals) == (1, [])


def test_a_night_whose_papers_cannot_be_written_says_so_and_goes_on() -> None:
    store, host, waiting = FakeStore({"README.md": TABLE}), FakeHost(), Decision((suggestion(1, ("Methods",)),), (), 0)
    done = pipeline.propose(store, host, waiting, "", DAY)
    assert "2603.00001 “Paper number 1”: " in done.refused
    assert (done.proposal, host.proposals, store.waiting) == (None, [], waiting)


def test_the_same_announcement_again_names_no_other_papers() -> None:
    store, papers = (
        FakeStore({"README.md": LIST}),
        [paper(number, f"A good one, number {number}") for number in range(30)],
    )
    first = run(store, announced(*papers), FakeHost()).decision
    again = run(store, announced(*papers), FakeHost()).decision
    assert len(queue.papers(first)) == Config().suggest.at_most
    assert queue.papers(again) == queue.papers(first)


def test_what_was_decided_is_never_proposed_again() -> None:
    store, host = FakeStore({"README.md": LIST}), FakeHost()
    run(store, announced(paper(1, "A good one")), host)
    store.decided = [Label(PaperId("2603.00001"), "A good one", ())]
    night = run(store, announced(paper(1, "A good one")), host)
    assert night.proposal is None
    assert len(host.proposals) == 1
    assert not queue.papers(store.waiting)


def test_a_quiet_night_with_nothing_waiting_proposes_nothing() -> None:
    host = FakeHost()
    night = run(FakeStore({"README.md": LIST}), announced(), host)
    assert (night.proposal, night.publication, host.proposals) == (None, None, [])


def test_what_the_host_refuses_waits_and_was_shown_to_nobody() -> None:
    store = FakeStore({"README.md": LIST})
    run(store, announced(paper(1, "First good one")), FakeHost())
    shown = store.shown()
    store.decided = [Label(PaperId("2603.00001"), "First good one", ())]
    with pytest.raises(HostError):
        run(store, announced(paper(2, "A good one")), FakeHost(HostError("protected branch")))
    assert store.shown() == shown
    assert [one.title for one in queue.papers(store.waiting)] == ["A good one"]


def test_the_order_of_the_feed_never_matters() -> None:
    papers = [paper(number, f"A good one, number {number}") for number in range(12)]
    one, other = FakeHost(), FakeHost()
    run(FakeStore({"README.md": LIST}), announced(*papers), one)
    run(FakeStore({"README.md": LIST}), announced(*reversed(papers)), other)
    assert one.proposals == other.proposals


@pytest.mark.parametrize(
    ("papers", "words"),
    [((), "0 papers."), ((paper(1, announced=None),), "1 paper."), ((paper(1),), "1 paper, 2026-03-02.")],
)
def test_the_source_says_how_many_papers_of_which_days(papers: tuple[Paper, ...], words: str) -> None:
    assert provenance(len(papers), pipeline.days(announced(*papers))) == f"Read from arXiv: {words}"
