"""What became of a proposal → decisions: from the pull request, its branch, and the list as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from curator.feedback import labels
from curator.feedback.branch_state import Standing
from curator.feedback.outcomes import review
from curator.types import Label, PullRequest, Survey


@dataclass(frozen=True, slots=True)
class Lesson:
    """The decisions known after learning, and what then stands."""

    labels: list[Label]
    standing: Standing


def learn(
    known: Sequence[Label], standing: Standing, pull: PullRequest | None, surveys: Sequence[Survey], today: date
) -> Lesson:
    """Read the end of a pull request once, take it back when it was reopened, and follow the list in any case.

    `known` and `standing` are what was learnt before, `pull` is the newest pull request of the bot's branch, and
    `surveys` the list as it stands on its default branch `today`.
    """
    if pull and pull.state == "open" and pull.number <= standing.learnt:
        known = undo(known, pull.number)
        standing = replace(standing, learnt=pull.number - 1, touched=today)
    elif pull and pull.state != "open" and pull.number > standing.learnt:
        reviews = review(standing.placed, surveys)
        known = labels.update(known, labels.from_reviews(reviews, today, source(pull), pull.ended_by))
        standing = replace(standing, learnt=pull.number, touched=None)
    return Lesson(labels.follow(known, surveys, today), standing)


def source(pull: PullRequest) -> str:
    """Return where a decision was read: the pull request's number and how it ended."""
    return f"{labels.PULL}{pull.number} {pull.state}"


def undo(known: Sequence[Label], number: int) -> list[Label]:
    """Return what is known without the rejections that closing this pull request made."""
    return [one for one in known if one.sections or not one.source.startswith(f"{labels.PULL}{number} closed")]
