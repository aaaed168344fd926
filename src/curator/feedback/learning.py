"""What became of a proposal → decisions: from the pull request, its branch, and the list as it stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from curator.feedback import labels, sources
from curator.feedback.branch_state import BranchState
from curator.feedback.outcomes import outcomes_of
from curator.lists.identity import Counterparts
from curator.papers.identity import key, keys
from curator.types import Label, Placed, PullRequest, Survey


@dataclass(frozen=True, slots=True)
class Learnt:
    """The decisions known after learning, and what the bot then left on its branch."""

    labels: list[Label]
    state: BranchState


@dataclass(frozen=True, slots=True)
class Listing:
    """The list as it stands on its default branch on a day, and what the sections are now that labels name.

    `elsewhere` are the ids that other documents of its repository name.
    """

    surveys: Sequence[Survey]
    counterparts: Counterparts
    branch: str
    today: date
    elsewhere: Collection[str] = ()


def learn(
    known: Sequence[Label], state: BranchState, pull: PullRequest | None, asked: Sequence[Placed], listing: Listing
) -> Learnt:
    """Read the end of a pull request once, take it back when it was reopened, and follow the list in any case.

    `known` and `state` are what was learnt before, `pull` is the newest pull request of the bot's branch, `asked` are
    the papers that it asks about. One that a bot closed, or that went to another branch, decides nothing.
    """
    if pull and pull.number <= state.learnt and _was_reopened(pull, known):
        known = undo(known, pull.number)
        state = replace(state, learnt=pull.number - 1, touched=listing.today)
    if pull and pull.state != "open" and pull.number > state.learnt:
        if pull.base not in {"", listing.branch}:
            state = _ended_elsewhere(state, pull)
        elif pull.state == "merged" or not pull.by_bot:
            known = labels.update(known, _decided(known, state, pull, asked, listing))
        state = replace(state, learnt=pull.number, touched=None)
    followed = labels.follow(known, listing.surveys, listing.today, listing.counterparts, listing.elsewhere)
    return Learnt(followed, state)


def _was_reopened(pull: PullRequest, known: Sequence[Label]) -> bool:
    """Tell whether a pull request of which the end was read went on: it may have been merged before the next look."""
    closed = sources.of_pull(pull.number, "closed").text
    return pull.state == "open" or (pull.state == "merged" and any(one.source == closed for one in known))


def _decided(
    known: Sequence[Label], state: BranchState, pull: PullRequest, asked: Sequence[Placed], listing: Listing
) -> list[Label]:
    """Return what the end of a pull request decides: closing it turns down what it asks about, too.

    A paper that was decided before is not turned down by this, nor is one whose section went after the merge.
    """
    before = frozenset().union(*listing.counterparts.before.values())
    outcomes = outcomes_of(state.placed, listing.surveys, before)
    if pull.state == "closed":
        outcomes += outcomes_of(asked, listing.surveys)
    else:
        outcomes = [one for one in outcomes if one.section or listing.counterparts.of(one.proposed)]
    decided = {name for one in known for name in keys(one)}
    fresh = labels.from_outcomes(outcomes, listing.today, sources.of_pull(pull.number, pull.state), pull.ended_by)
    return [one for one in fresh if one.sections or decided.isdisjoint(keys(one))]


def _ended_elsewhere(state: BranchState, pull: PullRequest) -> BranchState:
    """Remember the papers that were merged into another branch: they wait until that comes to the list.

    A closing decides nothing there: a server closes what goes to a branch that is deleted.
    """
    if pull.state != "merged":
        return state
    return replace(state, elsewhere=(*dict.fromkeys((*state.elsewhere, *(one.id for one in state.placed))),))


def undo(known: Sequence[Label], number: int, papers: Collection[str] | None = None) -> list[Label]:
    """Return what is known without the rejections that closing this pull request made, and nothing since.

    With `papers`, only theirs, and those that were ticked in it: a later tick takes an earlier one back.
    """
    if papers is None:
        closed = sources.of_pull(number, "closed").text
        return [one for one in known if one.sections or one.source != closed]
    named = {*papers}
    return [one for one in known if one.sections or one.id not in named or not _is_answer(one, number)]


def _is_answer(label: Label, number: int) -> bool:
    """Tell whether a decision was taken by closing a pull request or by a tick in it, whatever the list said since."""
    source = sources.read(label.source)
    return source is not None and source.pull == number and source.how in {"closed", "ticked"}


def changed(known: Collection[Label], fresh: Collection[Label]) -> int:
    """Return how many decisions were taken, taken back or changed; a section's new name is no decision."""
    before, after = ({key(one): _decision(one) for one in some} for some in (known, fresh))
    return sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())


def _decision(label: Label) -> tuple[bool, date | None, str, str]:
    return bool(label.sections), label.decided_on, label.source, label.by
