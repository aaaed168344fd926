"""What became of a proposal → decisions: from the pull request, its branch, and the list as it stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from curator.feedback import labels
from curator.feedback.branch_state import BranchState
from curator.feedback.outcomes import outcomes_of
from curator.types import Label, PullRequest, Survey


@dataclass(frozen=True, slots=True)
class Learnt:
    """The decisions known after learning, and what the bot then left on its branch."""

    labels: list[Label]
    state: BranchState


def learn(
    known: Sequence[Label], state: BranchState, pull: PullRequest | None, surveys: Sequence[Survey], today: date
) -> Learnt:
    """Read the end of a pull request once, take it back when it was reopened, and follow the list in any case.

    `known` and `state` are what was learnt before, `pull` is the newest pull request of the bot's branch, and
    `surveys` the list as it stands on its default branch `today`.
    """
    if pull and pull.state == "open" and pull.number <= state.learnt:
        known = undo(known, pull.number)
        state = replace(state, learnt=pull.number - 1, touched=today)
    elif pull and pull.state != "open" and pull.number > state.learnt:
        outcomes = outcomes_of(state.placed, surveys)
        known = labels.update(known, labels.from_outcomes(outcomes, today, source(pull), pull.ended_by))
        state = replace(state, learnt=pull.number, touched=None)
    return Learnt(labels.follow(known, surveys, today), state)


def source(pull: PullRequest) -> str:
    """Return where a decision was read: the pull request's number and how it ended."""
    return f"{labels.PULL}{pull.number} {pull.state}"


def undo(known: Sequence[Label], number: int) -> list[Label]:
    """Return what is known without the rejections that closing this pull request made."""
    return [one for one in known if one.sections or not one.source.startswith(f"{labels.PULL}{number} closed")]


def changed(known: Collection[Label], fresh: Collection[Label]) -> int:
    """Return how many decisions were taken, taken back or changed; a section's new name is no decision."""
    before, after = ({labels.key(one): _decision(one) for one in some} for some in (known, fresh))
    return sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())


def _decision(label: Label) -> tuple[bool, date | None, str, str]:
    return bool(label.sections), label.decided_on, label.source, label.by
