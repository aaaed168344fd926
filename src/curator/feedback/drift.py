"""What a list's response says has changed since its model was learnt, in sentences for the maintainer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

from curator.types import Response, SectionPath

_ENOUGH = 5  # papers: of fewer nothing is said
_CORRECTED = 0.25  # of the papers named for a section stayed in it, at most
_FAR = 0.5  # of the score that papers had before, and of the share that was taken
_LATELY, _START = timedelta(weeks=4), timedelta(weeks=8)
_FLOOR = 2  # papers in four weeks: as few as any list is shown
_CEILING = 150  # papers in four weeks: nearly as many as any list is shown
_RETRAIN = "check [arxiv] categories, and run `curator train`."


def notices(response: Response, today: date) -> list[str]:
    """Say what drifts, a sentence each with what to do about it; nothing where there is too little to say so.

    A section that is nearly always corrected, papers that score less than before and are taken less, papers that were
    added without having been shown, a pace at its floor or at its ceiling. What is shown or decided on today counts
    tomorrow: a night that is repeated says the same.
    """
    response = replace(response, shown=tuple(one for one in response.shown if one.on < today))
    pace = [*_floor(response, today), *_ceiling(response, today)]
    return [*_corrected(response), *_far(response, today), *_missed(response), *pace]


def _corrected(response: Response) -> Iterator[str]:
    taken = [one for one in response.answers if one.taken and one.impression.section]
    named = Counter[SectionPath](one.impression.section for one in taken)
    stayed = Counter[SectionPath](one.impression.section for one in taken if one.right)
    for section, count in sorted(named.items()):
        if count >= _ENOUGH and stayed[section] <= _CORRECTED * count:
            yield (
                f"“{section[-1]}” is nearly always corrected: of {count} papers that were named for it and taken, "
                f"{stayed[section]} stayed there; run `curator train`, and look whether its entries belong together."
            )


def _far(response: Response, today: date) -> Iterator[str]:
    answers = [one for one in response.answers if one.impression.on < today]
    late = [one for one in answers if one.impression.on > today - _LATELY]
    early = [one for one in answers if one.impression.on <= today - _LATELY]
    if min(len(late), len(early)) < _ENOUGH:
        return
    before, now = (median(one.impression.score for one in some) for some in (early, late))
    usual, taken = (sum(one.taken for one in some) / len(some) for some in (early, late))
    if now < _FAR * before and taken < _FAR * usual:
        yield (
            f"What is shown is far from the list: the median score fell from {before:.2f} to {now:.2f}, and of "
            f"{len(late)} papers that were decided on {sum(one.taken for one in late)} were taken; {_RETRAIN}"
        )


def _missed(response: Response) -> Iterator[str]:
    added = response.found + response.missed
    if added >= _ENOUGH and response.missed > response.found:
        yield f"Of {added} papers that were added lately {response.missed} had not been shown; {_RETRAIN}"


def _floor(response: Response, today: date) -> Iterator[str]:
    days = [one.on for one in response.shown]
    lately = sum(day > today - _LATELY for day in days)
    if days and min(days) <= today - _START and lately <= _FLOOR:
        few = "no paper" if not lately else "1 paper" if lately == 1 else f"{lately} papers"
        yield f"The pace is at its floor, {few} in four weeks; [suggest] pace sets another."


def _ceiling(response: Response, today: date) -> Iterator[str]:
    lately = sum(one.on > today - _LATELY for one in response.shown)
    if lately >= _CEILING:
        yield f"{lately} papers in four weeks are as many as may be shown; [suggest] pace sets fewer."
