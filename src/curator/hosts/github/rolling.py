"""The rolling pull request of a list on GitHub: read once, then changed in one push, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from curator import lists
from curator.config import Config
from curator.errors import HostError, MovedError
from curator.feedback import branch_state, labels, learning
from curator.feedback.outcomes import review
from curator.hosts.github.client import GitHub
from curator.hosts.github.remote import Remote
from curator.proposals import body, checkboxes, queue
from curator.storage.files import read_text, write_text
from curator.types import Decision, Label, Proposal, Publication, PullRequest, Survey
from curator.workspace import Workspace

_PATIENCE = timedelta(days=30)
_KEPT = 200
"""Papers that were turned down and stay in `pending.json`, so that taking a decision back proposes them again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A list's repository on GitHub; `prefix` is the folder of `curator.toml` in it, with a slash at its end."""

    github: GitHub
    remote: Remote
    prefix: str = ""


class Rolling(Workspace):
    """A list's repository on GitHub as it stood when this was made: its store and its host in one.

    `folder` is empty; what is read is written there.
    """

    def __init__(self, settings: Config, place: Place, folder: Path, today: date) -> None:
        super().__init__(folder / "list" / place.prefix, settings)
        github, remote, prefix = place.github, place.remote, place.prefix
        self._github, self._remote = github, remote
        self._folder, self._prefix, self._today = folder, prefix, today
        self._branch, self._state = settings.host.branch, settings.state.branch
        self._base = github.default_branch()
        remote.fetch(self._base, self._branch, self._state)
        remote.checkout(remote.head(self._base), folder / "list")
        if self._state != self._base and remote.head(self._state):
            names = [prefix + name for name in self._state_names()]
            remote.checkout(remote.head(self._state), folder / "list", names)
        self._standing = self._stood = self._read_standing()
        self.pull = self._newest()
        self.ticked = checkboxes.read(self.pull.body) if self.pull and self.is_open else checkboxes.Ticked()
        self._published = False

    def _state_names(self) -> Sequence[str]:
        where = self._settings.state
        return where.labels, where.pending, where.standing, where.seen

    def _read_standing(self) -> branch_state.Standing:
        path = self._root / self._settings.state.standing
        return branch_state.read(read_text(path), str(path)) if path.exists() else branch_state.NOTHING

    def _newest(self) -> PullRequest | None:
        pull = self._github.newest(self._branch)
        if pull and pull.state == "open" and not self._remote.head(self._branch):
            pull = self._closed(pull)
        if pull and pull.state != "open" and pull.number > self._standing.learnt:
            return replace(pull, ended_by=self._github.ended_by(pull))
        return pull

    def _closed(self, pull: PullRequest) -> PullRequest:
        """Close a pull request whose branch was deleted, as GitHub does itself, unless it was opened since the look."""
        self._remote.fetch(self._base, self._branch, self._state)
        if self._remote.head(self._branch):
            raise MovedError(f"#{pull.number} was opened meanwhile")
        return self._github.edit(pull, state="closed")

    # what people decided

    def learn(self) -> int:
        """Learn from the pull request and the list; return how many decisions are new or changed."""
        known = self.labels()
        lesson = learning.learn(known, self._standing, self.pull, self._surveys(), self._today)
        fresh = lesson.labels
        if self.is_open and checkboxes.REBUILD in self.ticked.wishes:
            fresh = labels.update(fresh, self._turned_down_on_branch())
        self._standing = lesson.standing
        self._save_labels(fresh)
        return len({*fresh} - {*known}) + len({labels.key(one) for one in known} - {labels.key(one) for one in fresh})

    def _save_labels(self, decided: Sequence[Label]) -> None:
        write_text(self._root / self._settings.state.labels, labels.write(decided))

    def _turned_down_on_branch(self) -> list[Label]:
        gone = [one for one in review(self._standing.placed, self._surveys_on_branch()) if one.verdict == "rejected"]
        assert self.pull
        return labels.from_reviews(gone, self._today, f"{labels.PULL}{self.pull.number} rebuilt", "")

    def _surveys(self) -> Sequence[Survey]:
        return lists.parse_all(self.files())

    def _surveys_on_branch(self) -> Sequence[Survey]:
        folder = self._folder / "branch"
        self._remote.checkout(self._remote.head(self._branch), folder)
        return lists.parse_all(Workspace(folder / self._prefix, self._settings).files())

    def still_open(self, decision: Decision) -> Decision:
        """Return what of a decision is neither in the list nor decided."""
        return queue.still_open(decision, self._surveys(), self.labels())

    def waiting(self) -> Decision:
        """Return what waits for a decision, with what was ticked or moved by hand in its place."""
        waiting = self.still_open(self.pending())
        if checkboxes.REBUILD in self.ticked.wishes:
            waiting = queue.moved(waiting, review(self._standing.placed, self._surveys_on_branch()))
        return checkboxes.apply(waiting, self.ticked)

    def due(self, decision: Decision) -> Decision:
        """Return what of a decision may be proposed today: all of it, or what the pull request names already.

        One that could not be opened has its day, but no end that was read.
        """
        if branch_state.is_due(self._standing, self._settings.suggest.schedule, self._today):
            return decision
        stands = self.is_open or self._standing.touched
        return queue.among(decision, branch_state.named(self._standing) if stands else ())

    def reply(self) -> str:
        """Say what the boxes that were ticked come to."""
        return body.reply(checkboxes.placements(self.still_open(self.pending()), self.ticked), self.ticked.wishes)

    def save_seen(self, text: str) -> None:
        """Replace what counts as seen."""
        write_text(self._root / self._settings.state.seen, text)

    def save_pending(self, decision: Decision) -> None:
        """Replace what waits, and keep what was turned down for the case that this is taken back."""
        before = queue.first(queue.without(self.pending(), decision), _KEPT)
        super().save_pending(replace(queue.merge(decision, before), skipped=decision.skipped))

    # what the bot does

    def publish(self, proposal: Proposal) -> Publication:
        """Bring the proposal to the bot's branch and its pull request, unless people have taken the branch over.

        Raises
        ------
        MovedError
            Someone changed the branch, what curator knows, or the body meanwhile: read everything again.
        HostError
            GitHub refused.
        """
        self._published = True
        if self.is_open and self._is_of_people():
            return self._leave(body.hands_off)
        if self.is_open and self._is_stale():
            return self._leave(body.stale)
        if self._is_of_people():
            raise HostError(f"branch {self._branch} has commits that are not curator's: merge, rename or delete it")
        tip, tells = self._remote.head(self._branch), self._tells(proposal)
        stands = self._stands(proposal, tip)
        if not stands:
            base = self._remote.head(self._base)
            tree = self._remote.tree(base, proposal.changes, self._prefix)
            tip = self._remote.commit(tree, base, proposal.message)
        text = self._standing.text if tells else body.fingerprint(proposal.body)
        self._stood, self._standing = self._standing, replace(self._after(proposal), head=tip, text=text)
        self._push({self._branch: tip})
        return Publication(self._show(proposal, tip, tells=tells), changed=not (stands and tells))

    def _after(self, proposal: Proposal) -> branch_state.Standing:
        """Return what stands once the proposal does, but for the commit and the body."""
        before, after = self._standing, replace(self._standing, placed=proposal.placed, asked=proposal.asked)
        grew = not self.is_open or branch_state.named(after) - branch_state.named(before)
        touched = None if self.ticked or not self.is_open else before.touched
        return replace(after, proposed=self._today if grew else before.proposed, touched=touched or self._today)

    def finish(self) -> None:
        """Push what was learnt, where `publish` did not; close a pull request of which nothing is left.

        One that people have edited, on its branch or in its body, is theirs to close.
        """
        if self._published:
            return
        self._push({})
        untouched = self.pull and body.fingerprint(self.pull.body) == self._standing.text
        if self.is_open and self.pull and untouched and not self._is_of_people():
            self._github.edit(self.pull, state="closed")

    def push(self) -> None:
        """Push what was learnt, and leave branch and pull request as they are."""
        self._push({})

    @property
    def is_open(self) -> bool:
        """Whether there is a pull request for a maintainer to decide."""
        return self.pull is not None and self.pull.state == "open"

    def _is_of_people(self) -> bool:
        """Tell whether anyone but the bot may have committed on the branch what is neither merged nor given up."""
        tip, pull = self._remote.head(self._branch), self.pull
        if tip in {"", self._standing.head} or (self.is_open and checkboxes.REBUILD in self.ticked.wishes):
            return False
        if pull and not self.is_open and pull.head == tip:
            return False  # GitHub keeps the commits of a pull request that has ended
        if self.is_open and self._standing.head:
            return True
        return bool(self._remote.people(self._remote.head(self._base), tip))

    def _is_stale(self) -> bool:
        """Tell whether nobody has touched the pull request for long; comments are asked for when all else says so."""
        touched, since = self._standing.touched, self._today - _PATIENCE
        if self.pull is None or touched is None or self.ticked or touched >= since:
            return False
        spoken = self._github.last_word(self.pull.number, since)
        self._standing = replace(self._standing, touched=spoken or touched)
        return spoken is None

    def _leave(self, noticed: Callable[[str], str]) -> Publication:
        """Leave branch and pull request alone, and say so once in its body."""
        assert self.pull
        text = noticed(self.pull.body)
        self._push({})
        if text != self.pull.body:
            self._rewrite(text, self.pull.title)
        return Publication(self.pull.where, changed=False)

    def _stands(self, proposal: Proposal, tip: str) -> bool:
        """Tell whether the branch's last commit makes just these changes."""
        parent = self._remote.parent(tip) if tip else ""
        names = {self._prefix + change.file: change for change in proposal.changes}
        return bool(parent) and all(
            self._remote.holds(parent, name, change.before) and self._remote.holds(tip, name, change.after)
            for name, change in names.items()
        )

    def _tells(self, proposal: Proposal) -> bool:
        """Tell whether an open pull request's body already says what it should."""
        if self.pull is None or not self.is_open or self.ticked:
            return False
        noticed = checkboxes.HANDS_OFF in self.pull.body or checkboxes.STALE in self.pull.body
        return not noticed and body.tells_the_same(self.pull.body, proposal.body)

    def _show(self, proposal: Proposal, tip: str, *, tells: bool) -> str:
        """Open the pull request, or bring its body up to date; return where it is."""
        if self.pull is None or not self.is_open:
            return self._open(proposal, tip)
        if not tells:
            self._rewrite(proposal.body, proposal.title)
        return self.pull.where

    def _open(self, proposal: Proposal, tip: str) -> str:
        """Open the pull request; where another run did so with less, let the one that pushed last have its say."""
        one = self._github.open(proposal.title, proposal.body, self._branch, self._base)
        if one.head == tip and body.fingerprint(one.body) != body.fingerprint(proposal.body):
            self._github.edit(one, title=proposal.title, body=proposal.body)
        return one.where

    def _rewrite(self, text: str, title: str) -> None:
        """Replace the body, unless someone has edited it since it was read: a tick must not be lost.

        One that was merged or closed in the last instant is judged by what stood on its branch before.
        """
        assert self.pull
        now = self._github.again(self.pull.number)
        if now.state != "open":
            self._standing = self._stood
            self._push({})
        if now.state != "open" or now.body != self.pull.body:
            raise MovedError(f"#{self.pull.number} was changed meanwhile")
        self._github.edit(self.pull, title=title, body=text)

    def _push(self, heads: dict[str, str]) -> None:
        write_text(self._root / self._settings.state.standing, branch_state.write(self._standing))
        there = [name for name in self._state_names() if (self._root / name).exists()]
        kept: dict[str, Path | None] = {self._prefix + name: self._root / name for name in there}
        state = self._remote.commit_files(self._remote.head(self._state), kept, "Keep what curator knows\n")
        self._remote.push({**heads, self._state: state})
