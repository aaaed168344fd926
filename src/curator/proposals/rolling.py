"""The rolling pull request as it was read → what to do with it; who does it is in `hosts/rolling.py`."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from curator.feedback import branch_state
from curator.feedback.branch_state import BranchState
from curator.proposals import body, checkboxes
from curator.proposals.checkboxes import Ticked
from curator.types import Proposal, PullRequest

PATIENCE = timedelta(days=30)

Step = Literal["update", "leave to people", "stop updating", "refuse"]


@dataclass(frozen=True, slots=True)
class Situation:
    """What was read: what the bot left, its newest pull request and what is ticked there, and the branch's last commit.

    `foreign` is whether any commit on the branch that the list lacks was made by another than the bot.
    """

    state: BranchState
    pull: PullRequest | None
    ticked: Ticked
    tip: str
    foreign: bool
    today: date

    @property
    def open(self) -> PullRequest | None:
        """The pull request that waits for its maintainer, if there is one."""
        return self.pull if self.pull and self.pull.state == "open" else None


def step(now: Situation) -> Step:
    """Say what becomes of branch and pull request when there is something to propose.

    `state.touched` must be up to date where `quiet_since` asks for that.
    """
    if _is_of_people(now):
        return "leave to people" if now.open else "refuse"
    return "stop updating" if quiet_since(now) else "update"


def may_close(now: Situation) -> bool:
    """Tell whether a pull request of which nothing is left is the bot's to close: nobody edited its branch or body."""
    return now.open is not None and body.fingerprint(now.open.body) == now.state.text and not _is_of_people(now)


def quiet_since(now: Situation) -> date | None:
    """Return the day since which nobody is known to have touched the open pull request, None unless that is long ago.

    Comments do not show in what was read: ask for them before you believe it.
    """
    touched, since = now.state.touched, now.today - PATIENCE
    return since if now.open and touched and touched < since and not now.ticked else None


def _is_of_people(now: Situation) -> bool:
    """Tell whether anyone but the bot may have committed on the branch what is neither merged nor given up."""
    if now.tip in {"", now.state.head} or (now.open and checkboxes.REBUILD in now.ticked.wishes):
        return False
    if now.pull and not now.open and now.pull.head == now.tip:
        return False  # the server keeps the commits of a pull request that has ended
    return bool(now.open and now.state.head) or now.foreign


def says_the_same(now: Situation, proposal: Proposal) -> bool:
    """Tell whether the open pull request's body already says what it should."""
    if now.open is None or now.ticked:
        return False
    noticed = checkboxes.HANDS_OFF in now.open.body or checkboxes.STALE in now.open.body
    return not noticed and body.tells_the_same(now.open.body, proposal.body)


def after(now: Situation, proposal: Proposal, head: str) -> BranchState:
    """Return what the bot will have left once the branch is at `head` and the body is the proposal's."""
    text = now.state.text if says_the_same(now, proposal) else body.fingerprint(proposal.body)
    state = replace(now.state, head=head, placed=proposal.placed, asked=proposal.asked, text=text)
    grew = now.open is None or branch_state.named(state) - branch_state.named(now.state)
    touched = None if now.ticked or now.open is None else now.state.touched
    return replace(state, proposed=now.today if grew else now.state.proposed, touched=touched or now.today)
