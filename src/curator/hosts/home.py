"""A list in a local repository: what its maintainer did with curator's branch is learnt, and the branch follows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from curator import lists
from curator.errors import HostError
from curator.feedback import labels, learning, sources
from curator.feedback.branch_state import BranchState
from curator.feedback.outcomes import outcomes_of
from curator.hosts.git import LocalGit
from curator.types import Label, Outcome, Proposal, Publication, Survey
from curator.workspace import Workspace


class Home:
    """The list's repository and curator's branch in it; there is no pull request, and no box to tick."""

    ongoing, ticks = False, False

    def __init__(self, store: Workspace, today: date) -> None:
        self._store, self._today = store, today
        self._git = LocalGit(store.root)

    def learn(self) -> int:
        """Learn from the branch and from the list; return how many decisions are new or changed.

        Raise HostError where the branch is checked out, or another than the list's: what stands in the list cannot be
        told from the proposal, or from what waits elsewhere. Raise CuratorError as `Workspace.require_whole` does.

        On the branch, a line that a person deleted turns its paper down at once, one that was moved waits where it is
        now. When it was merged, and when it is gone while the list holds some of it, what stands in the list counts.
        """
        known, state = self._store.labels(), self._store.branch_state()
        if state.head:
            self._store.require_whole()
            self._git.require_elsewhere(state.branch)
        self._require_list(state.base)
        fresh, state = self._of_branch(known, state) if state.head else (known, state)
        elsewhere = self._git.ids(self._store.own_names)
        fresh = labels.follow(fresh, self._store.surveys(), self._today, self._store.counterparts, elsewhere)
        self._store.save_labels(fresh)  # first: what the branch said is read again where this fails
        self._store.save_branch_state(state)
        return learning.changed(known, fresh)

    def _of_branch(self, known: Sequence[Label], state: BranchState) -> tuple[Sequence[Label], BranchState]:
        """Return what is known with what people decided on the branch, and what it then stands for."""
        tip, before = self._git.tip(state.branch), frozenset().union(*self._store.counterparts.before.values())
        listed = outcomes_of(state.placed, self._store.surveys(), before)
        if self._is_merged(state.head, tip, listed):
            merged = self._labels(listed, state.branch, "merged")
            if tip == state.head and not self._git.is_merged(tip):
                self._git.delete(state.branch, tip)
            return labels.update(known, merged), replace(state, head="", placed=())
        if tip in {"", state.head} or self._git.is_merged(tip):
            return known, state
        edited = outcomes_of(state.placed, self._surveys_at(tip), before)
        self._store.move(edited)
        gone = [one for one in edited if one.verdict == "rejected"]
        return labels.update(known, self._labels(gone, state.branch, "edited")), state

    def _is_merged(self, head: str, tip: str, listed: Sequence[Outcome]) -> bool:
        """Tell whether the proposal at `head` came to the list: as it was, or as what stands there of another tip.

        A branch that is gone may have gone into another one than the list's, and waits there. One that is there as it
        was, and of which the list holds all, was squashed.
        """
        if self._git.is_merged(head) or (tip == head and listed and all(one.section for one in listed)):
            return True
        ended = self._git.is_merged(tip) if tip else not self._git.holders(head)
        return ended and any(one.section for one in listed)

    def _require_list(self, base: str) -> None:
        """Raise HostError where another branch than the list's is checked out, and the list's is still there."""
        if base and base != self._git.current() and self._git.tip(base):
            raise HostError(
                f"the list is kept on {base}, which is not checked out: switch to it first; "
                "where it has moved for good, delete the file that [state] standing names"
            )

    def _labels(self, outcomes: Sequence[Outcome], branch: str, how: str) -> list[Label]:
        return labels.from_outcomes(outcomes, self._today, sources.of_branch(branch, how), self._git.person())

    def _surveys_at(self, commit: str) -> Sequence[Survey]:
        return lists.parse_all(self._git.texts(commit, self._store.files()))

    def publish(self, proposal: Proposal) -> Publication:
        """Set the branch to the proposal, and remember what it holds; raise as `LocalGit.publish` does."""
        done = self._git.publish(proposal)
        tip = self._git.tip(proposal.branch)
        self._store.save_branch_state(
            BranchState(
                tip, proposal.placed, proposal.asked, self._today, branch=proposal.branch, base=self._git.current()
            )
        )
        return done

    def finish(self) -> None:
        """Delete a branch of curator's own, where there is nothing to propose: nobody shall merge what was turned down.

        Raises
        ------
        HostError
            The branch is checked out.
        """
        state = self._store.branch_state()
        if state.placed and self._git.tip(state.branch) == state.head:
            self._git.delete(state.branch, state.head)
            self._store.save_branch_state(replace(state, head="", placed=()))
