"""What maintainers do to pull requests: they end them, tick boxes, commit on the branch, and write in the body."""

import random

from curator import lists
from curator.lists.identity import sections
from tests.github_server.records import Pull, Refusal
from tests.season.boxes import NOWHERE, Box, boxes, key_of
from tests.season.desk import BRANCH
from tests.season.person import REFUSED, TAKEN, UNDECIDED, Person


class Reviewer(Person):
    """A person who answers pull requests; each method does one thing, if it can be done, and says whether it did."""

    # pull requests

    def merge(self, source: random.Random) -> bool:
        pull = self.season.open_pull()
        if not pull or not self.repository.mergeable(pull) or not self.placed():
            return False
        try:
            self.repository.merge_pull(pull, self.season.person, source.choice(["merge", "squash", "rebase"]))
        except Refusal:
            return False
        now = self.season.surveys()
        held = frozenset().union(*sections(now).values())
        for one in self.placed():
            # A line that is missing where some of its section is gone, too, may have gone with that.
            unsure = UNDECIDED if self.cut or not self.papers[one].beside <= held else frozenset[bool | None]()
            self.papers[one].decide(TAKEN if self.stands(one, now) else REFUSED | unsure)
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
        self.rebuilds = "- [x] Rebuild" in newest.body
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
        """Tick an empty box of the open pull request, or of one that has ended."""
        offered = [one for one in self._offered() if not one[1].ticked and not one[1].ours]
        if not offered:
            return False
        pull, box = source.choice(offered)
        kept = [one for one in boxes(pull.body) if one.paper == box.paper and one.ours and one.ticked]
        if kept and source.random() < 0.5:
            for one in kept:
                pull.body = one.turned(pull.body)
            kept = []
        pull.body = box.turned(pull.body)
        known = self.papers[box.paper]
        if box.key == NOWHERE:
            known.decide(REFUSED)
            return True
        known.decide(UNDECIDED)
        known.ticked = True
        known.beside = frozenset().union(*(self._meant(one) or known.beside for one in [box, *kept]))
        return True

    def _meant(self, box: Box) -> frozenset[str]:
        """Return the entries of the section that a box stood for, and of the one that has its name by now."""
        now = {key_of(path): entries for path, entries in sections(self.season.surveys()).items()}
        return self.boxes.get((box.paper, box.key), frozenset()) | now.get(box.key, frozenset())

    def untick(self, source: random.Random) -> bool:
        """Untick the boxes that curator ticked for a paper."""
        offered = [one for one in self._offered() if one[1].ticked and one[1].ours]
        if not offered:
            return False
        pull, box = source.choice(offered)
        for one in boxes(pull.body):
            if one.paper == box.paper and one.ours and one.ticked:
                pull.body = one.turned(pull.body)
        self.papers[box.paper].decide(REFUSED)
        return True

    def _offered(self) -> list[tuple[Pull, Box]]:
        found = [(pull, box) for pull in self.season.pulls()[:2] for box in boxes(pull.body)]
        return [(pull, box) for pull, box in found if self._may_answer(pull, box)]

    def _may_answer(self, pull: Pull, box: Box) -> bool:
        known = self.papers.get(box.paper)
        if known is None or known.ticked or known.fresh:
            return False
        if box.key != NOWHERE and not box.ours and (box.paper, box.key) not in self.boxes:
            return False
        if pull.state == "open":
            placed = box.paper in self.placed() and not self.season.is_of_people()
            return (placed or box.paper in self.asked()) and known.verdict == UNDECIDED
        if self.season.open_pull() and box.paper in self.placed():
            return False
        return known.verdict == UNDECIDED or (known.verdict == REFUSED and known.closed_by == pull.number)

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
