"""A season as a history of steps, and the laws that hold after each look of the bot."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from curator.errors import CuratorError, SurveyError
from curator.feedback import labels as labelling
from curator.lists.identity import keys, sections
from curator.proposals import checkboxes, queue
from curator.papers.identity import title_key
from curator.types import Label
from tests.season.desk import BRANCH, STATE, Season
from tests.season.maintainer import TAKEN, UNDECIDED, Known, Maintainer
from tests.season.topics import made_up

Step: TypeAlias = tuple[str, int]
"""What is done, and the seed of every choice in doing it."""

PERSON = {
    "edit": 30,
    "merge": 5,
    "close": 3,
    "reopen": 3,
    "tick": 12,
    "delete_line": 3,
    "move_line": 3,
    "rebuild": 6,
    "resume": 4,
    "update_branch": 2,
    "delete_branch": 2,
    "add_by_hand": 4,
    "delete_entry": 3,
    "move_entry": 4,
    "another_link": 4,
    "delete_section": 3,
    "restore_section": 5,
    "write_in_body": 2,
    "another_pull_title": 1,
}
BOT = {"night": 40, "learn": 12, "broken_night": 3, "train": 3, "days": 3}
STEPS = tuple({**PERSON, **BOT})
WEIGHTS = tuple({**PERSON, **BOT}.values())


def history(seed: int, steps: int = 40) -> list[Step]:
    """Return a random history."""
    source = random.Random(seed)
    return [(name, source.randrange(1 << 16)) for name in source.choices(STEPS, WEIGHTS, k=steps)]


def play(folder: Path, files: dict[str, str], steps: Sequence[Step]) -> Counter[str]:
    """Play a history on a list, and hold the laws after each look of the bot; return what was done, counted."""
    one = Play(Season(folder, files))
    one.learn(random.Random(0))
    for name, seed in steps:
        one.do(name, random.Random(seed))
    one.night(random.Random(0))
    return one.counts


class Play:
    """A season that is played, with the laws that hold in it."""

    def __init__(self, season: Season) -> None:
        self.season, self.person = season, Maintainer(season)
        self.counts = self.person.counts
        self.known: dict[str, Label] = {}

    def do(self, name: str, source: random.Random) -> None:
        """Do one step."""
        done = getattr(self, name)(source) if name in BOT else getattr(self.person, name)(source)
        self.counts[name if done is not False else "nothing to do"] += 1

    # what the bot does

    def night(self, source: random.Random) -> None:
        self.season.later()
        papers = [*self._new(source), *self._old(source)]
        self._look(lambda: self.season.night([one.paper for one in papers]))

    def _new(self, source: random.Random) -> list[Known]:
        """Return papers that were never heard of, each like entries of the list as it stands."""
        entries = [one for survey in self.season.surveys() for one in survey.entries]
        found = []
        for _ in range(source.choice([0, 1, 1, 2, 3]) if len(self.person.papers) < 60 else 0):
            near = source.sample(entries, min(len(entries), source.choice([1, 1, 3])))
            number = len(self.person.papers) + 1
            paper = made_up(number, [sorted(keys(one))[0] for one in near], self.season.today)
            beside = self.season.model.beside(near)
            known = self.person.papers[paper.id] = Known(paper, beside, titles={title_key(paper.title)})
            found.append(known)
        return found

    def _old(self, source: random.Random) -> list[Known]:
        """Return papers that were announced before, whatever became of them."""
        known = [*self.person.papers.values()]
        return source.sample(known, min(len(known), source.choice([0, 0, 1, 3])))

    def learn(self, source: random.Random) -> None:
        self._look(self.season.learn)

    def train(self, source: random.Random) -> None:
        self.season.train()

    def days(self, source: random.Random) -> None:
        self.season.later(source.choice([2, 9, 16]))

    def broken_night(self, source: random.Random) -> bool:
        """Break the list's first file for a night: where that is all of it, the bot says so and touches nothing."""
        files = self.season.files()
        whole = len(files) == 1
        if not whole and any(known.fresh for known in self.person.papers.values()):
            return False
        self.person.commit({"README.md": source.choice(["", "<!--", "oops"]) + "\n"})
        before = self.season.repository.git("for-each-ref")
        try:
            self.night(source)
        except SurveyError:
            assert self.season.repository.git("for-each-ref") == before
        else:
            assert not whole, "a broken list was learnt from"
        self.person.commit({"README.md": files["README.md"]})
        return True

    def _look(self, work: Callable[[], None]) -> None:
        self._rebuilt()
        work()
        self._check()
        self._turn()

    def _rebuilt(self) -> None:
        """A box that gives the branch back keeps what was deleted there."""
        if not self.person.rebuilds:
            return
        now, branch = self.season.surveys(), self.season.surveys(BRANCH)
        for one in self.person.placed():
            if not self.person.stands(one, branch) and not self.person.stands(one, now):
                self.person.papers[one].decide({False})
        self.person.rebuilds = False

    # the laws

    def _check(self) -> None:
        people = self.season.is_of_people()
        labels = {labelling.key(one): one for one in self.season.labels()}
        surveys, pull = self.season.surveys(), self.season.open_pull()
        self._labels_are_the_decisions(labels, surveys)
        self._nothing_else_changed(labels)
        self._nothing_undecided_is_lost(pull)
        if pull and not people:
            self._nothing_decided_is_proposed()
            self._branch_is_as_it_says(pull, surveys)
        self._note(surveys, labels, self._offered(pull) if pull and not people else set())

    def _labels_are_the_decisions(self, labels, surveys) -> None:
        for paper, known in self.person.papers.items():
            label = labels.get(paper)
            found = None if label is None else bool(label.sections)
            assert found in known.verdict, f"{paper}: label {label}, not {known.verdict}"
            there = {entry.section for _, entry in self.person.entries(paper, surveys)}
            if label and label.sections and there:
                assert {*label.sections} == there, f"{paper}: {label.sections}, but stands in {there}"

    def _nothing_else_changed(self, labels) -> None:
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

    def _nothing_undecided_is_lost(self, pull) -> None:
        pending = self.season.pending()
        waits = {str(one.id) for one in queue.papers(pending)}
        sure = {str(one.paper.id) for one in pending.suggestions}
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

    def _left(self, pull) -> bool:
        marks = (checkboxes.HANDS_OFF, checkboxes.LOST, checkboxes.STALE)
        assert checkboxes.LOST not in pull.body, "nothing was lost"
        return any(mark in pull.body for mark in marks)

    def _branch_is_as_it_says(self, pull, surveys) -> None:
        if self._left(pull):
            return
        state, branch = self.season.standing(), self.season.surveys(BRANCH)
        added = {p for p in self.person.papers if self.person.stands(p, branch) and not self.person.stands(p, surveys)}
        assert added == {str(one.id) for one in state.placed}
        boxes = {paper for paper, _ in self._offered(pull)}
        assert boxes == {*state.asked}, f"asked {state.asked}, boxes for {boxes}"
        gone = self.season.repository.git("diff", "--numstat", f"main...{BRANCH}").splitlines()
        assert all(row.split("\t")[1] == "0" for row in gone), "the branch takes lines away"
        held = sections(surveys)
        for one in state.placed:
            beside = self.person.papers[str(one.id)].beside
            if any(beside & entries for entries in held.values()):
                assert beside & held.get(one.section, frozenset()), f"{one.id} is in {one.section}"

    def _offered(self, pull) -> set[tuple[str, str]]:
        from tests.season.maintainer import _box

        return {found for line in pull.body.split("\n") if (found := _box(line))}

    # what is remembered until the next look

    def _note(self, surveys, labels, offered) -> None:
        pending = {str(one.id) for one in queue.papers(self.season.pending())}
        for paper, known in self.person.papers.items():
            known.waits = known.waits or paper in pending
            if len(known.verdict) > 1:
                label = labels.get(paper)
                known.verdict = frozenset({None if label is None else bool(label.sections)})
        held = sections(surveys)
        self.person.seen = held
        marks = {checkboxes.place("x", path).split()[1]: entries for path, entries in held.items()}
        self.person.boxes |= {(paper, key): marks[key] for paper, key in offered if key in marks}
        self.known = labels

    def _turn(self) -> None:
        for known in self.person.papers.values():
            known.fresh = known.ticked = known.moved = known.merged = False
        self.person.retitled = False
        self.person.edited.clear()


def _decision(one: Label) -> tuple[bool, object, str, str]:
    return bool(one.sections), one.decided_on, one.source, one.by
