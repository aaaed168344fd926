"""Do with the rolling pull request what was decided: in one push, or not at all."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import NoReturn

from curator.config import Config
from curator.errors import HostError, MovedError
from curator.feedback import branch_state, labels, learning
from curator.feedback.outcomes import outcomes_of
from curator.hosts.reading import Found, Repository
from curator.papers.withdrawal import is_withdrawn
from curator.proposals import body, checkboxes, instructions, notices, pull_request, queue, settled
from curator.proposals.instructions import Instructions
from curator.proposals.short_paths import shortened_instructions
from curator.types import Decision, Label, Outcome, Paper, Placed, Proposal, Publication, PullRequest

_NOTICES = {"leave to people": notices.hands_off, "leave as it stands": notices.lost, "stop updating": notices.stale}


class Rolling:
    """The rolling pull request of a list: a host, and what its maintainer did there."""

    def __init__(self, settings: Config, repository: Repository, found: Found) -> None:
        self.store, self.now = found.store, found.now
        self._settings, self._base, self._branch = settings, found.base, found.branch
        self._forge, self._remote = repository.forge, repository.remote
        self._before = found.now.state
        self._stored = found.store.pending()
        self._published = False

    ticks = True

    @property
    def ongoing(self) -> bool:
        """Whether a pull request is open: it stays, though there may be nothing to write for now."""
        return self.now.open is not None

    # what people decided

    def learn(self) -> int:
        """Learn from the pull request and the list; return how many decisions are new or changed."""
        known, now = self.store.labels(), self.now
        listing = learning.Listing(
            self.store.surveys(), self.store.counterparts, self._base, now.today, self.store.elsewhere()
        )
        asked = [Placed(one.id, one.title, ()) for one in queue.papers(self._stored) if one.id in now.state.asked]
        learnt = learning.learn(known, now.state, now.pull, asked, listing)
        fresh = self._unless_ticked(learnt.labels)
        fresh = [*fresh, *self._refused(fresh)]
        if now.open and checkboxes.REBUILD in now.ticked.wishes:
            fresh = [*fresh, *self._turned_down_on_branch(now.open, {one.id for one in fresh})]
        self.now = replace(now, state=learnt.state)
        self.store.save_labels(fresh)
        return learning.changed(known, fresh)

    def _unless_ticked(self, decided: list[Label]) -> list[Label]:
        """Return decisions without the rejections, made by closing, of papers that people answered in boxes.

        A tick on an earlier pull request outweighs the closing of a later one that was read together with it.
        """
        now = self.now
        together = {now.pull.number} if now.pull and now.pull.number > self._before.learnt else set()
        for pull in self._ticked():
            wanted = self._wanted(pull)
            for number in together | {pull.number}:
                decided = learning.undo(decided, number, wanted.papers)
        return decided

    def _wanted(self, pull: PullRequest) -> Instructions:
        """Return what was ticked on a pull request about papers that wait, or waited."""
        papers = {one.id for one in queue.papers(self._stored)}
        sections = checkboxes.keys(self.store.naming, self.store.counterparts)
        return instructions.of(checkboxes.read(pull.body), papers, sections)

    def _ticked(self) -> list[PullRequest]:
        """Return the pull requests on which boxes may be ticked, the open one last: its ticks count most."""
        return [*reversed(self.now.late), *([self.now.open] if self.now.open else [])]

    def _refused(self, known: Sequence[Label]) -> list[Label]:
        """Return what was ticked as not for this list, of what nobody decided yet."""
        undecided = queue.papers(queue.still_open(self._stored, self.store.surveys(), known))
        found = ((pull, self._wanted(pull).refused) for pull in self._ticked())
        source = {paper: labels.of_pull(pull.number, "ticked") for pull, papers in found for paper in papers}
        once = {one.id: one for one in undecided if one.id in source}
        return [Label(one.id, one.title, (), self.now.today, source[one.id]) for one in once.values()]

    def _turned_down_on_branch(self, pull: PullRequest, decided: Collection[str]) -> list[Label]:
        """Return what people deleted on the branch, of what they did not decide before or bring to the list by hand."""
        gone = [one for one in self._on_branch() if one.verdict == "rejected" and one.id not in decided]
        return labels.from_outcomes(gone, self.now.today, labels.of_pull(pull.number, "rebuilt"), "")

    def _on_branch(self) -> list[Outcome]:
        """Return what people made of the lines on the branch."""
        return outcomes_of(self.now.state.placed, self.store.surveys_at(self.now.tip))

    def waiting(self, news: Sequence[Paper] = ()) -> Decision:
        """Return what waits for a decision, with what was ticked or moved by hand in its place.

        `news` is what arXiv says by now of some of the papers.
        """
        self._stored = queue.refreshed(self._stored, news)
        self.store.save_pending(self._stored)
        answered = self._stored
        if checkboxes.REBUILD in self.now.ticked.wishes:
            answered = queue.moved(answered, self._on_branch())
        for pull in self._ticked():
            answered = instructions.apply(answered, self._wanted(pull))
        return self.store.still_waiting(answered, self.now.today)

    def due(self, decision: Decision) -> Decision:
        """Return what of a decision may be proposed today: all of it, or what the pull request names already.

        One that could not be opened has its day, but no end that was read. What was merged into another branch waits.
        """
        if since := pull_request.quiet_since(self.now):
            self._hear(since)
        state = self.now.state
        decision = queue.outside(decision, state.elsewhere)
        updates = pull_request.step(self.now) in {"update", "refuse"}
        if updates and branch_state.is_due(state, self._settings.suggest.schedule, self.now.today):
            return decision
        stands = self.now.open or state.touched
        return queue.among(decision, branch_state.named(state) if stands else ())

    def _hear(self, since: date) -> None:
        """Count a word of a person as touching the pull request."""
        if self.now.open and (spoken := self._forge.last_word(self.now.open.number, since)):
            self.now = replace(self.now, state=replace(self.now.state, touched=spoken))

    def reply(self) -> str:
        """Say what the checkboxes that were ticked come to, and which papers of the pull request wait no more."""
        wanted = self._wanted(self.now.open) if self.now.open else Instructions()
        named = branch_state.named(self.now.state) if self.now.open else frozenset()
        forgotten = queue.forgotten(self.store.still_open(self._stored), self.store.shown(), self.now.today)
        ended = named & {one.paper.id for one in forgotten.questions} - wanted.placed.keys()
        withdrawn = named & {one.id for one in queue.papers(self._stored) if is_withdrawn(one)}
        said = body.replies(shortened_instructions(wanted, self._stored)) | self._settled(wanted)
        return body.reply(said, self.now.ticked.wishes, ended, withdrawn, queue.papers(self._stored))

    def _settled(self, wanted: Instructions) -> dict[str, str]:
        """Say of ticked papers of the open pull request why a tick decides nothing; of withdrawn ones that is said."""
        papers = queue.papers(self._stored)
        waiting = [*queue.papers(self.store.still_open(self._stored)), *filter(is_withdrawn, papers)]
        return settled.replies(wanted, papers, self.store.labels(), {one.id for one in waiting})

    # what the bot does

    def publish(self, proposal: Proposal) -> Publication:
        """Bring the proposal to the bot's branch and its pull request, unless people have taken the branch over.

        Raises
        ------
        MovedError
            Someone changed the branch, what curator knows, or the body meanwhile: read everything again.
        HostError
            The server refused.
        """
        self._published = True
        step, pull = pull_request.step(self.now), self.now.open
        if pull is None and self._branch != self._settings.host.branch:
            self._push()
            raise MovedError(
                f"the end of the pull request from {self._branch} was read: now for the branch that is set"
            )
        if step == "update":
            return self._update(replace(proposal, branch=self._branch))
        if pull is None:
            raise HostError(f"branch {self._branch} has commits that are not curator's: merge, rename or delete it")
        return self._leave(pull, _NOTICES[step](pull.body))

    def _update(self, proposal: Proposal) -> Publication:
        now, tip = self.now, self.now.tip
        same_body = pull_request.says_the_same(now, proposal)
        same_branch = self._remote.makes(tip, proposal.changes)
        if not same_branch:
            base = self._remote.head(self._base)
            tip = self._remote.commit(self._remote.tree(base, proposal.changes), base, proposal.message)
        text = body.joined(now.open.body, proposal.body) if now.open else proposal.body
        self.now = replace(now, state=pull_request.after(now, proposal, tip, text))
        self.store.push(self.now.state, {proposal.branch: tip})
        if now.open is None:
            where = self._open(proposal, tip)
        else:
            where = now.open.where
            if not same_body:
                self._rewrite(now.open, text, pull_request.title(now, proposal))
        return Publication(where, changed=not (same_branch and same_body))

    def _open(self, proposal: Proposal, tip: str) -> str:
        """Open the pull request; where another run did so with less, let the one that pushed last have its say."""
        one = self._forge.open(proposal.title, proposal.body, proposal.branch, self._base)
        if one.head == tip and body.fingerprint(one.body) != body.fingerprint(proposal.body):
            self._forge.edit(one, title=proposal.title, body=proposal.body)
        return one.where

    def _leave(self, pull: PullRequest, text: str) -> Publication:
        """Leave branch and pull request alone, but for what `text` adds to the body, and replies to ticks."""
        wanted = self._wanted(pull)
        done = wanted.placed.keys() | wanted.refused
        asked = tuple(paper for paper in self.now.state.asked if paper not in done)
        self.now = replace(self.now, state=replace(self.now.state, asked=asked))
        self._push()
        standing = {one.id for one in self.now.state.placed}
        said = body.replies(shortened_instructions(wanted, self._stored), _NEXT, standing) | self._settled(wanted)
        text = checkboxes.replied(text, said)
        if text != pull.body:
            self._rewrite(pull, text, pull.title)
        return Publication(pull.where, changed=False)

    def _rewrite(self, pull: PullRequest, text: str, title: str) -> None:
        """Replace the body, unless someone has edited it since it was read: a tick must not be lost."""
        there = self._forge.again(pull.number)
        if there.state != "open":
            self._start_over(pull)
        if there.body != pull.body:
            raise MovedError(f"#{pull.number} was changed meanwhile")
        self._forge.edit(pull, title=title, body=text)

    def _start_over(self, pull: PullRequest) -> NoReturn:
        """Judge a pull request that was merged or closed in the last instant by what stood on its branch before."""
        self.store.push(self._before, {})
        raise MovedError(f"#{pull.number} was ended meanwhile")

    def finish(self) -> None:
        """Push what was learnt, where `publish` did not; close a pull request of which nothing is left.

        That is no decision on any paper. One in which people wrote stays, without the lines that it had. Then reply to
        what was ticked on pull requests that have ended.
        """
        closed = [] if self._published else self._finish_without_proposal()
        for one in (*self.now.late, *closed):
            self._reply_to(one)

    def _finish_without_proposal(self) -> list[PullRequest]:
        """Bring branch and pull request up to date; return the pull request if it is closed by this, and was ticked."""
        step, pull = pull_request.step(self.now), self.now.open
        if pull and step in _NOTICES:
            self._leave(pull, _NOTICES[step](pull.body))
        elif pull and pull_request.may_close(self.now):
            self._close(pull)
            return [pull] if self.now.ticked else []
        elif pull and self.now.state.placed:
            self._update(_empty(self._branch, self.reply()))
        else:
            self._push()
        return []

    def _close(self, pull: PullRequest) -> None:
        self.now = replace(self.now, state=replace(self.now.state, learnt=pull.number, touched=None))
        self._push()
        self._forge.edit(pull, state="closed")

    def _reply_to(self, pull: PullRequest) -> None:
        """Say on a pull request that has ended what came of each tick."""
        known = self.store.labels()
        waiting = {one.paper.id for one in self.store.still_open(self.store.pending()).lines}
        decided = {one.id for one in known}
        wanted = self._wanted(pull)
        replies = {
            paper: settled.DECIDED if paper in decided else _UNKNOWN for paper in checkboxes.read(pull.body).papers
        }
        replies |= body.replies(shortened_instructions(wanted, self._stored), _NEXT)
        replies |= settled.replies(wanted, queue.papers(self._stored), known, waiting)
        replies |= dict.fromkeys(wanted.refused - decided, settled.DECIDED)
        self._forge.edit(pull, body=checkboxes.replied(pull.body, replies))

    def _push(self) -> None:
        """Push what was learnt, and leave branch and pull request as they are."""
        self.store.push(self.now.state, {})


def _empty(branch: str, source: str) -> Proposal:
    """Return a proposal of which nothing is left."""
    text = body.render(queue.NOTHING, source)
    return Proposal(branch, body.title(queue.NOTHING), text, body.message(queue.NOTHING), ())


_NEXT = " with the next pull request"
_UNKNOWN = "is not known any more, since what curator knew was lost: add it by hand"
