"""Trials → the figures of a report, as plain values that JSON can hold."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from curator.backtest import Trial

BUDGETS = (1, 2, 3, 5, 10, 20)
_BINS = 10
_NAMED = 40  # misses and false alarms that are listed by title


def summary(trials: Sequence[Trial]) -> dict[str, Any]:
    """Return all figures of a replay; shares are in [0, 1], None where nothing can be said."""
    suggested = [trial for trial in trials if trial.verdict == "suggest"]
    added = [trial for trial in trials if trial.added]
    return {
        "papers": len(trials),
        "added": len(added),
        "suggested": len(suggested),
        "unsure": sum(trial.verdict == "unsure" for trial in trials),
        "precision": _share(trial.added for trial in suggested),
        "recall": _share(trial.verdict == "suggest" for trial in added),
        "right_section": _share(trial.right for trial in suggested if trial.added),
        "budgets": [_budget(trials, budget) for budget in BUDGETS],
        "relevance_reliability": _reliability([(t.prediction.relevance, t.added) for t in trials]),
        "section_reliability": _reliability(
            [(t.prediction.sections[0].probability, t.right) for t in added if t.prediction.sections]
        ),
        "confusion": _confusion(added),
        "timeline": _timeline(trials),
        "misses": _titles(sorted((t for t in added if t.verdict == "skip"), key=_relevance)),
        "false_alarms": _titles(sorted((t for t in suggested if not t.added), key=_relevance)),
    }


def to_json(figures: dict[str, Any]) -> str:
    """Return the figures as readable JSON."""
    return json.dumps(figures, indent=1, ensure_ascii=False) + "\n"


def _share(truths: Any) -> float | None:
    known = list(truths)
    return sum(known) / len(known) if known else None


def _relevance(trial: Trial) -> tuple[float, str]:
    return -trial.prediction.relevance, trial.prediction.paper.arxiv_id


def _budget(trials: Sequence[Trial], budget: int) -> dict[str, Any]:
    """Name the `budget` most relevant papers of each day, whatever the thresholds."""
    by_day: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        by_day[str(trial.prediction.paper.announced)].append(trial)
    named = [trial for day in by_day.values() for trial in sorted(day, key=_relevance)[:budget]]
    hits = sum(trial.added for trial in named)
    return {
        "a_day": budget,
        "precision": hits / len(named) if named else None,
        "recall": hits / added if (added := sum(trial.added for trial in trials)) else None,
    }


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


def _confusion(added: Sequence[Trial]) -> list[dict[str, Any]]:
    pairs = Counter(
        (" / ".join(trial.sections[0]), " / ".join(trial.prediction.sections[0].section))
        for trial in added
        if trial.prediction.sections and not trial.right
    )
    return [
        {"true": true, "said": said, "papers": count}
        for (true, said), count in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMED]
    ]


def _timeline(trials: Sequence[Trial]) -> list[dict[str, Any]]:
    months: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for trial in trials:
        month = months[str(trial.prediction.paper.announced)[:7]]
        month["announced"] += 1
        month["added"] += trial.added
        month["suggested"] += trial.verdict == "suggest"
        month["hits"] += trial.added and trial.verdict == "suggest"
    return [{"month": month, **counts} for month, counts in sorted(months.items())]


def _titles(trials: Sequence[Trial]) -> list[dict[str, Any]]:
    return [
        {
            "arxiv_id": trial.prediction.paper.arxiv_id,
            "title": trial.prediction.paper.title,
            "relevance": round(trial.prediction.relevance, 4),
            "said": " / ".join(trial.prediction.sections[0].section) if trial.prediction.sections else "",
            "true": " / ".join(trial.sections[0]) if trial.sections else "",
        }
        for trial in trials[:_NAMED]
    ]
