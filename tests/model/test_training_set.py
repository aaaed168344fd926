from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from curator.model.training_set import Lesson
from curator.papers.identity import NO_ID, PaperId
from curator.types import Example, Paper
from tests import corpus


def test_entries_are_as_rare_among_the_papers_they_stand_for_as_they_are_on_arxiv() -> None:
    found = [replace(e, weight=10.0) if not e.sections else e for e in corpus.examples(30, 300)]
    lesson = Lesson.of(found, corpus.SECTIONS)
    weight = lesson.population(np.arange(len(found)))
    assert weight[~lesson.member].sum() == 3000
    assert weight[lesson.member].sum() == pytest.approx(300, rel=0.2)  # 30 in days on which 300 were announced


def test_without_dates_the_whole_list_is_set_against_all_papers() -> None:
    found = [replace(e, paper=replace(e.paper, id=NO_ID, announced=None)) for e in corpus.examples(30, 300)]
    lesson = Lesson.of(found, corpus.SECTIONS)
    assert lesson.population(np.arange(len(found)))[lesson.member].sum() == pytest.approx(30)


def test_sections_that_only_examples_name_are_learned_too() -> None:
    lesson = Lesson.of(corpus.examples(3, 3), corpus.SECTIONS[:1])
    assert lesson.paths == corpus.SECTIONS
    assert lesson.belongs[:3].tolist() == np.eye(3, dtype=bool).tolist()


def test_age_is_when_the_entry_came_then_when_its_paper_came_as_arxiv_or_its_id_says() -> None:
    announced = Example(Paper(PaperId("2501.00001"), "A", announced=date(2025, 1, 7)), (("S",),))
    listed = replace(announced, added=date(2025, 3, 1))
    ids = ["", "math/9809136", "math/0309136", "2409.00001", "2503.00001", "2513.00001"]
    by_id = [Example(Paper(PaperId(arxiv_id), "A"), (("S",),)) for arxiv_id in ids]
    oldest_first = [*by_id[:4], announced, *by_id[4:], listed]
    ages = Lesson.of([*oldest_first, *corpus.examples(0, 1)], []).age[:-1]
    assert list(ages) == sorted(set(ages))
    assert ages[0] == 0
