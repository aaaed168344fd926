"""What holds after each look of the bot: of its labels, of what waits, and of its pull request."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from curator.lists.identity import sections
from curator.papers.identity import key
from curator.proposals import checkboxes, queue
from curator.types import Label, Survey
from tests.github_server.records import Pull
from tests.season.boxes import boxes, key_of
from tests.season.desk import BRANCH, Season
from tests.season.person import UNDECIDED, Person

Surveys: TypeAlias = Sequence[Survey]
Decisions: TypeAlias = Mapping[str, Label]


class Laws:
    """The laws of a season: what the bot knows is what the person decided."""

    def __init__(self, season: Season, person: Person) -> None:
        self.season, self.person = season, person
        self.known: Decisions = {}

    def check(self) -> None:
        """Hold every law, and remember what stands for the next look."""
        people = self.season.is_of_people()
        labels = {key(one): one for one in self.season.labels()}
        surveys, pull = self.season.surveys(), self.season.open_pull()
        self._labels_are_the_decisions(labels, surveys)
        self._nothing_else_changed(labels)
        self._nothing_undecided_is_lost(pull)
        if pull and not people:
            self._nothing_decided_is_proposed()
            self._branch_is_as_it_says(pull, surveys)
        self._note(surveys, labels, pull.body if pull and not people else "")

    def _labels_are_the_decisions(self, labels: Decisions, surveys: Surveys) -> None:
        for paper, known in self.person.papers.items():
            label = labels.get(paper)
            found = None if label is None else bool(label.sections)
            assert found in known.verdict, f"{paper}: label {label}, not {known.verdict}"
            there = {entry.section for _, entry in self.person.entries(paper, surveys)}
            if label and label.sections and there:
                assert {*label.sections} == there, f"{paper}: {label.sections}, but stands in {there}"

    def _nothing_else_changed(self, labels: Decisions) -> None:
        fresh = {paper for paper, known in self.person.papers.items() if known.fresh}
        was, now = ({key: _decision(one) for key, one in some.items()} for some in (self.known, labels))
        changed = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
        if self.known:
            wrong = changed - fresh
            assert not wrong, {key: (self.known.get(key), labels.get(key)) for key in wrong}

    def _nothing_decided_is_proposed(self) -> None:
        state = self.season.standing()
        named = {*(str(one.id) for one in state.placed), *state.asked}
        decided = {paper for paper, known in self.person.papers.items() if None not in known.verdict}
        assert not named & decided, f"decided, and proposed: {named & decided}"

    def _nothing_undecided_is_lost(self, pull: Pull | None) -> None:
        pending = self.season.pending()
        waits = {str(one.id) for one in queue.papers(pending)}
        sure = {str(one.paper.id) for one in pending.lines}
        old = {str(one.paper) for one in self.season.shown() if (self.season.today - one.on).days > 30}
        mentioned = pull.body if pull and not self._left(pull) else None
        for paper, known in self.person.papers.items():
            if known.verdict != UNDECIDED or not known.waits:
                continue
            assert paper in waits, f"{paper} is lost"
            if known.ticked:
                assert paper in sure or "stays open" in self._bodies(), f"{paper}: a tick is lost"
            if mentioned is not None and (paper in sure or paper not in old):
                assert paper in mentioned, f"{paper} waits and is not in the pull request"

    def _bodies(self) -> str:
        return "\n".join(one.body for one in self.season.pulls())

    def _left(self, pull: Pull) -> bool:
        marks = (checkboxes.HANDS_OFF, checkboxes.LOST, checkboxes.STALE)
        assert checkboxes.LOST not in pull.body, "nothing was lost"
        return any(mark in pull.body for mark in marks)

    def _branch_is_as_it_says(self, pull: Pull, surveys: Surveys) -> None:
        if self._left(pull):
            return
        state, branch = self.season.standing(), self.season.surveys(BRANCH)
        base = self.season.surveys(self.season.repository.git("merge-base", "main", BRANCH))
        added = {p for p in self.person.papers if self.person.stands(p, branch) and not self.person.stands(p, base)}
        assert added == {str(one.id) for one in state.placed}
        offered = boxes(pull.body)
        ours = {(one.paper, one.key) for one in offered if one.ours}
        assert ours == {(str(one.id), key_of(one.section)) for one in state.placed}
        asked = {one.paper for one in offered} - {paper for paper, _ in ours}
        assert asked == {*state.asked}, f"asked {state.asked}, boxes for {asked}"
        gone = self.season.repository.git("diff", "--numstat", f"main...{BRANCH}").splitlines()
        assert all(row.split("\t")[1] == "0" for row in gone), "the branch takes lines away"
        held = sections(surveys)
        for one in state.placed:
            beside = self.person.papers[str(one.id)].beside
            if any(beside & entries for entries in held.values()):
                assert beside & held.get(one.section, frozenset()), f"{one.id} is in {one.section}"

    # what is remembered until the next look

    def _note(self, surveys: Surveys, labels: Decisions, offered: str) -> None:
        pending = {str(one.id) for one in queue.papers(self.season.pending())}
        for paper, known in self.person.papers.items():
            known.waits = known.waits or paper in pending
            if len(known.verdict) > 1:
                label = labels.get(paper)
                known.verdict = frozenset({None if label is None else bool(label.sections)})
        held = sections(surveys)
        self.person.seen = held
        marks = {key_of(path): entries for path, entries in held.items()}
        self.person.boxes |= {(one.paper, one.key): marks[one.key] for one in boxes(offered) if one.key in marks}
        self.known = labels


def _decision(one: Label) -> tuple[bool, object, str, str]:
    return bool(one.sections), one.decided_on, one.source, one.by
