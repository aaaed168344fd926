"""What maintainers do to the list itself: papers added, deleted and moved by hand, and edits that decide nothing."""

import random
from collections import Counter

from curator import lists
from curator.papers.identity import keys, title_key
from tests.season import edits
from tests.season.edits import Files
from tests.season.person import ANYTHING, NOT_REFUSED, REFUSED, TAKEN
from tests.season.reviewer import Reviewer


class Maintainer(Reviewer):
    """A person who answers pull requests and keeps the list; each method says whether it found anything to do."""

    # the list

    def add_by_hand(self, source: random.Random) -> bool:
        """Write a paper into the list: one that waits, was turned down, or was never heard of."""
        files = self.season.files()
        surveys = lists.parse_all(files)
        free = [one for one in self.papers if not self.stands(one, surveys) and self.papers[one].verdict != TAKEN]
        likely = [
            (survey, one)
            for survey in surveys
            for one in survey.entries
            if one.id
            and one.span.end == one.span.start + 1
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
            if known.verdict == TAKEN
            and not known.fresh
            and len(at := self.entries(paper, surveys)) == 1
            and at[0][1].id
        ]
        if not found or self.retitled:
            return False
        paper, survey, entry = source.choice(found)
        title = source.choice([entry.title, edits.shortened(entry.title)])
        changed = edits.retitled(files, survey, entry, title, f"https://openreview.net/forum?id=x{paper[-3:]}")
        if changed is None or not any(one.title == title for it in lists.parse_all(changed) for one in it.entries):
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
        self.cut = True
        now = self.season.surveys()
        held = frozenset(
            key for survey in surveys for it in survey.entries if it.section == one.path for key in keys(it)
        )
        for paper, known in self.papers.items():
            if known.ticked and known.beside & held:
                known.beside = frozenset()  # what was ticked is gone, and other boxes may stand for its entries
            if known.fresh and self.stands(paper, surveys) and not self.stands(paper, now):
                known.verdict = NOT_REFUSED if known.merged and not known.moved else ANYTHING
            elif known.merged and known.verdict == REFUSED:
                known.verdict |= {None}
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


def _keeps(before: Files, after: Files) -> bool:
    """Tell whether an edit left every entry an entry, by its id or title, but for one whose title changed."""
    was, now = (
        Counter(str(one.id) or title_key(one.title) for it in lists.parse_all(files) for one in it.entries)
        for files in (before, after)
    )
    return was == now
