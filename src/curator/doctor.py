"""What a look at a list, its model and its repository shows → checks: all well, or what to mend."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from curator.feedback.branch_state import BranchState
from curator.papers.arxiv.seen import Seen
from curator.proposals import checkboxes
from curator.proposals.pace import is_nearly_all
from curator.types import Decision, Hosting, Label, PullRequest, Survey, entries_of

ALLOW = "tick `Allow GitHub Actions to create and approve pull requests` in Settings, Actions, General"
WORKFLOW = "curator.yml"

_QUIET = timedelta(days=7)
"""No night without a batch of papers lasts longer, holidays included."""

_ACTIVITY, _WARNING = timedelta(days=60), timedelta(days=14)
"""GitHub stops scheduled workflows after so long without activity; said so long before."""

_ENABLE = "under Actions, choose it and press `Enable workflow`"
_STOPPED = {
    "disabled_inactivity": f"GitHub stopped it after 60 days without activity: {_ENABLE}",
    "disabled_manually": f"somebody switched it off: {_ENABLE}",
    "disabled_fork": f"GitHub switches it off in forks: {_ENABLE}",
}


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether all is well, and one line that says what there is or what to do."""

    about: str
    well: bool
    message: str


def listing(surveys: Sequence[Survey]) -> Check:
    """Say what was read of the list."""
    entries = entries_of(surveys)
    if not entries:
        names = ", ".join(survey.file for survey in surveys)
        return Check("list", well=False, message=f"no entry in {names}: name the list's files in [list] files")
    sections = {entry.section for entry in entries}
    size = f"{_count(len(entries), 'entry', 'entries')} in {_count(len(sections), 'section', 'sections')}"
    unlinked = sum(not entry.id for entry in entries)
    note = f"; {unlinked} known by title, without an arXiv link" if unlinked else ""
    return Check("list", well=True, message=f"{size}{note}")


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def contact(address: str) -> Check:
    """Say whom arXiv is told."""
    if address:
        return Check("arXiv", well=True, message=f"asked in the name of {address}")
    return Check("arXiv", well=False, message="no contact: set [arxiv] contact to an address of yours")


def papers(known: int, *, elsewhere: bool, broken_off: str = "") -> Check:
    """Say how many papers the table holds, and which file's import was `broken_off`.

    `elsewhere` is when the nights run on GitHub, with a table of their own.
    """
    if broken_off:
        message = f"{known:,} known; an import was broken off: go on by `curator papers import {broken_off}`"
        return Check("papers", well=False, message=message)
    if known:
        return Check("papers", well=True, message=f"{known:,} known")
    if elsewhere:
        return Check("papers", well=True, message="none here; the workflows keep their own in a cache")
    return Check("papers", well=False, message="none known: run `curator papers import` or `curator papers fetch`")


def stream(a_week: float, first: float) -> Check:
    """Say how many papers a week were read of late, `first` of them shown at first, and whether that is nearly all."""
    if not a_week:
        message = "none of the last four weeks: run `curator papers fetch`, and check [arxiv] categories"
        return Check("stream", well=False, message=message)
    message = f"{a_week:,.0f} papers a week are read, {first:.0f} of them shown at first"
    if is_nearly_all(a_week, first):
        remedy = "read more categories, or set [suggest] pace"
        return Check("stream", well=False, message=f"{message}: nearly all; {remedy}")
    return Check("stream", well=True, message=message)


def model(learnt: int, listed: int, refused: str = "") -> Check:
    """Say how far the list has grown since the model learnt it, and why a newer one was refused, if one was."""
    message = f"learnt from {learnt} papers of the list, which has {listed}"
    if listed > 2 * learnt:
        return Check("model", well=False, message=f"{message} by now: run `curator train`")
    return Check("model", well=True, message=message + (f"; a newer one is worse: {refused}" if refused else ""))


def nights(seen: Seen, categories: Collection[str], today: date, *, on_github: bool) -> Check:
    """Say when arXiv was last read with success, and for which categories it never was."""
    days = {name: max(seen.batches[name]) for name in categories if seen.batches.get(name)}
    if not days:
        return Check("nights", well=False, message="none yet: run the workflow curator by hand, or `curator nightly`")
    last, never = max(days.values()), sorted({*categories} - {*days})
    message = f"papers of {last} read last, {_count(max(0, (today - last).days), 'day', 'days')} ago"
    if today - last > _QUIET:
        remedy = "look at the runs of the workflow curator" if on_github else "see why `curator nightly` runs no more"
        return Check("nights", well=False, message=f"{message}: {remedy}")
    return Check("nights", well=True, message=message + (f"; none yet of {', '.join(never)}" if never else ""))


def pace(words: str, drift: Sequence[str] = ()) -> list[Check]:
    """Say how many papers are shown, what became of the last ones, and what drifts."""
    shown = Check("pace", well=True, message=words.removeprefix("Pace: ").rstrip(".") or "nothing was shown yet")
    return [shown, *(Check("drift", well=False, message=message.rstrip(".")) for message in drift)]


def decisions(labels: Sequence[Label], waiting: Decision) -> Check:
    """Say what was decided, and what waits."""
    rejected = sum(not label.sections for label in labels)
    waits = _count(len(waiting.shown), "paper waits", "papers wait")
    return Check("decisions", well=True, message=f"{len(labels)} known, {rejected} of them turned down; {waits}")


def hosting(facts: Hosting, today: date) -> list[Check]:
    """Say what GitHub lets the bot do, and whether its workflows run."""
    may = {None: "GitHub does not say what it may do", True: "may write"}
    token = may.get(facts.may_push, "may only read: give it write access to contents and pull requests")
    found = [Check("token", facts.may_push is not False, token), _opening(facts.may_open)]
    found += [_workflow(facts.workflows)] if facts.workflows is not None else []
    found += [_activity(facts.pushed, today)] if facts.pushed else []
    return found + ([Check("failure", well=False, message=f"runs fail: see {facts.alarm}")] if facts.alarm else [])


def _opening(may_open: bool | None) -> Check:
    if may_open is None:
        message = f"this token is not told whether Actions may open pull requests; where they may not, {ALLOW}"
        return Check("permission", well=True, message=message)
    message = "Actions may open pull requests" if may_open else f"Actions may not open pull requests: {ALLOW}"
    return Check("permission", may_open, message)


def _workflow(states: Mapping[str, str]) -> Check:
    state = states.get(WORKFLOW, "")
    missing = f"not on the default branch: `curator init` writes .github/workflows/{WORKFLOW}; commit it"
    message = "runs" if state == "active" else _STOPPED.get(state, missing)
    return Check(WORKFLOW, state == "active", message)


def _activity(pushed: date, today: date) -> Check:
    ends = pushed + _ACTIVITY
    ago = _count(max(0, (today - pushed).days), "day", "days")
    message = f"last push {ago} ago; without another, GitHub stops the workflows on {ends}"
    if ends - today > _WARNING:
        return Check("activity", well=True, message=message)
    return Check("activity", well=False, message=f"{message}: push a commit to any branch")


def pull_request(pull: PullRequest | None, known: BranchState) -> Check:
    """Say what the bot's pull request is about, and whether the bot keeps it up to date."""
    if pull is None or pull.state != "open":
        return Check("pull request", well=True, message="none is open")
    notes = ["left to those who committed on it"] if pull.head != known.head else []
    notes += ["no longer updated, since nobody touched it for 30 days"] if checkboxes.STALE in pull.body else []
    return Check("pull request", well=True, message="; ".join([f"#{pull.number}, {pull.title}", *notes]))
