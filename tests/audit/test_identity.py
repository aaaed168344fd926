import pytest

from tests.audit.listing import entry, found, paper

HEAD = "# L\n\n## Methods\n\n"
TITLE = "Learning Human Objectives by Evaluating Hypothetical Behaviors"
OTHER = paper("1912.05604", "A Billion Ways to Grasp", "Robots grasp objects in dense data sets of physics.")
SURVEY = paper("2503.16585", "Distributed Multimodal Language Models: Advances, Challenges, Directions and More")


def test_a_title_that_is_letter_for_letter_anothers_is_a_wrong_id_with_a_fix() -> None:
    text = HEAD + entry(TITLE, "1912.05604v2", " ![x](https://img.shields.io/badge/arXiv-1912.05604-red)")
    (one,) = found(text, OTHER, paper("1912.05652", TITLE))
    assert (one.rule, one.sure, one.level) == ("wrong-id", "certain", "error")
    assert [edit.text for edit in one.fix] == ["1912.05652"] * 2
    assert [text[edit.start : edit.end] for edit in one.fix] == ["1912.05604v2", "1912.05604"]


def test_where_two_papers_have_the_title_nobody_chooses() -> None:
    (one,) = found(HEAD + entry(TITLE, "1912.05604"), OTHER, paper("1912.05652", TITLE), paper("1912.05653", TITLE))
    assert one.fix == ()


def test_a_title_that_shares_nothing_with_the_paper_is_likely_wrong() -> None:
    (one,) = found(HEAD + entry(TITLE, "1912.05604"), OTHER)
    assert (one.sure, one.level, one.fix) == ("likely", "warning", ())
    assert OTHER.title in one.why


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Seeing Humans", ""),  # a name
        (" ".join(f"word{n}" for n in range(30)), ""),  # a sentence
        ("One | Two | Three | Four | Five | Six | Seven", ""),  # a row that was read as one
        (TITLE, ", Ann Mahler"),  # an author is named
        ("Billion Ways to", ""),  # part of the paper's own title
    ],
)
def test_what_may_be_the_paper_under_another_name_is_left_alone(title: str, more: str) -> None:
    known = paper(OTHER.id, OTHER.title, OTHER.abstract, authors=("Anna Mahler",))
    assert not found(HEAD + entry(title, OTHER.id, more), known, rule="wrong-id")


def test_a_retitled_paper_is_no_wrong_id() -> None:
    abstract = "We evaluate hypothetical behaviors to learn the objectives of a human."
    assert not found(HEAD + entry(TITLE, "1912.05604"), paper("1912.05604", "ReQueST", abstract))


def test_an_entry_that_links_the_id_under_the_papers_own_title_speaks_against_another() -> None:
    known = paper("2411.16199", "Video Repainting by Sketch and Text", "Generation of coherent video and flow.")
    wrong = entry("Optical Flow Guided Prompt Optimization for Coherent Video", "2411.16199")
    assert not found(HEAD + wrong, known, rule="wrong-id")
    text = HEAD + wrong + "\n## Benchmarks\n\n" + entry(known.title, "2411.16199")
    assert [one.line for one in found(text, known, rule="wrong-id")] == [5]


def test_a_paper_later_than_the_year_that_an_entry_names_is_another() -> None:
    title = "A Survey of Multimodal Language Models"
    said = " ![x](https://img.shields.io/badge/CVPR-{}-red)"
    assert found(HEAD + entry(title, SURVEY.id, said.format(2023)), SURVEY, rule="wrong-id")
    assert not found(HEAD + entry(title, SURVEY.id, said.format(2025)), SURVEY, rule="wrong-id")
    assert not found(HEAD + entry(title, SURVEY.id), SURVEY, rule="wrong-id")


def test_names_behind_a_title_are_none_of_it() -> None:
    assert not found(HEAD + entry(f"{OTHER.title}, Mahler et al.", OTHER.id), OTHER)


TWO = entry("Quantization without Retraining of Language Models", "2412.00001")
THREE = entry("Solving Computer Tasks by Recursive Criticism", "2412.00001")


def test_two_quite_other_titles_of_one_id_in_a_section_cannot_both_be_right() -> None:
    (one,) = found(HEAD + TWO + THREE)
    assert (one.rule, one.line, one.sure) == ("wrong-id", 6, "likely")


def test_in_two_sections_it_may_be_one_paper_under_two_titles_unless_a_year_or_a_third_says_no() -> None:
    assert not found(HEAD + TWO + "\n## Benchmarks\n\n" + THREE)
    dated = THREE.replace("\n", " ![x](https://img.shields.io/badge/NeurIPS-2023-red)\n")
    assert found(HEAD + TWO + "\n## Benchmarks\n\n" + dated, rule="wrong-id")
    third = entry("Graphs of Roads and Weather for Traffic", "2412.00001")
    lines = [HEAD, TWO, "\n## Benchmarks\n\n", THREE, "\n## Surveys\n\n", third, TWO]
    assert [one.line for one in found("".join(lines))] == [13, 14]


def test_one_title_in_two_writings_is_no_conflict() -> None:
    again = entry("Quantization without Retraining of Large Language Models", "2412.00001")
    assert not found(HEAD + TWO + again, rule="wrong-id")


def test_a_text_that_was_cut_off_or_names_a_data_set_conflicts_with_nothing() -> None:
    for title in ("Accuracy of 70 percent at most (together with", "The Roads and Weather of Rivers dataset"):
        assert not found(HEAD + TWO + entry(title, "2412.00001"))


@pytest.mark.parametrize("said", ["(arXiv:2412.00002)", "arXiv preprint arXiv:2412.00002v1, 2024", "arXiv 2412.00002"])
def test_an_entry_that_says_one_id_and_links_another_contradicts_itself(said: str) -> None:
    (one,) = found(HEAD + entry(TITLE, "2412.00001", f" {said}"))
    assert (one.rule, one.level, one.sure, one.fix) == ("wrong-id", "warning", "likely", ())
    assert "2412.00002" in one.why
    assert "2412.00001" in one.why


@pytest.mark.parametrize(
    "more",
    [
        " (arXiv:2412.00001)",
        " ![arXiv:2412.00002](https://img.shields.io/badge/arXiv-2412.00002-red)",
        " [code](https://a.org/arXiv:2412.00002)",
        " arXiv:2412.00002 arXiv:2412.00003",
        " 2412.00002",
    ],
)
def test_the_same_id_several_or_one_in_an_address_contradict_nothing(more: str) -> None:
    assert not found(HEAD + entry(TITLE, "2412.00001", more), rule="wrong-id")


def test_an_id_that_the_entry_says_and_the_title_proves_is_put_into_the_link() -> None:
    text = HEAD + entry(TITLE, "2412.00001", " arXiv:2412.00002")
    (one,) = found(text, paper("2412.00002", TITLE), rule="wrong-id")
    assert (one.sure, [edit.text for edit in one.fix]) == ("certain", ["2412.00002"])


def test_a_title_that_is_the_linked_papers_own_outweighs_another_id_in_the_text() -> None:
    text = HEAD + entry(TITLE, "2412.00001", " arXiv:2412.00002")
    assert not found(text, paper("2412.00001", TITLE))
    (one,) = found(text, paper("2412.00001", OTHER.title), paper("2412.00002", TITLE))
    assert one.sure == "certain"
