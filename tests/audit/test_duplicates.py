from tests.audit.listing import entry, found, paper

TITLE = "Pruning Large Models by Magnitude"
HEAD = "# L\n\n## Methods\n\n"


def test_a_title_twice_in_one_section_is_found_at_its_second_place() -> None:
    text = HEAD + entry(TITLE, "2401.00001") + entry("Another Paper on Other Things", "2401.00002")
    (one,) = found(text + entry(TITLE.upper(), "2401.00001"))
    assert (one.rule, one.line, one.level, one.fix) == ("duplicate", 7, "error", ())
    assert "line 5" in one.why


def test_a_line_that_repeats_another_has_a_fix_that_takes_it_out() -> None:
    text = HEAD + entry(TITLE, "2401.00001") * 2
    (one,) = found(text)
    assert [text[edit.start : edit.end] for edit in one.fix] == [entry(TITLE, "2401.00001")]


def test_neither_a_last_line_without_an_end_nor_a_paragraph_is_taken_out() -> None:
    (last,) = found(HEAD + (entry(TITLE, "2401.00001") * 2).rstrip("\n"))
    paragraph = f"**{TITLE}** [Paper](https://arxiv.org/abs/2401.00001)\n\n"
    (other,) = found(HEAD + paragraph * 2)
    assert last.fix == other.fix == ()


def test_of_two_years_nobody_knows_which_is_the_papers_own() -> None:
    (one,) = found(HEAD + f"### 2024\n\n{entry(TITLE, '2401.00001')}\n### 2023\n\n{entry(TITLE, '2401.00001')}")
    assert (one.rule, one.line, one.fix) == ("duplicate", 11, ())


def test_in_two_sections_a_paper_may_stand() -> None:
    assert not found(HEAD + entry(TITLE, "2401.00001") + "\n## Benchmarks\n\n" + entry(TITLE, "2401.00001"))


def test_two_papers_of_one_title_that_arxiv_has_are_no_repeat() -> None:
    text = HEAD + entry(TITLE, "2401.00001") + entry(TITLE, "2401.00002")
    assert not found(text, paper("2401.00001", TITLE), paper("2401.00002", TITLE), rule="duplicate")
    assert found(text, paper("2401.00001", TITLE), paper("2401.00002", "Something Else"), rule="duplicate")


def test_two_ids_of_which_nobody_knows_the_titles_are_two_papers_under_a_name_that_was_read_for_a_title() -> None:
    text = HEAD + entry("Workshop on Large Models", "2401.00001") + entry("Workshop on Large Models", "2401.00002")
    assert not found(text)
    assert not found(text, paper("2401.00001", TITLE), rule="duplicate")


def test_without_an_id_a_short_title_proves_nothing_unless_both_link_the_same() -> None:
    talk = "- Journal of Solid Rivers [Paper](https://a.org/{})\n"
    assert not found(HEAD + talk.format("x") + talk.format("y"))
    assert found(HEAD + (talk.format("x") + talk.format("x").replace("- J", "-  J")), rule="duplicate")
    long = talk.replace("Rivers", "Rivers and Lakes")
    assert found(HEAD + long.format("x") + long.format("y"), rule="duplicate")


def test_one_id_under_two_titles_that_are_alike_is_likely_one_paper_twice() -> None:
    text = HEAD + entry(TITLE, "2401.00001") + entry(f"Fell: {TITLE} of Weights", "2401.00001v2")
    (one,) = found(text)
    assert (one.rule, one.line, one.level, one.sure, one.fix) == ("duplicate", 6, "warning", "likely", ())
    assert "line 5" in one.why
    assert not found(HEAD + entry(TITLE, "2401.00001") + "\n## Tools\n\n" + entry(f"Fell: {TITLE}", "2401.00001"))


def test_a_data_set_and_its_paper_share_an_id() -> None:
    data = entry(f"{TITLE} (PLM) dataset", "2401.00001")
    assert not found(HEAD + entry(TITLE, "2401.00001") + data)


def test_what_stands_below_papers_that_are_headings_says_something_of_them() -> None:
    headed = "#### [Felling {} by Hand](https://arxiv.org/abs/2402.0000{})\n\nICML 2024\n\n1. Axes and [{}](https://a.org)\n\n"
    text = HEAD + "".join(headed.format(name, n, TITLE) for n, name in enumerate(("Oaks", "Elms", "Limes", "Pines")))
    assert not found(text)
    assert found(text + headed.format("Oaks", 0, "x"), rule="duplicate")


def test_a_short_title_is_no_proof() -> None:
    assert not found(HEAD + entry("Pruning", "2401.00001") + entry("Pruning", "2401.00002"))


def test_two_programs_of_one_name_are_two() -> None:
    code = "- Blender Renderer for Python [Code](https://github.com/{}/x)\n"
    assert not found(HEAD + code.format("a") + code.format("b"))
    assert found(HEAD + code.format("a") + code.format("a"), rule="duplicate")


def test_rows_filed_under_two_words_are_two_sections_in_one_table() -> None:
    row = "| {} | {} | 2024 | [link](https://arxiv.org/abs/2401.00001) |\n"
    table = HEAD + "| Title | Category | Year | Link |\n|-|-|-|-|\n"
    assert not found(table + row.format(TITLE, "Tools") + row.format(TITLE, "Surveys"))
    assert found(table + row.format(TITLE, "Tools") * 2, rule="duplicate")


def test_lines_that_are_the_same_to_the_letter_are_one_paper_however_short_its_title() -> None:
    text = HEAD + entry("Sieve", "2401.00001") + entry("Sieve", "2401.00001")
    (one,) = found(text)
    assert (one.rule, one.line) == ("duplicate", 6)
    assert [text[edit.start : edit.end] for edit in one.fix] == [entry("Sieve", "2401.00001")]
    assert not found(HEAD + entry("Sieve", "2401.00001") + entry("Sieve", "2401.00002"))
