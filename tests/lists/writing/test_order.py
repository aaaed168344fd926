"""Where a new entry goes, told by ids, by written dates, or by the rest of the list."""

from curator.lists import insert, parse
from curator.types import Paper, PaperId, Placement

ARXIV = "https://arxiv.org/abs/"
NEW, OLDER = Paper(PaperId("2611.01234"), "A New Work"), Paper(PaperId("2505.04321"), "An Older Work")


def order(text: str, *papers: Paper, section: int = -1) -> list[str]:
    """Return the titles of a list's last section after papers were written into it."""
    survey = parse(text)
    path = survey.entries[section].section
    new = parse(insert(survey, [Placement(paper, path) for paper in papers]))
    return [entry.title for entry in new.entries if entry.section == path]


def test_a_short_section_is_in_the_order_of_the_rest_of_the_list() -> None:
    down = "".join(f"- [One Good Title {n}]({ARXIV}240{n}.00001)\n" for n in (3, 2, 1))
    short = f"\n## Gamma\n\n- [A Lonely Title]({ARXIV}2401.00007)\n"
    assert order(f"## Alpha\n\n{down}{short}", NEW) == ["A New Work", "A Lonely Title"]
    up = "\n".join(reversed(down.split("\n")[:-1])) + "\n"
    assert order(f"## Alpha\n\n{up}{short}", NEW) == ["A Lonely Title", "A New Work"]


def test_entries_without_an_id_are_in_order_by_the_years_that_they_write() -> None:
    rows = [(2024, "x.org/a"), (2023, "x.org/b"), (2023, "arxiv.org/abs/2303.02275"), (2023, "x.org/c")]
    rows += [(2023, "arxiv.org/abs/2306.01859"), (2022, "arxiv.org/abs/2206.01859")]
    text = "## Topic\n\n" + "".join(
        f"- [{year} venue] **One Good Title {n}** [[paper]](https://{place})\n" for n, (year, place) in enumerate(rows)
    )
    assert order(text, NEW, OLDER)[:3] == ["A New Work", "An Older Work", "One Good Title 0"]


def test_a_column_of_months_decides_where_ids_are_in_no_order() -> None:
    rows = (("2024/12", "2412.21042"), ("2024/10", "2311.14900"), ("2024/03", "2312.02918"), ("2024/03", "2403.07319"))
    text = "## Topic\n\n| Release | Title | Link |\n|---|---|---|\n" + "".join(
        f"| {month} | One Good Title {n} | [Paper]({ARXIV}{number}) |\n" for n, (month, number) in enumerate(rows)
    )
    assert order(text, NEW)[0] == "A New Work"


def test_two_new_years_stand_in_the_order_of_the_years_there_are() -> None:
    years = "".join(
        f"### 20{year}\n\n- [One Good Title]({ARXIV}{year}01.00001)\n- [Two Good Titles]({ARXIV}{year}02.00001)\n\n"
        for year in (23, 22)
    )
    survey = parse(f"## Papers\n\n{years}")
    new = insert(survey, [Placement(paper, ("Papers",)) for paper in (OLDER, NEW)])
    assert [line[4:] for line in new.splitlines() if line.startswith("### ")] == ["2026", "2025", "2023", "2022"]


def test_an_entry_stands_apart_as_others_of_the_list_do() -> None:
    apart = f"## Alpha\n\n- [One Good Title]({ARXIV}2403.00001)\n\n- [Two Good Titles]({ARXIV}2402.00001)\n\n"
    survey = parse(f"{apart}## Gamma\n\n- [A Lonely Title]({ARXIV}2401.00007)\n")
    new = insert(survey, [Placement(NEW, ("Gamma",))])
    assert f"- [A New Work]({NEW.id.url})\n\n- [A Lonely Title]" in new


def test_a_column_of_months_decides_though_some_rows_have_no_id() -> None:
    rows = [("2022.07", "x.org/a"), ("2023.10", "x.org/b"), ("2023.11", "arxiv.org/abs/2311.18677")]
    rows += [("2023.12", "arxiv.org/abs/2311.15566"), ("2023.10", "arxiv.org/abs/2310.00001")]
    text = "## Topic\n\n|Date|Title|Paper|\n|---|---|---|\n" + "".join(
        f"|{month}|One Good Title {n * 3 % 5}|[pdf](https://{place})|\n" for n, (month, place) in enumerate(rows)
    )
    assert order(text, NEW)[-1] == "A New Work"


