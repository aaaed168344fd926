"""Look through what was learnt on GitHub for rejections that nobody decided, and forget them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from curator.config import Config
from curator.errors import CuratorError
from curator.feedback import branch_state, closings, labels_csv
from curator.feedback.closings import Doubt
from curator.hosts.github.client import GitHub
from curator.hosts.remote import Remote
from curator.hosts.server import ServerStore
from curator.lists.identity import sections
from curator.storage import files
from curator.types import Label, Placed, SectionPath


class Closings:
    """The rejections that closings made in a list's repository; what is read of it is written to the empty `folder`."""

    def __init__(self, settings: Config, host: GitHub, remote: Remote, folder: Path) -> None:
        self._state, self._folder = settings.state, folder
        self._host, self._remote = host, remote
        self._base = host.default_branch()
        remote.fetch_whole(self._base, self._state.branch)
        self._store = ServerStore(settings, remote, self._base, folder)
        self._known = self._store.labels()

    def doubts(self) -> list[Doubt]:
        """Return the rejections that nobody may have decided, by pull request; raise HostError as `GitHub` does."""
        found = ((number, some, self._why(number, some)) for number, some in closings.closed(self._known).items())
        return [Doubt(number, (*some,), why) for number, some, why in found if why]

    def _why(self, number: int, rejected: Sequence[Label]) -> str:
        closing = self._host.closing(number)
        if closing is None or closing.at is None:
            return ""
        return closings.doubt(closing, rejected, self._placed(closing.at), self._sections(closing.at))

    def _placed(self, moment: datetime) -> Sequence[Placed]:
        """Return what the bot's branch added at a moment."""
        commit = self._remote.at(self._state.branch, moment)
        text = self._remote.text(commit, self._state.standing) if commit else ""
        return branch_state.read(text).placed if text else ()

    def _sections(self, moment: datetime) -> Collection[SectionPath]:
        """Return the sections of the list at a moment: none where it could not be read."""
        commit = self._remote.at(self._base, moment)
        try:
            return sections(self._store.surveys_at(commit)).keys() if commit else ()
        except CuratorError:
            return ()

    def forget(self, doubts: Sequence[Doubt]) -> None:
        """Take the rejections off what is known, in one push; raise MovedError where it was changed meanwhile."""
        gone = {one for doubt in doubts for one in doubt.papers}
        path = self._folder / "labels.csv"
        files.write_text(path, labels_csv.write(one for one in self._known if one not in gone))
        branch = self._state.branch
        changed, message = {self._state.labels: path}, "Forget rejections that nobody decided\n"
        commit = self._remote.commit_files(self._remote.head(branch), changed, message)
        self._remote.push({branch: commit})
