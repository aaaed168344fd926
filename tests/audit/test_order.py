from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from curator.audit.order import strays
from tests.audit.listing import entry, found

HEAD = "# L\n\n## Methods\n\n"
WORDS = ["ant", "bee", "cow", "dog", "elk", "fox", "gnu", "hen", "ibis", "jay", "kiwi", "lynx", "mole", "newt", "owl"]


def titles(words: list[str]) -> str:
    return "".join(entry(f"{word} paper on animals", f"2401.{n * 7 % 13:05}") for n, word in enumerate(words))


def dated(months: list[int], more: str = "") -> str:
    names = [WORDS[n * 4 % 15] for n in range(len(months))]
    both = zip(names, months, strict=True)
    return "".join(entry(f"{name} paper on animals", f"{month:04}.00001", more) for name, month in both)


FALLING = [2412, 2411, 2410, 2409, 2408, 2407, 2406, 2405, 2404, 2403, 2402, 2401, 2312, 2311]


def test_one_title_outside_the_alphabet_is_found() -> None:
    text = HEAD + titles([*WORDS[:3], "zebra", *WORDS[3:]])
    (one,) = found(text, rule="order")
    assert (one.line, one.level, one.sure) == (8, "note", "likely")
    assert "zebra" in one.why
    assert not found(HEAD + titles(WORDS), rule="order")


def test_one_paper_far_outside_the_order_of_time_is_found_in_either_direction() -> None:
    (one,) = found(HEAD + dated([*FALLING[:5], 2006, *FALLING[5:]]), rule="order")
    assert (one.line, one.why.endswith("newest first")) == (10, True)
    (one,) = found(HEAD + dated([*FALLING[::-1][:5], 2006, *FALLING[::-1][5:]]), rule="order")
    assert one.why.endswith("oldest first")


def test_a_few_months_are_none_to_mention() -> None:
    assert not found(HEAD + dated([*FALLING[:5], 2404, *FALLING[5:]]), rule="order")


def test_a_section_with_many_strays_or_few_entries_or_numbers_keeps_no_order() -> None:
    assert not found(HEAD + dated([*FALLING[:3], 2006, *FALLING[3:6], 1906, *FALLING[6:]]), rule="order")
    assert not found(HEAD + dated([2412, 2006, 2410]), rule="order")
    numbered = dated([*FALLING[:5], 2006, *FALLING[5:]]).replace("- ", "1. ")
    lines = [f"{n}{line[1:]}" for n, line in enumerate(numbered.splitlines(keepends=True), 1)]
    assert not found(HEAD + "".join(lines), rule="order")


def test_the_dates_that_entries_write_count_before_those_of_their_ids() -> None:
    written = "".join(
        line.replace("\n", f" ({2025 - n // 12}-{12 - n % 12:02})\n")
        for n, line in enumerate(dated([*FALLING[:5], 2006, *FALLING[5:]]).splitlines(keepends=True))
    )
    assert not found(HEAD + written, rule="order")
    assert not found(HEAD + written.replace("(2025-12)", ""), rule="order")


def test_a_year_that_an_entry_writes_may_say_why_it_stands_there() -> None:
    lines = dated([*FALLING[:5], 2006, *FALLING[5:]]).splitlines(keepends=True)
    for year, out in ((2024, False), (2021, True)):
        lines[5] = lines[5].split(" (")[0].strip() + f" (CVPR {year})\n"
        assert bool(found(HEAD + "".join(lines), rule="order")) == out


def test_where_entries_write_months_another_month_may_say_why_but_a_year_does_not() -> None:
    for said, out in (("2021-06, May 2024", False), ("2021-06, ICML 2024", True)):
        months = [f"2024-{month:02}" for month in range(12, 0, -1)]
        months.insert(8, said)
        both = zip(dated([0] * 13).splitlines(), months, strict=True)
        lines = [f"{line} ({month})\n" for line, month in both]
        assert bool(found(HEAD + "".join(lines), rule="order")) == out


def test_an_entry_of_two_papers_has_no_one_date() -> None:
    text = HEAD + dated([*FALLING[:5], 2006, *FALLING[5:]])
    line = text.split("\n")[9]
    assert not found(text.replace(line, f"{line} [b](https://arxiv.org/abs/2407.00009)"), rule="order")


def test_a_title_of_a_word_or_two_was_perhaps_not_read_well() -> None:
    text = HEAD + dated([*FALLING[:5], 2006, *FALLING[5:]])
    (one,) = found(text, rule="order")
    line = text.split("\n")[one.line - 1]
    assert not found(text.replace(line, line.replace(" paper on animals", "")), rule="order")


@given(st.lists(st.integers(0, 50), max_size=30))
def test_without_its_strays_a_section_is_in_order(keys: list[int]) -> None:
    out = strays(keys)
    if out:
        kept = [key for at, key in enumerate(keys) if at not in out]
        assert all(one <= two for one, two in pairwise(kept))
        assert len(out) == 1
