"""A maintainer whose every decision is known: what was done, and the labels that it may come to."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from curator import lists
from curator.lists.identity import keys
from curator.papers.identity import title_key
from curator.proposals import checkboxes
from curator.types import Entry, Paper, SectionPath, Survey
from tests.github_server.records import Pull
from tests.season import edits
from tests.season.desk import BRANCH, Season
from tests.season.edits import Files

TAKEN, REFUSED, UNDECIDED = frozenset({True}), frozenset({False}), frozenset[bool | None]({None})
NOT_REFUSED, ANYTHING = frozenset[bool | None]({True, None}), frozenset[bool | None]({True, False, None})


@dataclass
class Known:
    """What is known of a paper: the labels that it may have, the entries it belongs beside, the titles it had."""

    paper: Paper
    beside: frozenset[str]
    verdict: frozenset[bool | None] = UNDECIDED
    titles: set[str] = field(default_factory=set)
    waits: bool = False
    ticked: bool = False
    closed_by: int = 0
    merged: bool = False
    moved: bool = False
    fresh: bool = False
    """Whether something was done to it since the bot looked last."""

    def decide(self, verdict: Iterable[bool | None]) -> None:
        self.verdict, self.fresh, self.ticked, self.closed_by = frozenset(verdict), True, False, 0


class Maintainer:
    """The person of a season; each method does one thing, if there is anything to do it to, and says whether it did."""

    def __init__(self, season: Season) -> None:
        self.season, self.repository = season, season.repository
        self.papers: dict[str, Known] = {}
        self.boxes: dict[tuple[str, str], frozenset[str]] = {}
        self.rebuilds = False
        self.removed: list[tuple[str, list[str]]] = []
        self.counts: Counter[str] = Counter()
        self.retitled = False
        self.edited: set[SectionPath] = set()
        self.seen: Mapping[SectionPath, frozenset[str]] = {}

    # what stands where

    def entries(self, paper: str, surveys: Iterable[Survey]) -> list[tuple[Survey, Entry]]:
        """Return the entries of a paper, by its id or any title that it had."""
        titles = self.papers[paper].titles
        return [
            (survey, one)
            for survey in surveys
            for one in survey.entries
            if one.id == paper or (title_key(one.title) in titles)
        ]

    def stands(self, paper: str, surveys: Iterable[Survey]) -> bool:
        return bool(self.entries(paper, surveys))

    def commit(self, files: Files, branch: str = "main") -> None:
        self.repository.commit(branch, files, branch)
        self.repository.after_push(self.season.person)

    def placed(self) -> list[str]:
        """Return the papers that the bot placed on its branch."""
        return [*dict.fromkeys(str(one.id) for one in self.season.standing().placed if str(one.id) in self.papers)]

    def asked(self) -> list[str]:
        return [one for one in self.season.standing().asked if one in self.papers]

    # pull requests

    def merge(self, source: random.Random) -> bool:
        pull = self.season.open_pull()
        if not pull or not self.repository.mergeable(pull) or not self.placed():
            return False
        self.repository.merge_pull(pull, self.season.person, source.choice(["merge", "squash", "rebase"]))
        now = self.season.surveys()
        for one in self.placed():
            self.papers[one].decide(TAKEN if self.stands(one, now) else REFUSED)
            self.papers[one].merged = True
        self._end()
        return True

    def close(self, source: random.Random) -> bool:
        pull = self.season.open_pull()
        if not pull:
            return False
        if source.random() < 0.2:
            self.repository.git("update-ref", "-d", f"refs/heads/{BRANCH}")
            self.repository.after_push(self.season.person)
        else:
            self.repository.edit_pull(pull, self.season.person, {"state": "closed"})
        now = self.season.surveys()
        for one in {*self.placed(), *self.asked()}:
            known = self.papers[one]
            if self.stands(one, now):
                known.decide(TAKEN)
            elif known.verdict == UNDECIDED and not known.ticked:
                known.decide(REFUSED)
                known.closed_by = pull.number
        self._end()
        return True

    def _end(self) -> None:
        self.rebuilds = False

    def reopen(self, source: random.Random) -> bool:
        newest = next(iter(self.season.pulls()), None)
        if not newest or newest.state == "open" or newest.merged_at or not newest.frozen:
            return False
        if self.repository.sha(BRANCH) != newest.frozen[0] or not self._ahead(newest):
            return False
        self.repository.edit_pull(newest, self.season.person, {"state": "open"})
        for known in self.papers.values():
            if known.closed_by == newest.number:
                known.decide(UNDECIDED)
        return True

    def _ahead(self, pull: Pull) -> bool:
        return bool(self.repository.git("rev-list", "--max-count=1", f"{pull.base}..{pull.head}"))

    def delete_branch(self, source: random.Random) -> bool:
        if self.season.open_pull() or not self.repository.sha(BRANCH):
            return False
        self.repository.git("update-ref", "-d", f"refs/heads/{BRANCH}")
        return True

    def update_branch(self, source: random.Random) -> bool:
        """Press "Update branch"."""
        pull = self.season.open_pull()
        if not pull or not self.repository.mergeable(pull):
            return False
        base, head = self.repository.sha("main"), self.repository.sha(BRANCH)
        if not self.repository.git("rev-list", "--max-count=1", f"{head}..{base}"):
            return False
        tree = self.repository.git("merge-tree", "--write-tree", head, base)
        merged = self.repository.git("commit-tree", tree, "-p", head, "-p", base, "-m", "Merge main")
        self.repository.git("update-ref", f"refs/heads/{BRANCH}", merged)
        return True

    # the branch

    def delete_line(self, source: random.Random) -> bool:
        return self._on_branch(source, None)

    def move_line(self, source: random.Random) -> bool:
        return self._on_branch(source, source)

    def _on_branch(self, source: random.Random, to: random.Random | None) -> bool:
        if not self.season.open_pull():
            return False
        files = self.season.files(BRANCH)
        surveys = lists.parse_all(files)
        known, now = self.placed(), self.season.surveys()
        found = [at for one in known if not self.stands(one, now) for at in self.entries(one, surveys)]
        if not found:
            return False
        survey, entry = source.choice(found)
        changed = self._changed(files, survey, entry, to)
        if changed is None:
            return False
        self.commit(changed, BRANCH)
        return True

    def _changed(self, files: Files, survey: Survey, entry: Entry, to: random.Random | None) -> Files | None:
        """Return files without an entry, or with it in another section."""
        if to is None:
            return edits.without_entry(files, survey, entry)
        others = [one for one in survey.entries if one.section != entry.section and one.span.end != entry.span.start]
        if not others:
            return None
        after, lines = to.choice(others), edits.lines_of(survey, entry)
        paper = next(one for one in self.papers if (survey, entry) in self.entries(one, [survey]))
        there = frozenset(key for one in survey.entries if one.section == after.section for key in keys(one))
        self.papers[paper].beside = there - keys(entry)
        self.papers[paper].moved = True
        if after.span.start > entry.span.start:
            return edits.without_entry(edits.with_lines(files, survey, after, lines), survey, entry)
        return edits.with_lines(edits.without_entry(files, survey, entry), survey, after, lines)

    def rebuild(self, source: random.Random) -> bool:
        """Tick "Rebuild this pull request", where it is offered."""
        pull = self.season.open_pull()
        if not pull or "- [ ] Rebuild" not in pull.body:
            return False
        pull.body = pull.body.replace("- [ ] Rebuild", "- [x] Rebuild")
        self.rebuilds = True
        return True

    def resume(self, source: random.Random) -> bool:
        pull = self.season.open_pull()
        if not pull or "- [ ] Go on" not in pull.body:
            return False
        pull.body = pull.body.replace("- [ ] Go on", "- [x] Go on")
        return True

    # ticks

    def tick(self, source: random.Random) -> bool:
        """Tick a box of the open pull request, or of one that has ended."""
        boxes = [(pull, line) for pull in self.season.pulls()[:2] for line in pull.body.split("\n") if _box(line)]
        offered = [(pull, line) for pull, line in boxes if self._may_tick(pull, *_box(line))]
        if not offered:
            return False
        pull, line = source.choice(offered)
        paper, key = _box(line)
        pull.body = pull.body.replace(line, line.replace("[ ]", "[x]"))
        known = self.papers[paper]
        if key == _NOWHERE:
            if known.verdict == UNDECIDED:
                known.decide(REFUSED)
            return True
        known.decide(UNDECIDED)
        known.ticked, known.beside = True, self.boxes[paper, key]
        return True

    def _may_tick(self, pull: Pull, paper: str, key: str) -> bool:
        known = self.papers.get(paper)
        if known is None or known.ticked or known.fresh or (key != _NOWHERE and (paper, key) not in self.boxes):
            return False
        if pull.state == "open":
            return paper in self.asked() and known.verdict == UNDECIDED
        open_now = self.season.open_pull()
        if open_now and paper in self.placed():
            return False
        return known.verdict == UNDECIDED or (known.verdict == REFUSED and known.closed_by == pull.number)

    # the list

    def add_by_hand(self, source: random.Random) -> bool:
        """Write a paper into the list: one that waits, was turned down, or was never heard of."""
        files = self.season.files()
        surveys = lists.parse_all(files)
        free = [one for one in self.papers if not self.stands(one, surveys) and TAKEN != self.papers[one].verdict]
        likely = [
            (survey, one)
            for survey in surveys
            for one in survey.entries
            if one.id and one.span.end == one.span.start + 1
            and "\n".join(edits.lines_of(survey, one)).count(one.title) == 1
        ]
        if not free or not likely:
            return False
        known = self.papers[source.choice(free)]
        survey, like = source.choice(likely)
        line = edits.lines_of(survey, like)[0].replace(like.title, known.paper.title).replace(like.id, known.paper.id)
        self.commit(edits.with_lines(files, survey, like, [line]))
        if not self.stands(known.paper.id, self.season.surveys()):
            self.commit(files)
            return False
        known.decide(TAKEN)
        return True

    def delete_entry(self, source: random.Random) -> bool:
        """Delete from the list a paper that a pull request brought there."""
        return self._in_list(source, None)

    def move_entry(self, source: random.Random) -> bool:
        return self._in_list(source, source)

    def _in_list(self, source: random.Random, to: random.Random | None) -> bool:
        files = self.season.files()
        surveys = lists.parse_all(files)
        proposed = {str(one.id) for one in self.season.labels() if one.source.startswith("#")}
        found = [
            (paper, *at[0])
            for paper, known in self.papers.items()
            if paper in proposed and known.verdict == TAKEN and not known.fresh and len(known.titles) == 1
            if len(at := self.entries(paper, surveys)) == 1
            if sum(one.section == at[0][1].section for one in at[0][0].entries) > 2
            if at[0][1].section in self.seen
        ]
        if not found:
            return False
        paper, survey, entry = source.choice(found)
        changed = self._changed(files, survey, entry, to)
        if changed is None:
            return False
        self.commit(changed)
        self.edited.add(entry.section)
        if to is None:
            self.papers[paper].decide(REFUSED)
        self.papers[paper].fresh = True
        return True

    def another_link(self, source: random.Random) -> bool:
        """Give a paper in the list another link and a shorter title; one between two looks of the bot."""
        files = self.season.files()
        surveys = lists.parse_all(files)
        found = [
            (paper, *at[0])
            for paper, known in self.papers.items()
            if known.verdict == TAKEN and not known.fresh and len(at := self.entries(paper, surveys)) == 1 and at[0][1].id
        ]
        if not found or self.retitled:
            return False
        paper, survey, entry = source.choice(found)
        title = source.choice([entry.title, edits.shortened(entry.title)])
        changed = edits.retitled(files, survey, entry, title, f"https://openreview.net/forum?id=x{paper[-3:]}")
        if changed is None:
            return False
        self.commit(changed)
        self.papers[paper].titles.add(title_key(title))
        self.retitled = True
        return True

    def edit(self, source: random.Random) -> bool:
        """Do to headings, files, order or titles what decides nothing."""
        name = source.choice([*edits.EDITS])
        before = self.season.files()
        changed = edits.EDITS[name](dict(before), source)
        if changed is None or changed == before or not _keeps(before, changed):
            return False
        self.commit(changed)
        self.counts[f"edit: {name}"] += 1
        return True

    def delete_section(self, source: random.Random) -> bool:
        """Delete a section that the bot knows, with all that stands in it."""
        files = self.season.files()
        surveys = lists.parse_all(files)
        found = [one for one in edits.headings(files) if one.path in self.seen and one.path not in self.edited]
        if len(found) < 3:
            return False
        one = source.choice(found)
        changed, gone = edits.without_section(files, one)
        self.commit(changed)
        now = self.season.surveys()
        for paper, known in self.papers.items():
            if known.fresh and self.stands(paper, surveys) and not self.stands(paper, now):
                known.verdict = NOT_REFUSED if known.merged and not known.moved else ANYTHING
        self.removed.append((one.file, gone))
        return True

    def restore_section(self, source: random.Random) -> bool:
        if not self.removed:
            return False
        file, gone = self.removed.pop()
        files = self.season.files()
        before = self.season.surveys()
        self.commit({file: "\n".join([files.get(file, ""), *gone, ""])})
        now = self.season.surveys()
        for paper, known in self.papers.items():
            if self.stands(paper, now) and not self.stands(paper, before):
                known.verdict, known.fresh = TAKEN, known.fresh or known.verdict != TAKEN
        return True

    # words

    def write_in_body(self, source: random.Random) -> bool:
        pull = self.season.open_pull()
        if not pull:
            return False
        pull.body = f"Note {source.randrange(99)}.\n\n{pull.body}"
        return True

    def another_pull_title(self, source: random.Random) -> bool:
        pull = self.season.open_pull()
        if not pull:
            return False
        pull.title = "Reading for Sunday"
        return True


_NOWHERE = checkboxes.place("x", checkboxes.NOWHERE).split()[1]


def _box(line: str) -> tuple[str, str] | tuple[()]:
    """Return the paper and the section's key of an empty box, nothing for any other line."""
    if "- [ ] " not in line or "<!-- curator: 2" not in line:
        return ()
    paper, key = line.partition("<!-- curator: ")[2].split()[:2]
    return paper, key


def _keeps(before: Files, after: Files) -> bool:
    """Tell whether an edit left every entry an entry, by its id or title, but for one whose title changed."""
    was, now = (
        Counter(str(one.id) or title_key(one.title) for it in lists.parse_all(files) for one in it.entries)
        for files in (before, after)
    )
    return was == now