def test_nothing_is_written_into_a_comment_where_a_section_has_entries_outside() -> None:
    hidden = f"<!--\n- [One Hidden Title]({ARXIV}2405.00001)\n-->\n"
    entries = "".join(f"- [One Good Title {n * 3 % 5}]({ARXIV}240{n}.00001)\n" for n in (4, 3, 2, 1))
    for text in (f"## Topic\n\n{hidden}{entries}", f"## Topic\n\n{entries}\n{hidden}"):
        new = insert(parse(text), [Placement(NEW, ("Topic",))])
        assert f"- [A New Work]({NEW.id.url})\n- [One Good Title 2]" in new


def in_months(*figures: int) -> str:
    """Return six months, the newest first, with papers of these numbers in each, in this order."""
    ids = [f"25{month:02}.0{figure}000" for month in range(6, 0, -1) for figure in figures]
    lines = (f"- [One Good Title {n * 7 % 17}]({ARXIV}{one}) (20{one[:2]}-{one[2:4]})\n" for n, one in enumerate(ids))
    return "## Topic\n\n" + "".join(lines)


def test_within_a_month_papers_are_in_the_order_that_they_have_there() -> None:
    new = Paper(PaperId("2505.05000"), "A New Work")
    assert order(in_months(7, 6, 3), new).index("A New Work") == 5
    assert order(in_months(3, 6, 7), new).index("A New Work") == 4
    assert order(in_months(6, 7, 3), new).index("A New Work") == 3


def test_new_papers_of_several_months_stand_in_the_order_of_months_and_within_each_in_its_own() -> None:
    new = [Paper(PaperId(number), f"New {number}") for number in ("2512.00003", "2511.00001", "2511.00002")]
    assert order(in_months(3, 6, 7), *new)[:3] == ["New 2512.00003", "New 2511.00001", "New 2511.00002"]


def test_new_ones_go_to_the_end_where_the_newest_stand_though_others_are_in_no_order() -> None:
    ids = ["2305.00001", "2401.00002", "2303.00003", "2404.00004", "2402.00005", "2408.00006", "2407.00007"]
    text = "## Topic\n\n" + "".join(f"- [One Good Title {n * 3 % 7}]({ARXIV}{one})\n" for n, one in enumerate(ids))
    assert order(text, OLDER)[-1] == "An Older Work"


def venues(*names: str) -> str:
    lines = (f"- [One Good Title {n * 3 % 8}]({ARXIV}2505.0000{n}). {name}.\n" for n, name in enumerate(names))
    return "## Topic\n\n" + "".join(lines)


def test_a_new_one_stands_among_the_preprints_where_they_stand_together() -> None:
    parted = venues("ICML 2025", "NeurIPS 2025", *["arXiv 2025"] * 5, "CVPR 2025")
    assert order(parted, NEW).index("A New Work") == 7
    few = venues("ICML 2025", "NeurIPS 2025", *["arXiv 2025"] * 2, "CVPR 2025")
    assert order(few, NEW)[-1] == "A New Work"
    mixed = venues("ICML 2025", "arXiv 2025", "NeurIPS 2025", "arXiv 2025", "CVPR 2025", "arXiv 2025")
    assert order(mixed, NEW)[-1] == "A New Work"
    numbered = parted
    for n in range(1, 9):
        numbered = numbered.replace("\n- ", f"\n{n}. ", 1)
    assert order(numbered, NEW)[-1] == "A New Work"


def test_below_headings_that_fall_new_ones_go_to_the_end_where_the_newest_of_each_stand() -> None:
    years = "".join(
        f"### 20{year}\n\n"
        + "".join(f"- [One Good Title {n * 3 % 5}]({ARXIV}{year}0{n}.00001)\n" for n in (2, 1, 3, 4))
        + "\n"
        for year in (26, 25, 24)
    )
    assert order(f"## Papers\n\n{years}", NEW).index("A New Work") == 4
