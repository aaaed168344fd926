"""Do with the rolling pull request what was decided: in one push, or not at all."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from curator.config import Config
from curator.errors import HostError, MovedError
from curator.feedback import branch_state, labels, learning
from curator.feedback.outcomes import outcomes_of
from curator.hosts.forge import Forge
from curator.hosts.remote import Remote
from curator.hosts.server import ServerStore
from curator.proposals import body, checkboxes, queue, rolling
from curator.proposals.rolling import Situation
from curator.types import Decision, Label, Proposal, Publication, PullRequest


@dataclass(frozen=True, slots=True)
class Place:
    """A list's repository on a server; `prefix` is the folder of `curator.toml` in it, with a slash at its end."""

    forge: Forge
    remote: Remote
    prefix: str = ""


def read(settings: Config, place: Place, folder: Path, today: date) -> "Rolling":
    """Return the rolling pull request of a list as it stands; what is read is written to the empty `folder`."""
    forge, remote = place.forge, place.remote
    base, branch = forge.default_branch(), settings.host.branch
    remote.fetch(base, branch, settings.state.branch)
    store = ServerStore(settings, remote, base, place.prefix, folder)
    state = store.branch_state()
    pull = forge.newest(branch)
    if pull and pull.state == "open" and not remote.head(branch):
        pull = _closed(place, settings, base, pull)
    if pull and pull.state != "open" and pull.number > state.learnt:
        pull = replace(pull, ended_by=forge.ended_by(pull))
    ticked = checkboxes.read(pull.body) if pull and pull.state == "open" else checkboxes.NOTHING
    tip = remote.head(branch)
    foreign = bool(tip) and bool(remote.people(remote.head(base), tip))
    return Rolling(settings, place, store, base, Situation(state, pull, ticked, tip, foreign, today))


def _closed(place: Place, settings: Config, base: str, pull: PullRequest) -> PullRequest:
    """Close a pull request whose branch was deleted, as GitHub does itself, unless it was opened since the look."""
    place.remote.fetch(base, settings.host.branch, settings.state.branch)
    if place.remote.head(settings.host.branch):
        raise MovedError(f"#{pull.number} was opened meanwhile")
    return place.forge.edit(pull, state="closed")


class Rolling:
    """The rolling pull request of a list: a host, and what its maintainer did there."""

    def __init__(self, settings: Config, place: Place, store: ServerStore, base: str, now: Situation) -> None:
        self.store, self.now = store, now
        self._settings, self._base = settings, base
        self._forge, self._remote, self._prefix = place.forge, place.remote, place.prefix
        self._before = now.state
        self._published = False

    # what people decided

    def learn(self) -> int:
        """Learn from the pull request and the list; return how many decisions are new or changed."""
        known = self.store.labels()
        learnt = learning.learn(known, self.now.state, self.now.pull, self.store.surveys(), self.now.today)
        fresh = learnt.labels
        if self.now.open and checkboxes.REBUILD in self.now.ticked.wishes:
            fresh = labels.update(fresh, self._turned_down_on_branch(self.now.open))
        self.now = replace(self.now, state=learnt.state)
        self.store.save_labels(fresh)
        return learning.changed(known, fresh)

    def _turned_down_on_branch(self, pull: PullRequest) -> list[Label]:
        found = outcomes_of(self.now.state.placed, self.store.surveys_at(self.now.tip))
        gone = [one for one in found if one.verdict == "rejected"]
        return labels.from_outcomes(gone, self.now.today, f"{labels.PULL}{pull.number} rebuilt", "")

    def waiting(self) -> Decision:
        """Return what waits for a decision, with what was ticked or moved by hand in its place."""
        waiting = self.store.still_open(self.store.pending())
        if checkboxes.REBUILD in self.now.ticked.wishes:
            waiting = queue.moved(waiting, outcomes_of(self.now.state.placed, self.store.surveys_at(self.now.tip)))
        return checkboxes.apply(waiting, self.now.ticked)

    def due(self, decision: Decision) -> Decision:
        """Return what of a decision may be proposed today: all of it, or what the pull request names already.

        One that could not be opened has its day, but no end that was read.
        """
        state = self.now.state
        if branch_state.is_due(state, self._settings.suggest.schedule, self.now.today):
            return decision
        stands = self.now.open or state.touched
        return queue.among(decision, branch_state.named(state) if stands else ())

    def reply(self) -> str:
        """Say what the checkboxes that were ticked come to."""
        waiting = self.store.still_open(self.store.pending())
        return body.reply(checkboxes.placements(waiting, self.now.ticked), self.now.ticked.wishes)

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
        if since := rolling.quiet_since(self.now):
            self._hear(since)
        step, pull = rolling.step(self.now), self.now.open
        if step == "update":
            return self._update(proposal)
        if pull is None:
            raise HostError(f"branch {proposal.branch} has commits that are not curator's: merge, rename or delete it")
        return self._leave(pull, body.stale(pull.body) if step == "stop updating" else body.hands_off(pull.body))

    def _hear(self, since: date) -> None:
        """Count a word of a person as touching the pull request."""
        if self.now.open and (spoken := self._forge.last_word(self.now.open.number, since)):
            self.now = replace(self.now, state=replace(self.now.state, touched=spoken))

    def _update(self, proposal: Proposal) -> Publication:
        now, tip = self.now, self.now.tip
        same_body, same_branch = rolling.says_the_same(now, proposal), self._holds(proposal, tip)
        if not same_branch:
            base = self._remote.head(self._base)
            tip = self._remote.commit(self._remote.tree(base, proposal.changes, self._prefix), base, proposal.message)
        self.now = replace(now, state=rolling.after(now, proposal, tip))
        self.store.push(self.now.state, {proposal.branch: tip})
        if now.open is None:
            where = self._open(proposal, tip)
        else:
            where = now.open.where
            if not same_body:
                self._rewrite(now.open, proposal.body, proposal.title)
        return Publication(where, changed=not (same_branch and same_body))

    def _holds(self, proposal: Proposal, tip: str) -> bool:
        """Tell whether the branch's last commit makes just these changes."""
        parent = self._remote.parent(tip) if tip else ""
        names = {self._prefix + change.file: change for change in proposal.changes}
        return bool(parent) and all(
            self._remote.holds(parent, name, change.before) and self._remote.holds(tip, name, change.after)
            for name, change in names.items()
        )

    def _open(self, proposal: Proposal, tip: str) -> str:
        """Open the pull request; where another run did so with less, let the one that pushed last have its say."""
        one = self._forge.open(proposal.title, proposal.body, proposal.branch, self._base)
        if one.head == tip and body.fingerprint(one.body) != body.fingerprint(proposal.body):
            self._forge.edit(one, title=proposal.title, body=proposal.body)
        return one.where

    def _leave(self, pull: PullRequest, text: str) -> Publication:
        """Leave branch and pull request alone, but for what `text` adds to the body."""
        self.push()
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
        """Push what was learnt, where `publish` did not; close a pull request of which nothing is left."""
        if self._published:
            return
        self.push()
        if self.now.open and rolling.may_close(self.now):
            self._forge.edit(self.now.open, state="closed")

    def push(self) -> None:
        """Push what was learnt, and leave branch and pull request as they are."""
        self.store.push(self.now.state, {})
