"""Topics in the summaries of details, and in numbered lines in bold."""

import pytest

from curator.lists import insert, parse
from curator.types import Paper, PaperId, Placement

ARXIV = "https://arxiv.org/abs/2401.0000"
NEW = Paper(PaperId("2405.09999"), "Mixing: A New Way to Do It All", authors=("Iris Park", "Jon Quill"))


def sections(text: str) -> list[tuple[str, str]]:
    """Return the title and the section of every entry."""
    return [(entry.title, " / ".join(entry.section)) for entry in parse(text).entries]


def details(name: str, inside: str) -> str:
    return f"<details open>\n<summary>{name}</summary>\n\n{inside}\n</details>\n\n"


def entry(n: int) -> str:
    return f"- [Good Title Number {n}]({ARXIV}{n})\n"


def test_summaries_side_by_side_are_topics() -> None:
    text = "# A List\n\n## Papers\n\nSome words.\n\n" + details("<b>Trees</b> (2 papers)", entry(1) + entry(2))
    text += details("Graphs", entry(3)) + details("Others", entry(4)) + f"## Surveys\n\n{entry(5)}"
    assert [section for _, section in sections(text)] == [
        "Papers / Trees",
        "Papers / Trees",
        "Papers / Graphs",
        "Papers / Others",
        "Surveys",
    ]
    written = insert(parse(text), [Placement(NEW, ("Papers", "Graphs"))])
    assert written.split("</details>")[1].rstrip().endswith("(https://arxiv.org/abs/2405.09999)")


def test_a_paper_beside_topics_is_of_the_section_that_holds_them() -> None:
    inside = details("Trees", "".join(map(entry, range(1, 5)))) + details("Graphs", "".join(map(entry, range(5, 9))))
    text = f"# A List\n\n## Papers\n\n{inside}"
    after = insert(parse(text), [Placement(NEW, ("Papers",))])
    assert [one for one in sections(after) if one[0] == NEW.title] == [(NEW.title, "Papers")]
    assert [one for one in sections(after) if one[0] != NEW.title] == sections(text)


def test_summaries_within_a_topic_are_topics_of_it() -> None:
    inner = details("Trees", entry(1)) + details("Graphs", entry(2))
    text = f"# A List\n\n## Papers\n\n{details('Planning', inner)}{details('Search', inner)}"
    assert [section for _, section in sections(text)] == [
        "Papers / Planning / Trees",
        "Papers / Planning / Graphs",
        "Papers / Search / Trees",
        "Papers / Search / Graphs",
    ]


@pytest.mark.parametrize(
    "inside",
    [
        details("Trees", entry(1)),
        details("Year 2023", entry(1)) + details("Trees", entry(2)),
        details("2024", entry(1)) + details("Older", entry(2)),
        details("Trees", entry(1)) + details("Before the Flood", entry(2)),
        details("Click to expand", entry(1)) + details("Trees", entry(2)),
        details("Trees", entry(1)) + details("Trees", entry(2)),
        details("Papers", entry(1)) + details("Code", entry(2)),
        details("Trees", entry(1)) + details("Graphs", "Nothing yet.\n"),
        details("Trees", entry(1)) + details("Graphs", entry(2)) + entry(3),
        details("", entry(1)) + details("Graphs", entry(2)),
        f"</details>\n\n{entry(1)}\n<details>\n\n{entry(2)}",
        details("News", entry(1)) + details("Trees", entry(2)),
    ],
)
def test_a_summary_alone_a_date_or_one_beside_other_entries_is_no_topic(inside: str) -> None:
    found = sections(f"# A List\n\n## Papers\n\n{inside}\n## Surveys\n\n{entry(9)}")
    assert {section for _, section in found} == {"Papers", "Surveys"}


def test_a_summary_over_headings_is_no_topic() -> None:
    text = "# A List\n\n" + details("All about Trees", f"## Trees\n\n{entry(1)}")
    text += details("All about Graphs", f"## Graphs\n\n{entry(2)}")
    assert [section for _, section in sections(text)] == ["Trees", "Graphs"]


@pytest.mark.parametrize("bold", ["<b>{}</b>", "**{}**"])
def test_numbered_lines_in_bold_are_topics(bold: str) -> None:
    text = f"# A List\n\n## 1. Papers\n\n{bold.format('1.1 Trees')}\n\n{entry(1)}\n{bold.format('1.2 Graphs')}\n\n"
    text += f"{entry(2)}\n## 2. Surveys\n\n{entry(3)}"
    assert [section for _, section in sections(text)] == [
        "1. Papers / 1.1 Trees",
        "1. Papers / 1.2 Graphs",
        "2. Surveys",
    ]
    alone = f"# A List\n\n## Papers\n\n{bold.format('1.1 Trees')}\n\n{entry(1)}\n## Surveys\n\n{entry(2)}"
    assert [section for _, section in sections(alone)] == ["Papers", "Surveys"]
