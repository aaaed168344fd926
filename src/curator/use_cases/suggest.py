"""Judge the new papers in the job that has no right to write, for the job that has it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from curator import pipeline, workspace
from curator.config import Config
from curator.proposals.handover import Handover
from curator.storage import files
from curator.types import Announcement
from curator.use_cases.night import announcements
from curator.use_cases.steps import today
from curator.use_cases.train import current


@dataclass(frozen=True, slots=True)
class Suggested:
    """What arXiv announced, what was judged of it, and the state of the feeds to remember once it is proposed."""

    announcement: Announcement
    judged: pipeline.Judged
    seen: str

    @property
    def handover(self) -> Handover:
        """What the job that may write is handed."""
        announced = self.announcement
        return Handover(self.judged.decision, len(announced.papers), pipeline.days(announced), self.seen)


def suggest(settings: Config, root: Path, feed: Path | None = None) -> Suggested:
    """Read the list in the folder `root` and arXiv's new papers, and judge them; nothing counts as seen by this."""
    model = current(settings, root)
    announcement, seen = _read(settings, root, feed)
    day = max(pipeline.days(announcement), default=today())
    judged = pipeline.suggest(settings, workspace.Workspace(root, settings), announcement, model, day)
    return Suggested(announcement, judged, seen)


def _read(settings: Config, root: Path, feed: Path | None) -> tuple[Announcement, str]:
    """Return what is announced, and what then counts as seen."""
    with tempfile.TemporaryDirectory() as folder:
        seen, before = Path(folder) / settings.state.seen, root / settings.state.seen
        if before.exists():
            files.write_text(seen, files.read_text(before))
        source = announcements(settings, Path(folder), feed)
        announcement = source.fetch()
        source.mark_seen(announcement)
        return announcement, files.read_text(seen) if seen.exists() else ""
