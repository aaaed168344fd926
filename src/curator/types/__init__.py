"""The nouns that pass between rooms: frozen values without behaviour of their own."""

from curator.types.hosts import (
    Change,
    Closing,
    Hosting,
    Outcome,
    Placed,
    Proposal,
    Publication,
    PullRequest,
    PullState,
    Verdict,
)
from curator.types.ids import NO_ID, PaperId, canonical_id
from curator.types.learning import Choice, Evidence, Example, Label, Prediction
from curator.types.lists import Entry, Placement, Section, SectionKind, SectionPath, Span, Survey, entries_of
from curator.types.papers import Announcement, AnnounceType, FeedState, Paper
from curator.types.review import Answer, Decision, Impression, Near, Response, Suggestion, Topic, Triage

__all__ = [
    "NO_ID",
    "AnnounceType",
    "Announcement",
    "Answer",
    "Change",
    "Choice",
    "Closing",
    "Decision",
    "Entry",
    "Evidence",
    "Example",
    "FeedState",
    "Hosting",
    "Impression",
    "Label",
    "Near",
    "Outcome",
    "Paper",
    "PaperId",
    "Placed",
    "Placement",
    "Prediction",
    "Proposal",
    "Publication",
    "PullRequest",
    "PullState",
    "Response",
    "Section",
    "SectionKind",
    "SectionPath",
    "Span",
    "Suggestion",
    "Survey",
    "Topic",
    "Triage",
    "Verdict",
    "canonical_id",
    "entries_of",
]
