import pytest

from curator.proposals.rules import allowed, spoken_for
from tests.fakes import paper

ONE = paper(1, "Machine Unlearning of C++ in LLMs", abstract="We\nforget   facts.", authors=("Ada Müller",))


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ("unlearning", True),
        ("UNLEARNING", True),
        ("unlearn", False),
        ("unlearn*", True),
        ("learning", False),
        ("machine unlearn*", True),
        ("unlearning machine", False),
        ("c++", True),
        ("we forget facts", True),
        ("ada müller", True),
        ("LLMs we forget", True),
        ("facts LLMs", False),
        ("müller ada", False),
    ],
)
def test_a_rule_is_whole_words_of_a_title_an_abstract_or_a_name(rule: str, holds: bool) -> None:
    assert spoken_for([rule], ONE) == (rule if holds else "")


def test_what_a_rule_keeps_away_is_not_allowed() -> None:
    other = paper(2, "Ocean waves")
    assert allowed(["unlearn*", "galaxies"], [ONE, other]) == [other]
    assert allowed([], [ONE, other]) == [ONE, other]


def test_the_first_rule_that_holds_is_told() -> None:
    assert spoken_for(["nothing", "facts", "unlearning"], ONE) == "facts"
    assert not spoken_for([], ONE)
