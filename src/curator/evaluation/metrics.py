"""Weeks of a replay → the figures of a report, as plain values that JSON can hold."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from curator.config import SuggestTable
from curator.evaluation.backtest import PEERS, Trial, Week
from curator.evaluation.coverage import absent, heard
from curator.evaluation.past import Past, arrivals, days
from curator.papers.identity import keys
from curator.types import PaperId, SectionPath

FOLLOW_UP = timedelta(weeks=8)
"""How long a paper is followed after it was shown: of the last weeks of a replay nobody knows what is taken yet."""

_BINS = 5
_NAMED = 40  # false alarms that are listed by title
_PACES = (1, 2, 5, 10, 20, 40)


def summary(weeks: Sequence[Week], past: Past, suggest: SuggestTable) -> dict[str, Any]:
    """Return all figures of a replay; shares are in [0, 1], None where nothing can be said.

    `found` counts the papers that were shown and that the list came to hold, `added` all that it came to hold of those
    announced; `load` is how many were shown for each one found. Weeks that the table of papers lacks count nowhere.
    """
    table = heard(weeks, past)
    weeks, end, length = table.weeks, table.end, table.length(past.first)
    shown = [one for week in weeks for one in week.shown]
    taken = [one for one in shown if one.taken]
    added = {one.id: one for week in weeks for one in week.added} | {one.id: one for one in taken}
    lines = [one for one in shown if one.suggested]
    placed = [one for one in lines if one.taken]
    boxes = [one for one in taken if not one.suggested]
    missed = [one for one in added.values() if one.id not in {found.id for found in taken}]
    return {
        "from": past.first.isoformat(),
        "to": end.isoformat(),
        "list_to": past.last.isoformat(),
        "weeks": round(length, 1),
        "gaps": [[since.isoformat(), until.isoformat()] for since, until in table.gaps],
        "entries": [len(past.at(past.first).labels), len(past.at(end).labels)],
        "absent": absent(past, end, added.values()),
        "announced": sum(week.announced for week in weeks),
        "pace": suggest.pace,
        "section_confidence": suggest.section_confidence,
        **_counts(weeks, len(added), shown, length),
        "suggested": len(lines),
        "suggested_taken": len(placed),
        "right": sum(one.right for one in placed),
        "right_section": _share(one.right for one in placed),
        "asked": len(shown) - len(lines),
        "asked_taken": len(boxes),
        "offered": _share(one.offered for one in boxes),
        "intercept": weeks[-1].intercept if weeks else None,
        "fits": _mean([one.fit for one in shown]),
        "paces": [*_paces([*added.values()], length)] if weeks else [],
        "rules": _rules(weeks),
        "peers": {name: sum(i in added for week in weeks for i in week.peers.get(name, ())) for name in PEERS},
        "fit_reliability": _reliability([(one.fit, one.taken) for one in shown]),
        "section_reliability": _reliability([(one.choices[0].probability, one.right) for one in taken if one.choices]),
        "sections": _sections([*added.values()], {one.id: one for one in shown}),
        "confusion": _confusion(taken),
        "timeline": _timeline(weeks, _followed(weeks, added, past)),
        "misses": _titles(sorted(missed, key=_position)),
        "hits": _titles(sorted(taken, key=_position)),
        "false_alarms": _titles(sorted((one for one in shown if not one.taken), key=_position)[:_NAMED]),
    }


def to_json(figures: dict[str, Any]) -> str:
    """Return the figures as readable JSON."""
    return json.dumps(figures, indent=1, ensure_ascii=False) + "\n"


def _counts(weeks: Sequence[Week], added: int, shown: Sequence[Trial], length: float) -> dict[str, Any]:
    found = sum(one.taken for one in shown)
    first = next((number for number, week in enumerate(weeks, 1) if any(one.taken for one in week.shown)), None)
    return {
        "added": added,
        "shown": len(shown),
        "found": found,
        "recall": found / added if added else None,
        "load": len(shown) / found if found else None,
        "shown_a_week": len(shown) / length if weeks else None,
        "most_in_a_week": max((len(week.shown) for week in weeks), default=0),
        "weeks_to_first_find": first,
    }


def _paces(added: Sequence[Trial], length: float) -> Iterator[dict[str, Any]]:
    """Yield what a number of papers a week would have come to: those added whose rank in their week is within it."""
    for pace in _PACES:
        found = sum(one.position <= pace for one in added)
        shown = round(pace * length)
        yield {
            "pace": pace,
            "shown": shown,
            "found": found,
            "recall": found / len(added) if added else None,
            "load": shown / found if found else None,
        }


def _rules(weeks: Sequence[Week]) -> list[dict[str, Any]]:
    """Return for each rule how many papers it spoke for, and how many of these were added."""
    totals: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for rule, counts in (pair for week in weeks for pair in week.ruled.items()):
        totals[rule] = [one + more for one, more in zip(totals[rule], counts, strict=True)]
    return [{"rule": rule, "papers": papers, "added": added} for rule, (papers, added) in totals.items()]


def _share(truths: Iterable[bool]) -> float | None:
    return _mean([float(truth) for truth in truths])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _position(trial: Trial) -> tuple[float, str]:
    return trial.position, trial.id


def _reliability(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, Any]]:
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for stated, true in pairs:
        bins[min(_BINS - 1, int(stated * _BINS))].append((stated, true))
    return [
        {"stated": _mean([one for one, _ in inside]), "true": _share(true for _, true in inside), "papers": len(inside)}
        for _, inside in sorted(bins.items())
    ]


def _sections(added: Sequence[Trial], shown: dict[str, Trial]) -> list[dict[str, Any]]:
    """Count for each section what was added to it, what of that was shown, and how rightly it was placed."""
    sections: defaultdict[SectionPath, list[Trial]] = defaultdict(list)
    for trial in added:
        for path in trial.sections:
            sections[path].append(trial)
    return [
        {
            "section": path,
            "added": len(inside),
            "found": sum(one.id in shown for one in inside),
            "suggested": sum(one.id in shown and shown[one.id].suggested for one in inside),
            "right": sum(one.id in shown and shown[one.id].suggested and one.right for one in inside),
        }
        for path, inside in sorted(sections.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _confusion(taken: Sequence[Trial]) -> list[dict[str, Any]]:
    pairs = Counter((one.sections[0], one.choices[0].section) for one in taken if one.choices and not one.right)
    return [
        {"true": true, "predicted": predicted, "papers": count}
        for (true, predicted), count in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMED]
    ]


def _timeline(weeks: Sequence[Week], followed: Iterable[Counter[str]]) -> list[dict[str, Any]]:
    """Return for each month the threshold, and what was shown, taken and added; a week counts where it ends.

    `share_taken` is of what was shown and `followed`, and taken within that time.
    """
    months: defaultdict[str, list[tuple[Week, Counter[str]]]] = defaultdict(list)
    for week, counts in zip(weeks, followed, strict=True):
        months[(week.day + timedelta(days=6)).isoformat()[:7]].append((week, counts))
    return [
        {"month": month, **_month([week for week, _ in inside], sum((counts for _, counts in inside), Counter()))}
        for month, inside in sorted(months.items())
    ]


def _month(weeks: Sequence[Week], followed: Counter[str]) -> dict[str, Any]:
    return {
        "threshold": _mean([week.threshold for week in weeks]),
        "shown": sum(len(week.shown) for week in weeks),
        "taken": sum(one.taken for week in weeks for one in week.shown),
        "share_taken": followed["taken"] / followed["shown"] if followed["shown"] else None,
        "added": sum(len(week.added) for week in weeks),
        "followed": {name: followed[name] for name in ("shown", "taken", *PEERS)},
    }


def _followed(weeks: Sequence[Week], added: Mapping[PaperId, Trial], past: Past) -> Iterator[Counter[str]]:
    """Yield for each week how many of its papers were shown and followed, and how many were taken within that time.

    For another ranking, how many of those that it would have shown were.
    """
    came = arrivals(past, days(past.first, past.last, 7)[1:])
    known = {name: min((came[k] for k in keys(one) if k in came), default=past.last) for name, one in added.items()}
    for week in weeks:
        until = min(week.day + timedelta(weeks=1), past.last) + FOLLOW_UP
        if until > past.last:
            yield Counter()
            continue
        in_time = {name for name, day in known.items() if day <= until}
        yield Counter(
            shown=len(week.shown),
            taken=sum(one.id in in_time for one in week.shown),
            **{name: sum(i in in_time for i in week.peers.get(name, ())) for name in PEERS},
        )


def _titles(trials: Sequence[Trial]) -> list[dict[str, Any]]:
    return [
        {
            "arxiv_id": one.id,
            "title": one.title,
            "fits": round(one.fit, 4),
            "position": round(one.position, 1),
            "predicted": one.choices[0].section if one.choices else (),
            "true": one.sections[0] if one.sections else (),
        }
        for one in trials
    ]
