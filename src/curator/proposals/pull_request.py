"""The rolling pull request as it was read → what may be done with it; `plan.py` says what is."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from curator.feedback import branch_state
from curator.feedback.branch_state import BranchState, Schedule
from curator.feedback.impressions import IGNORED
from curator.proposals import body, checkboxes, queue
from curator.proposals.checkboxes import Ticked
from curator.types import Decision, Outcome, Proposal, PullRequest

Step = Literal["update", "leave to people", "leave as it stands", "stop updating", "refuse"]

_NOTICES = (checkboxes.HANDS_OFF, checkboxes.STALE, checkboxes.LOST)


@dataclass(frozen=True, slots=True)
class Situation:
    """What was read: the bot left `state`; its newest pull request and what is ticked there; the branch's last commit.

    `foreign` is whether any commit on the branch that the list lacks was made by another than the bot. `late` are the
    pull requests that have ended and on which a box is ticked. `edited` is what people made of the lines on the branch,
    where they gave it back.
    """

    state: BranchState
    pull: PullRequest | None
    ticked: Ticked
    tip: str
    foreign: bool
    today: date
    late: tuple[PullRequest, ...] = ()
    edited: tuple[Outcome, ...] = ()

    @property
    def open(self) -> PullRequest | None:
        """The pull request that waits for its maintainer, if there is one."""
        return self.pull if self.pull and self.pull.state == "open" else None


def step(now: Situation) -> Step:
    """Say what becomes of branch and pull request when there is something to propose."""
    if _is_of_people(now):
        return "leave to people" if now.open else "refuse"
    if now.open and now.tip != now.state.head and not _is_given_back(now):
        return "leave as it stands"
    return "stop updating" if quiet_since(now) else "update"


def due(decision: Decision, now: Situation, schedule: Schedule) -> Decision:
    """Return what of a decision may be proposed today: all of it, or what the pull request names already.

    One that could not be opened has its day, but no end that was read. What was merged into another branch waits.
    """
    decision = queue.outside(decision, now.state.elsewhere)
    if step(now) in {"update", "refuse"} and branch_state.is_due(now.state, schedule, now.today):
        return decision
    stands = now.open or now.state.touched
    return queue.among(decision, branch_state.named(now.state) if stands else ())


def may_close(now: Situation) -> bool:
    """Tell whether a pull request of which nothing is left is the bot's to close: people did no more than tick."""
    if now.open is None or now.tip != now.state.head:
        return False
    return body.fingerprint(checkboxes.untouched(now.open.body)) == now.state.text


def quiet_since(now: Situation) -> date | None:
    """Return the day since which nobody is known to have touched the open pull request; None while that is recent."""
    touched, since = now.state.touched, now.today - IGNORED
    return since if now.open and touched and touched < since and not now.ticked else None


def _is_of_people(now: Situation) -> bool:
    """Tell whether anyone but the bot may have committed on the branch what is neither merged nor given up."""
    if now.tip in {"", now.state.head} or _is_given_back(now):
        return False
    if now.pull and not now.open and now.pull.head == now.tip:
        return False  # the server keeps the commits of a pull request that has ended
    return now.foreign


def _is_given_back(now: Situation) -> bool:
    return now.open is not None and checkboxes.REBUILD in now.ticked.wishes


def says_the_same(now: Situation, proposal: Proposal) -> bool:
    """Tell whether the open pull request's body already says what it should."""
    if now.open is None or now.ticked:
        return False
    noticed = any(mark in now.open.body for mark in _NOTICES)
    return not noticed and body.tells_the_same(now.open.body, proposal.body)


def title(now: Situation, proposal: Proposal) -> str:
    """Return the title for the pull request: the proposal's, unless a person gave it another one."""
    return now.open.title if now.open and not body.is_own_title(now.open.title) else proposal.title


def after(now: Situation, proposal: Proposal, head: str, text: str) -> BranchState:
    """Return what the bot will have left once the branch is at `head` and the body is `text`."""
    fingerprint = now.state.text if says_the_same(now, proposal) else body.fingerprint(text)
    state = replace(now.state, head=head, placed=proposal.placed, asked=proposal.asked, text=fingerprint)
    grew = now.open is None or branch_state.named(state) - branch_state.named(now.state)
    touched = None if now.ticked or now.open is None else now.state.touched
    state = replace(state, branch=proposal.branch, proposed=now.today if grew else now.state.proposed)
    return replace(state, touched=touched or now.today)
