"""A repository of the stand-in without its network: the pull requests as the bot asks for them, and its runs."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from curator import config, lists, pipeline
from curator.cli.github import persistently
from curator.feedback import branch_state, impressions, labels_csv
from curator.feedback.branch_state import BranchState
from curator.hosts import reading
from curator.hosts.reading import Found
from curator.hosts.remote import Remote
from curator.hosts.state import pull_state_files
from curator.proposals import handover, queue
from curator.proposals.handover import Handover
from curator.types import Announcement, Decision, Impression, Label, Paper, PullRequest, Survey
from curator.use_cases import propose
from curator.workspace import Workspace
from tests.github_server.records import Account, Draft, Pull
from tests.github_server.repository import Repository
from tests.season.topics import Topics

BRANCH, STATE = "curator/suggestions", "curator-state"
SETTINGS = config.parse('[list]\nfiles = ["*.md"]\n[suggest]\npace = 40\n')


class Desk:
    """The pull requests of a repository, as `curator.hosts.forge.Forge` has them."""

    def __init__(self, repository: Repository, bot: Account) -> None:
        self._repository, self._bot = repository, bot

    def default_branch(self) -> str:
        return self._repository.default_branch

    def recent(self, branch: str) -> Sequence[PullRequest]:
        ours = [one for one in self._repository.pulls.values() if one.head == branch]
        return [self._known(one) for one in sorted(ours, key=lambda one: (one.state != "open", -one.number))]

    def again(self, number: int) -> PullRequest:
        return self._known(self._repository.pulls[number])

    def ended(self, pull: PullRequest) -> PullRequest:
        return self.again(pull.number)

    def last_word(self, number: int, since: date) -> date | None:
        return None

    def open(self, title: str, body: str, branch: str, base: str) -> PullRequest:
        return self._known(self._repository.open_pull(Draft(self._bot, title, body), branch, base))

    def edit(self, pull: PullRequest, **changes: str) -> PullRequest:
        one = self._repository.pulls[pull.number]
        self._repository.edit_pull(one, self._bot, changes)
        return self._known(one)

    def _known(self, one: Pull) -> PullRequest:
        state = "merged" if one.merged_at else one.state
        head, _ = self._repository.sides(one)
        by = one.merged_by or one.closed_by
        facts = (by.login, by.kind == "Bot") if by else ("", False)
        return PullRequest(one.number, state, one.title, one.body, head, f"#{one.number}", one.base, *facts)  # type: ignore[arg-type]


class Season:
    """A list's repository, and the bot that comes to it; `model` is what it learnt of the list last."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        self.person, self.bot = Account("person", "token-person"), Account("bot", "token-bot", "Bot")
        self.repository = Repository(folder, self.person, "list")
        self.repository.commit("main", files)
        self.folder, self._files = folder, dict[str, dict[str, str]]()
        self.today = date(2026, 3, 2)
        self.train()

    # what stands in the repository

    def files(self, branch: str = "main") -> dict[str, str]:
        """Return the list's files on a branch."""
        commit = self.repository.git("rev-parse", branch)
        if commit not in self._files:
            names = self.repository.git("ls-tree", "--name-only", commit).splitlines()
            self._files[commit] = {
                one: self.repository.read(commit, one) + "\n" for one in names if one.endswith(".md")
            }
        return dict(self._files[commit])

    def surveys(self, branch: str = "main") -> tuple[Survey, ...]:
        """Return the list as it stands on a branch."""
        return lists.parse_all(self.files(branch))

    def labels(self) -> list[Label]:
        """Return the decisions that the bot knows."""
        text = self.repository.read(STATE, "data/labels.csv")
        return labels_csv.read(text) if text else []

    def pending(self) -> Decision:
        """Return what the bot has waiting, and of what was turned down the last."""
        text = self.repository.read(STATE, "data/pending.json")
        return queue.read(text) if text else queue.NOTHING

    def shown(self) -> Sequence[Impression]:
        """Return what the bot has put before the maintainer."""
        text = self.repository.read(STATE, "data/shown.json")
        return impressions.read(text) if text else ()

    def standing(self) -> BranchState:
        """Return what the bot left on its branch."""
        text = self.repository.read(STATE, "data/standing.json")
        return branch_state.read(text) if text else branch_state.NOTHING

    def pulls(self) -> list[Pull]:
        """Return the pull requests, newest first."""
        return sorted(self.repository.pulls.values(), key=lambda one: -one.number)

    def open_pull(self) -> Pull | None:
        """Return the open pull request, of which there is at most one."""
        found = [one for one in self.pulls() if one.state == "open"]
        assert len(found) <= 1, "a second pull request is open"
        return found[0] if found else None

    def is_of_people(self) -> bool:
        """Tell whether a person committed on the bot's branch."""
        tip = self.repository.sha(BRANCH)
        return bool(tip) and tip != self.standing().head

    # what the bot does

    def train(self) -> None:
        """Let the model know the list as it stands."""
        self.model = Topics(self.surveys())

    def night(self, papers: Sequence[Paper]) -> None:
        """Read a night's papers, and bring what fits to the pull request."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            handed = self._judged(papers, Path(folder) / "list", self._remote(Path(folder) / "fetched"))
            self._on_repository(lambda found: propose.propose(found, handed))

    def learn(self) -> None:
        """Learn, and act on what was ticked."""
        self._on_repository(propose.learn)

    def _judged(self, papers: Sequence[Paper], root: Path, remote: Remote) -> Handover:
        remote.fetch("main", BRANCH, STATE)
        remote.checkout(remote.head("main"), root)
        pull_state_files(SETTINGS, root, remote)
        store = Workspace(root, SETTINGS)
        model = self.model.today(lists.parse_all(store.files()))
        judged = pipeline.suggest(store, Announcement((*papers,), "new"), model, self.today)
        return handover.read(handover.write(Handover(judged.decision, len(papers), (self.today,))))

    def _on_repository(self, work: Callable[[Found], object]) -> None:
        def once() -> None:
            with tempfile.TemporaryDirectory(dir=self.folder) as folder:
                remote = self._remote(Path(folder) / "fetched")
                there = reading.Repository(Desk(self.repository, self.bot), remote)
                work(reading.read(SETTINGS, there, Path(folder) / "read", self.today))

        persistently(once)
        self.repository.after_push(self.bot)

    def _remote(self, folder: Path) -> Remote:
        return Remote(str(self.repository.path), "", folder)

    def later(self, days: int = 1) -> None:
        """Let days go by."""
        self.today += timedelta(days=days)
