import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import CuratorError, SurveyError
from curator.feedback import naming
from curator.feedback.naming import Naming
from curator.lists import parse_all
from curator.lists.identity import Counterparts, Sections
from curator.lists.reading.groups import GroupHeading
from tests.fakes import any_text

A, B, C, D = ("Agents",), ("Benchmarks",), ("Code",), ("Data",)
KNOWN: Sections = {A: frozenset("abcd"), B: frozenset("efgh")}
_paths = st.lists(any_text.filter(bool), min_size=1, max_size=3).map(tuple)
_groups = st.builds(GroupHeading, _paths, st.floats(0, 1))
_namings = st.builds(
    Naming,
    st.dictionaries(_paths, st.frozensets(any_text, max_size=3), max_size=4),
    st.dictionaries(_paths, st.lists(_paths, max_size=2).map(tuple), max_size=4),
    st.dictionaries(_paths, st.lists(_groups, max_size=2).map(tuple), max_size=4),
)


@given(_namings)
def test_a_naming_comes_back_as_it_went_and_always_as_the_same_bytes(one: Naming) -> None:
    again = naming.read(naming.write(one))
    assert again == one
    assert naming.write(again) == naming.write(one)


def test_groups_of_which_only_the_headings_were_known_are_trusted_as_is_usual() -> None:
    before = {"version": 1, "sections": [], "groups": [{"path": ["A"], "now": [["2025"], ["2024", "May"]]}]}
    assert naming.read('{"version": 1, "sections": []}') == Naming()
    known = naming.read(json.dumps(before))
    assert known == Naming(groups={("A",): (GroupHeading(("2025",)), GroupHeading(("2024", "May")))})


def test_text_that_is_none_is_named_in_one_line() -> None:
    with pytest.raises(CuratorError, match=r"^sections.json: .*restore the file from git, or delete it$"):
        naming.read("{}")


def listing(*papers: str) -> str:
    return "# A list\n\n## Agents\n\n" + "".join(
        f"- [Paper number {one}](https://arxiv.org/abs/2603.0000{one})\n" for one in papers
    )


def test_a_list_that_holds_nothing_of_what_it_held_is_broken_and_any_other_is_not() -> None:
    surveys = parse_all({"README.md": listing("1", "2")})
    known = Naming().after(Naming().today(surveys))
    assert known.today(parse_all({"README.md": listing("2", "3")})).of(A) == (A,)
    for text in ("", "Soon.\n", listing("3", "4")):
        with pytest.raises(
            SurveyError, match=r"README.md: nothing is left of what the list held: .* \[state\] sections"
        ):
            known.today(parse_all({"README.md": text}))


def test_earlier_names_are_followed_from_version_to_version_and_end_where_a_section_has_its_name_again() -> None:
    once = Naming(KNOWN).after(Counterparts(KNOWN, {C: KNOWN[A], B: KNOWN[B]}))
    assert once == Naming({C: KNOWN[A], B: KNOWN[B]}, {A: (C,)})
    twice = once.after(Counterparts(once.known, {D: KNOWN[A], B: KNOWN[B]}))
    assert twice.former == {A: (D,), C: (D,)}
    back = twice.after(Counterparts(twice.known, KNOWN))
    assert back.former == {C: (A,), D: (A,)}


def test_a_section_that_is_gone_is_remembered_until_it_comes_back() -> None:
    gone = Naming(KNOWN).after(Counterparts(KNOWN, {B: KNOWN[B]}))
    assert gone == Naming(KNOWN)
    assert gone.after(Counterparts(gone.known, {B: KNOWN[B], D: KNOWN[A]})).former == {A: (D,)}
    assert Naming(KNOWN, {C: (A,)}).after(Counterparts(KNOWN, {B: KNOWN[B]})).former == {C: (A,)}
