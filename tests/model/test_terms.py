from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from curator.model.terms import distinctive
from curator.proposals.rules import spoken_for
from tests.fakes import paper

OTHERS = [f"A study of the {word} of large models" for word in ("speed", "cost", "limits", "training")] * 300


def rules(titles: Sequence[str], others: Sequence[str] = OTHERS) -> list[str]:
    return [one.rule for one in distinctive(titles, others)]


def test_a_word_with_its_endings_and_a_pair_of_words_that_the_rest_has_are_told_from_what_all_say() -> None:
    titles = [f"{word} large models of kind {number}" for number in range(6) for word in ("Unlearning", "Unlearned")]
    assert rules([*titles, *(f"Right to be forgotten {number}" for number in range(6))])[0] == "unlearn*"
    assert rules([f"On inverse graphics for scenes {number}" for number in range(9)]) == ["inverse graphics"]


def test_words_that_say_nothing_make_no_rule() -> None:
    assert rules([f"To be or not to be, as {number}" for number in range(20)]) == []
    assert rules([f"The training of large models {number}" for number in range(20)]) == []
    assert rules([], []) == rules(["", "?"], []) == []


def test_few_titles_make_no_rule() -> None:
    assert rules([f"Unlearning {number}" for number in range(4)]) == []


TITLES = st.lists(st.sampled_from(["Abcdef fold", "Abcdefg", "The hand of gold", "Gold hands", "", "?"]), max_size=40)


@given(TITLES, TITLES)
def test_a_term_speaks_as_a_rule_for_just_the_share_of_titles_that_it_says(
    titles: list[str], others: list[str]
) -> None:
    for one in distinctive(titles, others):
        for share, some in ((one.listed, titles), (one.others, others)):
            held = [title for title in some if spoken_for([one.rule], paper(title=title or "-"))]
            assert len(held) == round(share * len(some))
