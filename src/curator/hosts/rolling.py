"""Do with the rolling pull request what is planned: in one push, or not at all."""

from collections.abc import Mapping
from dataclasses import replace

from curator.errors import MovedError
from curator.hosts.reading import Found
from curator.proposals import answers, body, plan
from curator.proposals.answers import Known
from curator.proposals.plan import Plan
from curator.types import Proposal, Publication, PullRequest


class Rolling:
    """The rolling pull request of a list as a host, once all was learnt from it."""

    ticks = True

    def __init__(self, found: Found, known: Known) -> None:
        self._found, self._known, self._now = found, known, known.now
        self._forge, self._remote = found.repository.forge, found.repository.remote

    @property
    def ongoing(self) -> bool:
        """Whether a pull request is open: it stays, though there may be nothing to write for now."""
        return self._now.open is not None

    def publish(self, proposal: Proposal) -> Publication:
        """Bring the proposal to the bot's branch and its pull request, unless people have taken the branch over.

        Raises
        ------
        MovedError
            Someone changed the branch, what curator knows, or the body meanwhile: read everything again.
        HostError
            The server refused, or the branch has commits of people and no pull request.
        """
        branch = self._now.state.branch
        if self._now.open is None and branch != proposal.branch:
            self._found.store.push(self._now.state, {})
            raise MovedError(f"the end of the pull request from {branch} was read: now for the branch that is set")
        return self._carry_out(plan.make(self._known, proposal))

    def finish(self) -> None:
        """Push what was learnt where nothing is published; close a pull request of which nothing is left."""
        self._carry_out(plan.make(self._known))

    def _carry_out(self, what: Plan) -> Publication:
        pull, made, tip = self._now.open, what.proposal, self._push(what)
        where = pull.where if pull else ""
        if pull and what.edits:
            self._edit(pull, what.edits)
        elif made and not pull:
            where = self._open(made, tip)
        for one in what.late:
            self._forge.edit(one, body=answers.replied_late(self._known, one, self._found.store.pending()))
        return Publication(where, changed=bool(made and (not pull or what.edits or tip != self._now.tip)))

    def _push(self, what: Plan) -> str:
        """Push what is known and the branch where it is made anew, together; return the branch's last commit."""
        made, tip = what.proposal, self._now.tip
        if made is None:
            self._found.store.push(what.state, {})
            return tip
        if not self._remote.makes(tip, made.changes):
            base = self._remote.head(self._found.base)
            tip = self._remote.commit(self._remote.tree(base, made.changes), base, made.message)
        self._found.store.push(replace(what.state, head=tip), {made.branch: tip})
        return tip

    def _open(self, made: Proposal, tip: str) -> str:
        """Open the pull request; where another run did so with less, let the one that pushed last have its say."""
        one = self._forge.open(made.title, made.body, made.branch, self._found.base)
        if one.head == tip and body.fingerprint(one.body) != body.fingerprint(made.body):
            self._forge.edit(one, title=made.title, body=made.body)
        return one.where

    def _edit(self, pull: PullRequest, edits: Mapping[str, str]) -> None:
        """Edit the pull request, but no body that someone has edited since it was read: a tick must not be lost.

        One that was merged or closed in the last instant is judged by what stood on its branch before.
        """
        there = self._forge.again(pull.number) if "body" in edits else pull
        if there.state != "open":
            self._found.store.push(self._found.now.state, {})
            raise MovedError(f"#{pull.number} was ended meanwhile")
        if there.body != pull.body:
            raise MovedError(f"#{pull.number} was changed meanwhile")
        self._forge.edit(pull, **edits)
