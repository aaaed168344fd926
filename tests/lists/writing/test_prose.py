"""Nothing is left of a sentence that tells of one paper, however plain some of its words are."""

import pytest

from tests.lists.writing.added import ARXIV, added


@pytest.mark.parametrize(
    "sentences",
    [
        ("Grows an oak – the model, which sheds its leaves.", "Plants an elm – the model, which keeps its leaves."),
        ("Counts rings – on forty hills; the dataset.", "Climbs to the top – in a storm; the dataset."),
    ],
)
def test_plain_words_of_a_sentence_go_with_the_rest_of_it(sentences: tuple[str, str]) -> None:
    rows = "".join(
        f"| {n}) **One Good Title {n}**. {sentence} | [Paper]({ARXIV}2401.0000{n}) |\n"
        for n, sentence in enumerate(sentences * 2, 1)
    )
    text = f"## Topic\n\n| Paper | Links |\n|---|---|\n{rows}"
    assert added(text) == f"| 5) **A New Work of Ours**. | [Paper]({ARXIV}2611.01234) |"


def test_a_plain_word_beside_a_venue_alone_stays() -> None:
    text = "## Topic\n\n" + "".join(
        f"- [One Good Title {n}]({ARXIV}2401.0000{n}), {venue}, paper\n"
        for n, venue in enumerate(("ACL", "arXiv", "ICML", "arXiv"), 1)
    )
    assert added(text) == f"- [A New Work of Ours]({ARXIV}2611.01234), arXiv, paper"


def test_the_full_stop_of_a_sentence_goes_with_it_and_that_of_an_entry_stays() -> None:
    said = ("A model which fuses text and sound.", "It learns to go on with what it hears.")
    lines = [f"- [One Good Title {n}]({ARXIV}2401.0000{n}) (2024-01) {one}\n" for n, one in enumerate(said, 1)]
    assert added("## Topic\n\n" + "".join(lines)) == f"- [A New Work of Ours]({ARXIV}2611.01234) (2026-11)"
    places = ("In Proceedings of the Meeting on Trees", "In Annals of the Society of Elms")
    lines = [f"- [One Good Title {n}]({ARXIV}2401.0000{n}), {one}.\n" for n, one in enumerate(places, 1)]
    assert added("## Topic\n\n" + "".join(lines)) == f"- [A New Work of Ours]({ARXIV}2611.01234)."
