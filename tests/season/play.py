"""A season as a history of steps, and the laws that hold after each look of the bot."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from curator.errors import SurveyError
from curator.papers.identity import keys, title_key
from tests import GOLDEN
from tests.github_bot import LIST
from tests.season.desk import BRANCH, Season
from tests.season.laws import Laws
from tests.season.maintainer import Maintainer
from tests.season.person import REFUSED, Known
from tests.season.topics import made_up

LISTS = (LIST, *(path.read_text() for path in sorted(GOLDEN.glob("*.after.md"))))
"""Lists of every kind that the writer knows, by which a season begins."""

Step: TypeAlias = tuple[str, int]
"""What is done, and the seed of every choice in doing it."""

PERSON = {
    "edit": 30,
    "merge": 5,
    "close": 3,
    "reopen": 3,
    "tick": 12,
    "untick": 5,
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
        self.counts, self.laws = self.person.counts, Laws(season, self.person)

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
        held = frozenset(key for one in entries for key in keys(one))
        found = []
        for _ in range(source.choice([0, 1, 1, 2, 3]) if len(self.person.papers) < 60 else 0):
            near = source.sample(entries, min(len(entries), source.choice([1, 1, 3])))
            number = len(self.person.papers) + 1
            paper = made_up(number, [min(keys(one)) for one in near], self.season.today)
            # A section is what it holds tonight: entries that come back later were not there to be put beside.
            beside = self.season.model.beside(near) & held
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
        before, known = self.season.repository.git("for-each-ref"), {*self.person.papers}
        try:
            self.night(source)
        except SurveyError:
            assert self.season.repository.git("for-each-ref") == before
        else:
            assert not whole, "a broken list was learnt from"
        self.person.commit({"README.md": files["README.md"]})
        for paper in self.person.papers.keys() - known:
            self.person.papers[paper].beside = frozenset()  # the sections where it belongs were not there to choose
        return True

    def _look(self, work: Callable[[], None]) -> None:
        self._rebuilt()
        work()
        self.laws.check()
        self._turn()

    def _rebuilt(self) -> None:
        """Count as turned down what was deleted on a branch that a box gives back."""
        broken = not any(survey.entries for survey in self.season.surveys())
        if broken or not self.person.rebuilds:  # in a broken list nothing is looked at, and the box stays ticked
            return
        now, branch = self.season.surveys(), self.season.surveys(BRANCH)
        for one in self.person.placed():
            if not self.person.stands(one, branch) and not self.person.stands(one, now):
                self.person.papers[one].decide(REFUSED)
        self.person.rebuilds = False

    def _turn(self) -> None:
        for known in self.person.papers.values():
            known.fresh = known.ticked = known.moved = known.merged = False
        self.person.retitled = self.person.cut = False
        self.person.edited.clear()
