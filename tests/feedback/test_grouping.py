import pytest

from curator.errors import CuratorError
from curator.feedback import grouping
from curator.feedback.grouping import Grouping
from curator.types import Choice, Evidence, Prediction
from tests.fakes import paper

GROUPS: Grouping = {("Methods",): (("2026",), ("2025",)), ("Data",): (("2024", "May"),)}


def test_a_grouping_comes_back_as_it_was_written_and_anything_else_is_an_error() -> None:
    assert grouping.read(grouping.write(GROUPS), "groups.json") == GROUPS
    assert grouping.read(grouping.write({}), "groups.json") == {}
    with pytest.raises(CuratorError, match=r"^groups\.json: "):
        grouping.read("[]", "groups.json")


def test_each_section_of_a_prediction_ends_with_the_group_of_its_paper_where_there_is_one() -> None:
    choices = (Choice(("Methods",), 0.6), Choice(("Data",), 0.3), Choice(("Other",), 0.1))
    placed = grouping.placed(Prediction(paper(1), 0.5, choices, Evidence()), GROUPS)
    assert [one.section for one in placed.sections] == [("Methods", "2026"), ("Data",), ("Other",)]
    assert [one.probability for one in placed.sections] == [0.6, 0.3, 0.1]
