"""A list's repository as files: its settings, its texts, and what curator keeps beside them."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Self, TypeVar

from curator import config, lists
from curator.config import Config
from curator.errors import ConfigError, CuratorError
from curator.feedback import branch_state, impressions, labels_csv, naming
from curator.feedback.branch_state import BranchState
from curator.feedback.naming import Naming
from curator.lists.identity import Counterparts
from curator.papers.store import PaperTable
from curator.proposals import places, queue
from curator.storage.files import read_text, write_text
from curator.types import Decision, Impression, Label, Outcome, Paper, Survey

_KEPT = 200
"""Papers that are proposed no more and stay in `pending.json`: those that wait for their day, or are asked about on a
pull request left alone, then those that were decided on, so that taking a decision back proposes them again."""

_log = logging.getLogger(__name__)

T = TypeVar("T")


def read_config(path: Path) -> Config:
    """Read `curator.toml`.

    Raises
    ------
    ConfigError
        There is none, or it holds a setting that is wrong.
    """
    if not path.exists():
        raise ConfigError(f"{path}: no such file: `curator init` writes one; or name yours with --config")
    settings = config.parse(read_text(path), str(path), str(root_of(path)))
    if settings.suggest.precision is not None:
        _log.warning('%s: [suggest] precision is read no more: write pace = "auto", or a number of papers a week', path)
    return settings


def root_of(config: Path) -> Path:
    """Return the folder where a `curator.toml` stands: of a link, its own, and not that of what it names."""
    return config.parent.resolve()


def read_labels(path: Path) -> list[Label]:
    """Read decisions from a CSV file."""
    return labels_csv.read(read_text(path), str(path))


def read_file(path: Path) -> Mapping[str, str]:
    """Return the text of a list that is one file, by its name."""
    return {path.resolve().name: read_text(path)}


def read_list(path: Path) -> tuple[Survey, ...]:
    """Read a list: a Markdown file, or all files that the `curator.toml` of a folder names."""
    if not path.is_dir():
        return lists.parse_all({path.name: read_text(path)})
    return Workspace.of(path / "curator.toml").surveys()


class Workspace:
    """A list's repository as files under `root`, where `curator.toml` stands; the list may be in another folder."""

    def __init__(self, root: Path, settings: Config, listing: Path | None = None) -> None:
        self.root = root
        self._listing = listing or root
        self.settings = settings
        self._earlier = {settings.state.pending, settings.state.shown}  # files that may hold names of an earlier night

    @classmethod
    def of(cls, config: Path) -> Self:
        """Return the repository whose `curator.toml` this is; raise as `read_config` does."""
        return cls(root_of(config), read_config(config))

    def files(self) -> Mapping[str, str]:
        """Return the list's files by name, in the order of the settings; a pattern gives its matches in order.

        As in a shell, a pattern's stars match nothing that begins with a dot: no `.git`, no checkout of curator. Nor do
        they match the card of curator's model.
        """
        names: dict[str, str] = {}
        for pattern in self.settings.list.files:
            matches = sorted(path for path in self._listing.glob(pattern) if not self._is_hidden(path, pattern))
            if not matches:
                raise ConfigError(f"{pattern}: no such file: correct [list] files in curator.toml")
            names |= {path.relative_to(self._listing).as_posix(): self._read(path) for path in matches}
        return names

    def _read(self, path: Path) -> str:
        """Return a file's text; a link is not followed: what it names is what would have to be changed."""
        name = path.relative_to(self._listing).as_posix()
        if target := self._link(name):
            raise ConfigError(f"{name} is a link to {target}: name that file in [list] files in curator.toml instead")
        return read_text(path, name)

    def _link(self, name: str) -> str:
        """Return where a file is that is, or that seems to be in, a symbolic link; empty for any other."""
        path = self._listing / name
        within = takewhile(self._listing.__ne__, [path, *path.parents])
        link = next(filter(Path.is_symlink, within), None)
        return (link.readlink() / path.relative_to(link)).as_posix() if link else ""

    def _is_hidden(self, path: Path, pattern: str) -> bool:
        """Tell whether a pattern's stars must not find a file: hidden ones, and those of curator's own model."""
        name, named = path.relative_to(self._listing), Path(pattern).parts
        hidden = {part for part in name.parts if part.startswith(".")}
        own = Path(self.settings.state.model)
        return not hidden.issubset(named) or (name.is_relative_to(own) and named[: len(own.parts)] != own.parts)

    def labels(self) -> Sequence[Label]:
        """Return the decisions taken so far; none when there is no file of them yet."""
        return self._kept(self.settings.state.labels, labels_csv.read, [])

    def save_labels(self, decided: Sequence[Label]) -> None:
        """Replace the decisions."""
        self._write(self.settings.state.labels, labels_csv.write(decided))

    def _kept(self, name: str, read: Callable[[str, str], T], nothing: T) -> T:
        """Return what curator keeps in a file, `nothing` while there is none."""
        path = self.root / name
        return read(read_text(path, name), self._called(name)) if path.exists() else nothing

    def _called(self, name: str) -> str:
        """Return what a file that curator keeps is called in an error."""
        return name

    def require_whole(self) -> None:
        """Raise CuratorError where a file is gone without which what was decided or waits would be forgotten."""
        where = self.settings.state
        if not (self.root / where.standing).exists():
            return
        if gone := [name for name in (where.labels, where.pending) if not (self.root / name).exists()]:
            raise CuratorError(
                f"{' and '.join(map(self._called, gone))}: gone: restore it from git; "
                f"to begin anew, delete {self._called(where.standing)}, too"
            )

    @property
    def own_names(self) -> Sequence[str]:
        """The list's files, and the model's folder: what any other document says is not the list's."""
        return *self.files(), self.settings.state.model

    def _write(self, name: str, text: str) -> None:
        """Replace what curator keeps in a file, in one step and in the names that sections have now."""
        write_text(self.root / name, text)
        self._earlier.discard(name)

    def surveys(self) -> tuple[Survey, ...]:
        """Return the list as it stands; it is read once, for no run changes it."""
        return self._surveys

    @cached_property
    def _surveys(self) -> tuple[Survey, ...]:
        return lists.parse_all(self.files())

    def keep(self, papers: Sequence[Paper]) -> None:
        """Add papers to the table, which is made when it is missing."""
        if papers:
            path = self.root / self.settings.state.papers
            path.parent.mkdir(parents=True, exist_ok=True)
            with PaperTable(path) as table:
                table.upsert(papers)

    @property
    def table(self) -> Path | None:
        """The file of the table of papers, None when there is none yet."""
        path = self.root / self.settings.state.papers
        return path if path.exists() else None

    def recent(self, since: date) -> Sequence[Paper]:
        """Return the papers known that were announced after a day; none when there is no table yet."""
        if not self.table:
            return []
        with PaperTable(self.table, create=False) as table:
            return [*table.announced_after(since)]

    @cached_property
    def naming(self) -> Naming:
        """The sections as the list was read last; none when there is no file of them yet."""
        return self._kept(self.settings.state.sections, naming.read, Naming())

    @cached_property
    def counterparts(self) -> Counterparts:
        """What the sections of the last reading are in the list as it stands; raises as `Naming.today` does."""
        return self.naming.today(self.surveys())

    def shown(self) -> Sequence[Impression]:
        """Return what was put before the maintainer; nothing when there is no file of it yet."""
        name, nothing = self.settings.state.shown, tuple[Impression, ...]()
        known = self._kept(name, impressions.read, nothing)
        return impressions.renamed(known, self.counterparts) if known and name in self._earlier else known

    def save_shown(self, shown: Sequence[Impression]) -> None:
        """Replace what was put before the maintainer."""
        self._write(self.settings.state.shown, impressions.write(shown))

    def pending(self) -> Decision:
        """Return what waits for a decision; nothing when there is no file of it yet."""
        name = self.settings.state.pending
        known = self._kept(name, queue.read, queue.NOTHING)
        return places.renamed(known, self.counterparts) if queue.papers(known) and name in self._earlier else known

    def save_pending(self, decision: Decision) -> None:
        """Replace what is proposed, and keep the newest of what was before: it may be proposed again."""
        before = queue.without(self.pending(), decision)
        undecided = self.still_open(before)
        newest, decided = queue.first(undecided, _KEPT), queue.without(before, undecided)
        kept = queue.merge(newest, queue.first(decided, _KEPT - len(queue.papers(newest))))
        self._write_pending(replace(queue.merge(decision, kept), skipped=decision.skipped))

    def drop(self, ids: Collection[str]) -> None:
        """Let papers wait no more, as if nobody had named them."""
        self._write_pending(queue.outside(self.pending(), ids))

    def ask(self, ids: Collection[str]) -> None:
        """Let papers that are suggested wait as questions."""
        self._write_pending(queue.asked(self.pending(), ids))

    def _write_pending(self, decision: Decision) -> None:
        self._write(self.settings.state.pending, queue.write(decision))

    def waiting(self, today: date) -> Decision:
        """Return what waits for a decision."""
        return self.still_waiting(self.pending(), today)

    def still_waiting(self, decision: Decision, today: date) -> Decision:
        """Return what of a decision waits, as `queue.waiting` says."""
        never = self.settings.rules.never
        return queue.waiting(decision, self.surveys(), self.labels(), self.shown(), never, today)

    def still_open(self, decision: Decision) -> Decision:
        """Return what of a decision is neither in the list nor decided."""
        return queue.still_open(decision, self.surveys(), self.labels())

    def move(self, outcomes: Iterable[Outcome]) -> None:
        """Let papers that a person moved wait in the sections where they were put."""
        self._write_pending(queue.moved(self.pending(), outcomes))

    def branch_state(self) -> BranchState:
        """Return what curator left on its branch."""
        known = self._kept(self.settings.state.standing, branch_state.read, branch_state.NOTHING)
        return branch_state.renamed(known, self.counterparts)

    def save_branch_state(self, state: BranchState) -> None:
        """Replace what curator left on its branch."""
        self._write(self.settings.state.standing, branch_state.write(state))

    def save_names(self) -> None:
        """Bring what is stored to the names that sections have now, and remember these."""
        if self.settings.state.pending in self._earlier and (waiting := self.pending()) != queue.NOTHING:
            self._write_pending(waiting)
        if self.settings.state.shown in self._earlier and (shown := self.shown()):
            self.save_shown(shown)
        self._write(self.settings.state.sections, naming.write(self.naming.after(self.counterparts)))
