"""Trials → the figures of a report, as plain values that JSON can hold."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from curator.config import SuggestTable
from curator.evaluation.backtest import Trial, Version, promises

if TYPE_CHECKING:
    from curator.types import SectionPath

BUDGETS = (1, 2, 3, 5, 10, 20)
_BINS = 10
_NAMED = 40  # misses and false alarms that are listed by title


def summary(trials: Sequence[Trial], versions: Sequence[Version], promised: SuggestTable) -> dict[str, Any]:
    """Return all figures of a replay; shares are in [0, 1], None where nothing can be said."""
    added = [trial for trial in trials if trial.added]
    named = [trial for trial in trials if trial.verdict != "skip"]
    unsure = [trial for trial in trials if trial.verdict == "unsure"]
    weeks = (versions[-1].day - versions[0].day).days / 7
    timeline = _timeline(trials)
    return {
        "from": versions[0].day.isoformat(),
        "to": versions[-1].day.isoformat(),
        "weeks": round(weeks, 1),
        "entries": [len(versions[0].labels), len(versions[-1].labels)],
        "papers": len(trials),
        "recall": _share(trial.verdict == "suggest" for trial in added),
        **_promises(trials),
        "promised": {"precision": promised.precision, "section_confidence": promised.section_confidence},
        "at_most": promised.at_most,
        "unsure": len(unsure),
        "unsure_added": sum(trial.added for trial in unsure),
        "unsure_offered": _share(trial.offered for trial in unsure if trial.added),
        "named": len(named),
        "named_added": sum(trial.added for trial in named),
        "named_a_week": len(named) / weeks if weeks else None,
        "suggested_idle": sum(month["suggested"] for month in timeline if not month["added"]),
        "promises": [_promise(trials, promise, promised.at_most, weeks) for promise in promises(promised)],
        "budgets": [_budget(trials, budget) for budget in BUDGETS],
        "relevance_reliability": _reliability([(t.prediction.fit, t.added) for t in trials]),
        "section_reliability": _reliability(
            [(t.prediction.sections[0].probability, t.right) for t in added if t.prediction.sections]
        ),
        "sections": _sections(added),
        "confusion": _confusion(added),
        "timeline": timeline,
        "misses": _titles(sorted((t for t in added if t.verdict == "skip"), key=_relevance)),
        "false_alarms": _titles(sorted((t for t in trials if t.verdict == "suggest" and not t.added), key=_relevance)),
    }


def to_json(figures: dict[str, Any]) -> str:
    """Return the figures as readable JSON."""
    return json.dumps(figures, indent=1, ensure_ascii=False) + "\n"


def _share(truths: Iterable[bool]) -> float | None:
    known = list(truths)
    return sum(known) / len(known) if known else None


def _relevance(trial: Trial) -> tuple[float, str]:
    return -trial.prediction.fit, trial.prediction.paper.id


def _promises(trials: Iterable[Trial]) -> dict[str, Any]:
    """Count what was suggested, what of it was added, and what of that went to the section that was named."""
    named = [trial for trial in trials if trial.verdict == "suggest"]
    hits = [trial for trial in named if trial.added]
    return {
        "added": sum(trial.added for trial in trials),
        "suggested": len(named),
        "hits": len(hits),
        "right": sum(trial.right for trial in hits),
        "precision": _share(trial.added for trial in named),
        "right_section": _share(trial.right for trial in hits),
    }


def _promise(trials: Sequence[Trial], precision: float, at_most: int, weeks: float) -> dict[str, Any]:
    """Name what a promise of this precision would have named, suggested or asked about."""
    named = _best([trial for trial in trials if trial.promise >= precision], at_most)
    kept, recall = _found(named, trials)
    a_week = len(named) / weeks if weeks else None
    return {"precision": precision, "named": len(named), "a_week": a_week, "kept": kept, "recall": recall}


def _budget(trials: Sequence[Trial], budget: int) -> dict[str, Any]:
    """Name the `budget` most relevant papers of each day, whatever the thresholds."""
    precision, recall = _found(_best(trials, budget), trials)
    return {"a_day": budget, "precision": precision, "recall": recall}


def _best(trials: Sequence[Trial], a_day: int) -> list[Trial]:
    by_day: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        by_day[str(trial.prediction.paper.announced)].append(trial)
    return [trial for day in by_day.values() for trial in sorted(day, key=_relevance)[:a_day]]


def _found(named: Sequence[Trial], trials: Sequence[Trial]) -> tuple[float | None, float | None]:
    """Return how much of what is named was added, and how much of what was added is named."""
    hits, added = sum(trial.added for trial in named), sum(trial.added for trial in trials)
    return hits / len(named) if named else None, hits / added if added else None


def _reliability(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, Any]]:
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for stated, true in pairs:
        bins[min(_BINS - 1, int(stated * _BINS))].append((stated, true))
    return [
        {
            "stated": sum(stated for stated, _ in inside) / len(inside),
            "true": sum(true for _, true in inside) / len(inside),
            "papers": len(inside),
        }
        for _, inside in sorted(bins.items())
    ]


def _sections(added: Sequence[Trial]) -> list[dict[str, Any]]:
    """Count for each section what was added to it, what of that was suggested or asked about, and how rightly."""
    sections: defaultdict[SectionPath, list[Trial]] = defaultdict(list)
    for trial in added:
        for path in trial.sections:
            sections[path].append(trial)
    return [
        {
            "section": path,
            "added": len(inside),
            "suggested": sum(trial.verdict == "suggest" for trial in inside),
            "right": sum(trial.verdict == "suggest" and trial.right for trial in inside),
            "unsure": sum(trial.verdict == "unsure" for trial in inside),
        }
        for path, inside in sorted(sections.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _confusion(added: Sequence[Trial]) -> list[dict[str, Any]]:
    pairs = Counter(
        (trial.sections[0], trial.prediction.sections[0].section)
        for trial in added
        if trial.prediction.sections and not trial.right
    )
    return [
        {"true": true, "said": said, "papers": count}
        for (true, said), count in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMED]
    ]


def _timeline(trials: Sequence[Trial]) -> list[dict[str, Any]]:
    months: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        months[str(trial.prediction.paper.announced)[:7]].append(trial)
    return [{"month": month, "papers": len(inside), **_promises(inside)} for month, inside in sorted(months.items())]


def _titles(trials: Sequence[Trial]) -> list[dict[str, Any]]:
    return [
        {
            "arxiv_id": trial.prediction.paper.id,
            "title": trial.prediction.paper.title,
            "relevance": round(trial.prediction.fit, 4),
            "said": trial.prediction.sections[0].section if trial.prediction.sections else (),
            "true": trial.sections[0] if trial.sections else (),
        }
        for trial in trials[:_NAMED]
    ]
