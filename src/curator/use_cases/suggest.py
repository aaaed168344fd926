"""Judge the new papers in the job that has no right to write, for the job that has it."""

from dataclasses import dataclass
from pathlib import Path

from curator import pipeline
from curator.proposals.handover import Handover
from curator.types import Announcement
from curator.use_cases.models import current
from curator.use_cases.night import announcements
from curator.use_cases.steps import today
from curator.workspace import Workspace


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


def suggest(store: Workspace, feed: Path | None = None) -> Suggested:
    """Read the list and arXiv's new papers, and judge them; nothing counts as seen by this."""
    model = current(store)
    source = announcements(store, feed)
    announcement = source.fetch()
    day = max(pipeline.days(announcement), default=today())
    judged = pipeline.suggest(store, announcement, model, day)
    return Suggested(announcement, judged, source.seen(announcement))
