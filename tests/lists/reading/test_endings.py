"""Where a title ends that names may follow, and where it lists things that look like names."""

import pytest

from curator.lists import parse

ARXIV = "https://arxiv.org/abs/2401.00001"


def title(words: str) -> str:
    """Return the title of an entry that begins with words."""
    return parse(f"## Papers\n\n- {words} [[pdf]({ARXIV})]\n").entries[0].title


@pytest.mark.parametrize(
    "whole",
    [
        "Catalysts for Reaction Design, Yield Forecasts, and Solvent Choices",
        "Guessing Proteins: Fold Classification, Site Prediction, Residue Graphs",
        "Maps of Cities: Street Names, Traffic Analysis, Parking Lots, and Green Parks",
        "How Well Do Models Sort? Large Shelves, Dewey Codes, and Title Quality",
    ],
)
def test_what_a_title_lists_is_no_list_of_names(whole: str) -> None:
    assert title(whole) == whole


@pytest.mark.parametrize(
    "names",
    [
        ", Ann Smith, Bo Li, and Cy Wu",
        ". Ann Smith, and Bo Li",
        ". Smith, Manning, and Harding",
        ", Ann Clement, Arthur Asuncion",
    ],
)
def test_names_behind_a_title_end_it(names: str) -> None:
    assert title(f"Catalysts for Reaction Design{names}") == "Catalysts for Reaction Design"


@pytest.mark.parametrize(
    "whole", ["Sorting Shelves: Small Models vs. Large Models", "Sorting without Labels for Non-i.i.d. Data"]
)
def test_a_stop_that_shortens_a_word_ends_no_title(whole: str) -> None:
    assert title(whole) == whole


@pytest.mark.parametrize("venue", ["The Journal of Chemical Trees and Oaks 2018", "Annals of the Very Old Trees, 2019"])
def test_a_long_journal_in_brackets_with_its_year_is_no_part_of_a_title(venue: str) -> None:
    text = f"## Topic\n\n- **Some Good Title ({venue})**\n  - Ann Smith\n  - [[Paper]](https://a.org/1)\n"
    assert [entry.title for entry in parse(text).entries] == ["Some Good Title"]
