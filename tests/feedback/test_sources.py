import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.feedback import sources
from curator.feedback.sources import Source

_names = st.from_regex(r"[a-z][\w./-]*", fullmatch=True)
_hows = st.sampled_from(["merged", "closed", "ticked", "rebuilt", "edited"])
_parts = st.sampled_from(["#4", "#", "branch", "bot", "closed", "list", ", then the list", " ", "\n", ""])


@given(st.builds(sources.of_pull, st.integers(1), _hows) | st.builds(sources.of_branch, _names, _hows), st.booleans())
def test_a_source_comes_back_from_its_text(source: Source, followed: bool) -> None:
    source = Source(source.where, source.how, followed)
    assert sources.read(source.text) == source


@given(st.lists(_parts, max_size=7).map("".join) | st.text().map("#".__add__))
def test_a_text_that_is_read_is_written_as_it_was_whatever_a_person_made_of_it(text: str) -> None:
    source = sources.read(text)
    assert (source is not None) == text.startswith(("#", "branch "))
    assert source is None or source.text == text


@pytest.mark.parametrize("text", ["list", "command", "replay", "", "branches", "by mail, #4 closed"])
def test_what_names_neither_pull_request_nor_branch_first_is_no_source_of_a_proposal_s_end(text: str) -> None:
    assert sources.read(text) is None


def test_texts_are_those_that_every_earlier_version_wrote() -> None:
    assert sources.of_pull(4, "merged").text == "#4 merged"
    assert sources.of_branch("curator/suggestions", "edited").text == "branch curator/suggestions edited"
    assert Source("#4", "closed", followed=True).text == "#4 closed, then the list"


def test_a_pull_request_has_a_number_and_a_branch_has_none() -> None:
    assert sources.of_pull(4, "closed").pull == 4
    assert sources.of_branch("4", "edited").pull is None


@pytest.mark.parametrize("how", ["closed", "ticked", "rebuilt", "edited"])
def test_what_turns_papers_down_takes_none_until_the_list_says_otherwise(how: str) -> None:
    assert sources.of_pull(4, "merged").takes
    assert not sources.of_pull(4, how).takes
    assert Source("#4", how, followed=True).takes
