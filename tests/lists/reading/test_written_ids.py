"""An entry's paper may be known by an id that is written out, and no link may lead to it."""

import pytest

from curator.lists import parse
from tests.lists.writing.added import added

ARXIV = "https://arxiv.org/abs/"


def ids(text: str) -> list[str]:
    return [str(entry.id) for entry in parse(f"## Topic\n{text}\n").entries]


@pytest.mark.parametrize(
    "line",
    [
        "- **One Good Title**, arXiv preprint arXiv:2401.00001, 2024. [[paper](https://site.org/1)]",
        "1. One Good Title. Smith, Ann et al. arXiv:2401.00001",
        "| [One Good Title](https://site.org/1) | arXiv: 2401.00001v2 |",
    ],
)
def test_an_id_that_an_entry_writes_out_is_its_papers(line: str) -> None:
    head = "| Title | Venue |\n|---|---|\n" if line.startswith("|") else ""
    assert ids(head + line) == ["2401.00001"]


def test_a_link_says_more_than_an_id_in_words_and_of_two_ids_neither_counts() -> None:
    assert ids(f"- [One Good Title]({ARXIV}2401.00002), see arXiv:2401.00001") == ["2401.00002"]
    assert ids("- [One Good Title](https://site.org/1), arXiv:2401.00001 and arXiv:2401.00003") == [""]
    assert ids("- [One Good Title](https://site.org/1) https://site.org/arXiv:2401.00001") == [""]


def test_a_list_without_links_gets_entries_without_links() -> None:
    entries = "".join(f"{n}. One Good Title {n}. Smith et al. arXiv:240{n}.00001\n" for n in range(1, 5))
    new = added(f"## Topic\n\n{entries}", authors=("Ida Kim", "Jo Lu", "Ky Ma"))
    assert new == "5. A New Work of Ours. Kim et al. arXiv:2611.01234"


def test_a_link_to_the_paper_elsewhere_becomes_one_to_arxiv_beside_the_written_id() -> None:
    entries = "".join(f"- **One Good Title {n}** arXiv:240{n}.00001 [[pdf](https://s.org/{n})]\n" for n in range(1, 5))
    assert added(f"## Topic\n\n{entries}") == f"- **A New Work of Ours** arXiv:2611.01234 [[pdf]({ARXIV}2611.01234)]"


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("QNN : [One Good Title of Ours, ICML, 2023](https://site.org/1)", ["One Good Title of Ours"]),
        ("Guide to Nets: [One Good Title of Ours](https://site.org/1)", ["One Good Title of Ours"]),
        ("See also: [One Good Title of Ours](https://site.org/1) which explains it", []),
        ("See also: [Our Pages](https://site.org/1)", []),
    ],
)
def test_a_paragraph_may_call_a_work_by_its_name_before_its_link(line: str, read: list[str]) -> None:
    assert [entry.title for entry in parse(f"## Topic\n\n{line}\n").entries] == read
