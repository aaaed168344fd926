"""What is known, and a proposal or none → what is done with branch and pull request, in one push."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from curator.errors import HostError
from curator.feedback.branch_state import BranchState
from curator.proposals import answers, body, notices, pull_request, queue
from curator.proposals.answers import Known
from curator.proposals.pull_request import Situation
from curator.types import Proposal, PullRequest

_NOTICES = {"leave to people": notices.hands_off, "leave as it stands": notices.lost, "stop updating": notices.stale}


@dataclass(frozen=True, slots=True)
class Plan:
    """What the bot then knows of its branch, what the branch is made of, and what is changed in its pull request.

    Without `proposal` the branch stays as it is. `edits` are for the open pull request; where there is none, a proposal
    opens one. The head of `state` is the commit that stood there before, where a proposal makes another one. `late` are
    pull requests that have ended by then, and on which ticks are answered.
    """

    state: BranchState
    late: tuple[PullRequest, ...]
    proposal: Proposal | None = None
    edits: Mapping[str, str] = field(default_factory=dict)


def make(known: Known, proposal: Proposal | None = None) -> Plan:
    """Return what becomes of a proposal; without one, of a pull request of which nothing may be left.

    That is no decision on any paper. One in which people wrote stays, without the lines that it had.

    Raises
    ------
    HostError
        The branch has commits of people, and no pull request.
    """
    now, step = known.now, pull_request.step(known.now)
    if now.open and step in _NOTICES:
        return _left(known, now.open, _NOTICES[step](now.open.body))
    if proposal and step == "refuse":
        raise HostError(f"branch {now.state.branch} has commits that are not curator's: merge, rename or delete it")
    if proposal:
        return _updated(now, proposal)
    if now.open and pull_request.may_close(now):
        return _closed(now, now.open)
    return _updated(now, _nothing(known)) if now.open and now.state.placed else Plan(now.state, now.late)


def _left(known: Known, pull: PullRequest, text: str) -> Plan:
    """Leave branch and pull request alone, but for what `text` adds to the body, and replies to ticks."""
    now, done = known.now, known.here.placed.keys() | known.here.refused
    asked = tuple(paper for paper in now.state.asked if paper not in done)
    text = answers.replied(known, text)
    edits = {} if text == pull.body else {"title": pull.title, "body": text}
    return Plan(replace(now.state, asked=asked), now.late, edits=edits)


def _updated(now: Situation, proposal: Proposal) -> Plan:
    """Make the branch anew, and the body, unless it says the same already."""
    text = body.joined(now.open.body, proposal.body) if now.open else proposal.body
    title, same = pull_request.title(now, proposal), pull_request.says_the_same(now, proposal)
    edits = {"title": title, "body": text} if now.open and not same else {}
    made = replace(proposal, branch=now.state.branch)
    return Plan(pull_request.after(now, made, now.tip, text), now.late, made, edits)


def _closed(now: Situation, pull: PullRequest) -> Plan:
    late = (*now.late, pull) if now.ticked else now.late
    return Plan(replace(now.state, learnt=pull.number, touched=None), late, edits={"state": "closed"})


def _nothing(known: Known) -> Proposal:
    """Return a proposal of which nothing is left."""
    text = body.render(queue.NOTHING, answers.reply(known))
    return Proposal(known.now.state.branch, body.title(queue.NOTHING), text, body.message(queue.NOTHING), ())
