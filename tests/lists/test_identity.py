from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.lists import parse_all
from curator.lists.identity import Counterparts, Sections, sections
from curator.types import SectionPath

A, B, C, D = ("Agents",), ("Benchmarks",), ("Data",), ("Evaluation",)


def version(**entries: str) -> dict[SectionPath, frozenset[str]]:
    """Return a version: sections by name, their entries as letters."""
    return {(name,): frozenset(letters) for name, letters in entries.items()}


BEFORE = version(Agents="abcdefgh", Benchmarks="ijkl", Data="mn")


def test_a_version_s_sections_are_its_headings_with_what_stands_under_each() -> None:
    text = (
        "# A list\n\n## Agents\n\n- [One](https://arxiv.org/abs/2603.00001)\n- [Two: a study](https://example.org)\n\n"
        "### 2024\n\n- [Three](https://arxiv.org/abs/2603.00003)\n\n## Empty\n\nNothing yet.\n\n"
        "## Contents\n\n- [A](#a)\n"
    )
    found = sections(parse_all({"README.md": text}))
    named = {path[-1]: entries for path, entries in found.items()}
    assert named["Agents"] == frozenset({"2603.00001", "one", "2603.00003", "three", "twoastudy"})
    assert not named["Empty"]
    assert "Contents" not in named


@given(st.dictionaries(st.tuples(st.text(min_size=1)), st.frozensets(st.characters()), max_size=5))
def test_in_the_same_version_every_section_is_itself(one: dict[SectionPath, frozenset[str]]) -> None:
    assert all(Counterparts(one, one).of(path) == (path,) for path in one)


@given(st.permutations(["Agents", "Benchmarks", "Data", "Other", "More", "Agents of all kinds"]))
def test_whatever_sections_are_called_they_are_known_by_their_entries(names: list[str]) -> None:
    after = version() | {(name,): entries for name, entries in zip(names[:3], BEFORE.values(), strict=True)}
    found = Counterparts(BEFORE, after)
    assert [found.same(path) for path in BEFORE] == [(name,) for name in names[:3]]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3).map(tuple))
def test_a_title_or_a_file_put_above_all_sections_changes_none(prefix: SectionPath) -> None:
    found = Counterparts(BEFORE, {(*prefix, *path): entries for path, entries in BEFORE.items()})
    assert all(found.of(path) == ((*prefix, *path),) for path in BEFORE)


@pytest.mark.parametrize(
    ("after", "agents"),
    [
        (version(Agents="abcdefgh", Benchmarks="ijkl"), (A,)),
        (version(Agents="ab", Benchmarks="cdefghijkl"), (A,)),
        (version(Agents="abcdefg", New="h"), (A,)),
        (version(Agents="abcdx", New="efgh"), (A, ("New",))),
        (version(One="abcd", Two="efg", Three="h"), (("One",), ("Two",))),
        (version(Agents="", Web="abcdef", Tools="gh"), (("Web",), ("Tools",))),
        (version(Benchmarks="abcdefghijkl"), (B,)),
        (version(Agents="", Benchmarks="abcdefghijkl"), (B,)),
        (version(Agents="x", Benchmarks="abcdefghijkl"), (A,)),
        (version(Agents="aijkl", Old="bcdefgh"), (("Old",),)),
        (version(Agents="abcdefghijkl"), (A,)),
        (version(Agents="zy"), (A,)),
        (version(Benchmarks="ijkl"), ()),
        (version(), ()),
    ],
)
def test_moved_split_merged_emptied_and_gone_sections_are_told_apart(after: Any, agents: tuple[SectionPath]) -> None:
    assert Counterparts(BEFORE, after).of(A) == agents


def test_an_entry_that_stood_in_both_sections_makes_neither_a_part_of_the_other() -> None:
    before, after = version(Agents="ab", Benchmarks="ab"), version(Benchmarks="ab", Robots="ab")
    assert Counterparts(before, after).of(A) == (("Robots",),)


@pytest.mark.parametrize(
    ("headings", "closest"),
    [
        (["Agents (46)"], ("Agents (46)",)),
        (["LLM agents", "Agent"], ("Agent",)),
        (["Evaluation", "Robots"], None),
        (["Benchmarks"], None),
    ],
)
def test_where_no_entry_tells_the_closest_new_heading_does(headings: list[str], closest: SectionPath | None) -> None:
    found = Counterparts(version(Agents="a", Benchmarks="i"), version(**dict.fromkeys(headings, "x")))
    assert found.same(A) == closest


def test_a_section_that_held_entries_is_none_that_holds_nothing_however_alike_their_headings_are() -> None:
    one, other = ("List", "Ember knoll fb4"), ("List", "Ember knoll 2ab3")
    assert Counterparts({one: frozenset("a")}, {other: frozenset()}).of(one) == ()
    assert Counterparts({one: frozenset()}, {other: frozenset()}).of(one) == (other,)


def test_of_equal_headings_the_one_in_the_same_place_is_closest_and_of_true_equals_none() -> None:
    def under(*outer: str) -> dict[SectionPath, frozenset[str]]:
        return {(name, "Agents"): frozenset("x") for name in outer}

    assert Counterparts({("Web", "Agents (2)"): frozenset("a")}, under("Web", "Tools")).of(("Web", "Agents (2)")) == (
        ("Web", "Agents"),
    )
    twice: Sections = {("Agents", "1"): frozenset("x"), ("Agents", "2"): frozenset("y")}
    assert Counterparts({("Agents", "3"): frozenset("a")}, twice).of(("Agents", "3")) == ()


def test_a_section_that_was_never_read_is_known_by_its_name_alone() -> None:
    found = Counterparts({}, BEFORE)
    assert (found.of(A), found.of(D)) == ((A,), ())
    assert found.of(A) is found.of(A)


def test_an_entry_that_sections_share_does_not_make_one_of_the_other() -> None:
    before = version(Agents="abcx", Benchmarks="ijx", Data="mn")
    renamed = version(New="ijx", Data="mn")
    broken = Counterparts(before, renamed)
    assert [broken.of(path) for path in (A, B)] == [(), (("New",),)]
    back = Counterparts(before, renamed | version(Other="abcx"))
    assert [back.of(path) for path in (A, B)] == [(("Other",),), (("New",),)]


def test_sections_that_hold_the_same_are_both_what_they_became() -> None:
    found = Counterparts(version(Agents="ab", Benchmarks="ab"), version(New="ab"))
    assert [found.of(path) for path in (A, B)] == [(("New",),)] * 2


def test_a_section_that_went_is_not_a_smaller_one_that_shares_an_entry_and_has_a_new_name() -> None:
    found = Counterparts(version(Agents="abcdx", Benchmarks="x", Data="x"), version(New="x", Data="x"))
    assert [found.of(path) for path in (A, B, C)] == [(), (("New",),), (C,)]


def test_of_sections_that_share_as_much_with_a_new_one_its_heading_tells_which_it_was() -> None:
    before = version(Agents="abcdefx", Benchmarks="ijx")
    after = {("Top", "Benchmarks"): frozenset("ijx"), ("More", "Agents"): frozenset("x"), C: frozenset("abcdef")}
    found = Counterparts(before, after)
    assert [found.of(path) for path in (A, B)] == [(C,), (("Top", "Benchmarks"),)]
