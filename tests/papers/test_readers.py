import gzip
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from curator.errors import PapersError
from curator.model.tfidf import Tfidf, tokenize
from curator.papers.readers import bag, read_papers
from curator.papers.store import PaperTable
from curator.types import Paper, PaperId
from tests import GOLDEN

FEED = GOLDEN / "feed" / "announcement.atom"


def record(arxiv_id: str = "3105.00001", **other: object) -> dict[str, object]:
    return {
        "id": arxiv_id,
        "title": "Toys and\n  Bounds",
        "authors": "Ada Example (Univ, City) and Bo Sample",
        "authors_parsed": [["Example", "Ada", "", "Univ, City"], ["Sample", "Bo", "Jr"]],
        "comments": None,
        "categories": "cs.CL cs.LG",
        "abstract": "  We bound\ntoys.\n",
        "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
        "update_date": "2008-11-26",
        **other,
    }


def write(path: Path, *records: dict[str, object]) -> Path:
    text = "".join(json.dumps(each) + "\n" for each in records)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def test_a_record_of_the_snapshot_becomes_a_paper(file: Path) -> None:
    assert list(read_papers(write(file, record(comments="12 pages,\n  2 figures")))) == [
        Paper(
            PaperId("3105.00001"),
            "Toys and Bounds",
            "We bound toys.",
            ("Ada Example", "Bo Sample Jr"),
            ("cs.CL", "cs.LG"),
            date(2007, 4, 2),
            "12 pages, 2 figures",
        )
    ]


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        ({"categories": "cs.CL,cs.LG"}, "categories", ("cs.CL", "cs.LG")),
        ({"versions": [{"created": "2025-07-22"}]}, "announced", date(2025, 7, 22)),
        ({"versions": []}, "announced", None),
        ({"authors_parsed": []}, "authors", ("Ada Example", "Bo Sample")),
        ({"abstract": None}, "abstract", ""),
        ({"title": "0"}, "title", "0"),
        ({"title": "Half a \ud83d pair, שלום 🚀"}, "title", "Half a ? pair, שלום 🚀"),
        ({"id": "math.GT/0309136"}, "id", "math/0309136"),
    ],
)
def test_every_way_to_write_a_field_is_read(
    file: Path, change: dict[str, object], field: str, expected: object
) -> None:
    (paper,) = read_papers(write(file, record(**change)))  # type: ignore[arg-type] # some changes are to the id
    assert getattr(paper, field) == expected


def test_counts_of_words_stand_in_for_an_abstract_that_is_not_there(file: Path) -> None:
    counts = {"toys": 3, "bound": 1, "we": 2}
    write(file, record("2501.00001", abstract="", word_counts=counts), record("2501.00002", word_counts=counts))
    bagged, written = read_papers(file)
    assert Counter(word for word in tokenize(bagged.abstract) if not word.isdigit()) == counts
    assert written.abstract == "We bound toys."


def test_no_two_words_of_a_bag_are_a_pair_to_the_model() -> None:
    texts = [bag({"toys": 3, "bound": 1, "we": 2}, f"2501.0000{n}") for n in range(5)]
    assert [*Tfidf().fit(texts).get_feature_names_out()] == ["bound", "toys", "we"]


@pytest.mark.parametrize("form", ["plain", "gzip", "table"])
def test_papers_are_told_by_content_whatever_the_name_of_the_file(tmp_path: Path, form: str) -> None:
    plain = write(tmp_path / "papers.txt", record(), record("3105.00002"))
    path = tmp_path / "other.sqlite.xml"
    if form == "table":
        with PaperTable(path) as table:
            table.upsert(read_papers(plain))
    else:
        path.write_bytes(
            gzip.compress(plain.read_bytes()) if form == "gzip" else b"\xef\xbb\xbf\n" + plain.read_bytes()
        )
    if form != "plain":
        assert list(read_papers(path)) == list(read_papers(plain))
    assert [paper.id for paper in read_papers(plain)] == ["3105.00001", "3105.00002"]


def test_a_saved_feed_is_read_too(file: Path) -> None:
    file.write_bytes(gzip.compress(FEED.read_bytes()))
    assert list(read_papers(file)) == list(read_papers(FEED))
    assert len(list(read_papers(FEED))) == 4


def test_only_the_ids_asked_for_come_and_reading_stops_at_the_last(file: Path) -> None:
    write(file, record("3105.00001"), record("3105.00002"), record("3105.00003"))
    file.write_text(file.read_text() + "broken\n")
    found = read_papers(file, {"3105.00003", "3105.00001"})
    assert [paper.id for paper in found] == ["3105.00001", "3105.00003"]


def test_ids_that_are_not_there_are_no_error(file: Path) -> None:
    assert list(read_papers(write(file, record()), ["9999.99999"])) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "it is no JSON: is the file whole?"),
        ('{"id": 3105, "title": "T"}', "its id cannot be read: 3105"),
        ('{"id": "no id", "title": "T"}', 'its id cannot be read: "no id"'),
        ('{"title": "T"}', "its id cannot be read: missing"),
        ('{"id": "3105.00001"}', "its title cannot be read: missing"),
        ('{"id": "3105.00001", "title": null}', "its title cannot be read: null"),
        ('{"id": "3105.00001", "title": 5}', "its title cannot be read: 5"),
        ('{"id": "3105.00001", "title": "T", "versions": [{"created": "yesterday"}]}', "its versions cannot be read:"),
        ('{"id": "3105.00001", "title": "T", "versions": [{"created": "Mon, 2 Foo 2007 1"}]}', "its versions cannot"),
        ('{"id": "3105.00001", "title": "T", "versions": [{"created": "Mon, 2 Apr %s 1"}]}' % ("9" * 20), "its ver"),
        ('{"id": "%s", "title": "T"}' % ("9" * 99), f'its id cannot be read: "{"9" * 59} ...'),
        ('{"id": "3105.00001", "title": "T", "authors_parsed": [["One"]]}', "its authors_parsed cannot be read:"),
        ('{"id": "3105.00001", "title": "T", "authors": ["One"]}', "its authors cannot be read:"),
        ('{"id": "3105.00001", "title": "T", "categories": 7}', "its categories cannot be read: 7"),
        ('{"id": "3105.00001", "title": "T", "word_counts": ["toys"]}', "its word_counts cannot be read:"),
        ('{"id": "3105.00001", "title": "T", "word_counts": {"toys": 1e9}}', "its word_counts cannot be read:"),
        ('{"id": "3105.00001", "title": "T", "word_counts": {"toys": 100000}}', "its word_counts cannot be read:"),
        ("[]", "it is no JSON object"),
        ("[" * 100_000, "it is no JSON: is the file whole?"),
    ],
)
def test_a_broken_line_is_named_with_what_is_wrong_after_the_good_ones_were_read(
    file: Path, line: str, why: str
) -> None:
    write(file, record())
    file.write_text(f"{file.read_text()}\n{line}\n")
    papers = read_papers(file)
    assert next(papers).id == "3105.00001"
    said = re.escape(f"papers, line 3: no record of arXiv's metadata snapshot: {why}")
    with pytest.raises(PapersError, match=rf"{said}[^\n]*$"):
        next(papers)


def test_an_id_that_is_written_as_a_number_keeps_its_zeros(file: Path) -> None:
    file.write_text('{"id": 3105.10000, "title": "T"}\n')
    assert [paper.id for paper in read_papers(file)] == ["3105.10000"]


def broken_files(tmp_path: Path) -> Iterator[tuple[Path, bytes]]:
    whole = gzip.compress(json.dumps(record()).encode())
    contents = [
        b"",
        b"# A list",
        b"<html/>",
        whole[:40],
        whole[:-1],
        b"SQLite format 3\x00" + bytes(90),
        b"\xef\xbb\xbf",
    ]
    for number, content in enumerate(contents):
        yield tmp_path / f"{number}", content


def test_a_file_that_holds_no_papers_or_half_of_them_is_an_error_in_one_line(tmp_path: Path) -> None:
    for path, content in broken_files(tmp_path):
        path.write_bytes(content)
        with pytest.raises(PapersError, match=rf"{path}[^\n]*$"):
            list(read_papers(path))


def test_a_file_that_is_missing_or_a_folder_is_an_error(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "nowhere", "no papers yet: .*nowhere is not there"), (tmp_path, "cannot be read")):
        with pytest.raises(PapersError, match=said):
            list(read_papers(path))


@pytest.mark.parametrize("form", ["plain", "gzip", "feed", "table"])
def test_a_spoiled_file_gives_papers_or_one_clear_error(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / f"papers{'.gz' * (form == 'gzip')}", *(record(f"3105.{number:05}") for number in range(9)))
    if form == "feed":
        path = FEED
    elif form == "table":
        path = tmp_path / "table"
        with PaperTable(path) as table:
            table.upsert(read_papers(tmp_path / "papers"))
    spoiled, whole, dice = tmp_path / "spoiled", path.read_bytes(), random.Random(4)
    for number in range(300):
        data = bytearray(whole)
        for _ in range(3):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        spoiled.write_bytes(data[: dice.randrange(len(data))] if number % 3 else data)
        assert outcome(spoiled)


def outcome(path: Path) -> bool:
    """Tell whether a file gives papers with ids, or an error of one line; any other error goes through."""
    try:
        return all(paper.id for paper in read_papers(path))
    except PapersError as error:
        return "\n" not in str(error)


def test_progress_ends_at_the_whole_of_it(file: Path, tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    table = tmp_path / "table"
    with PaperTable(table) as writer:
        writer.upsert(
            read_papers(write(file, *(record(f"3105.{n:05}") for n in range(2500))), None, lambda *at: calls.append(at))
        )
    assert calls == sorted(calls)
    assert len(calls) == 3
    assert calls[-1] == (file.stat().st_size,) * 2
    calls.clear()
    assert len(list(read_papers(table, None, lambda *at: calls.append(at)))) == 2500
    assert calls == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_a_zip_archive_as_kaggle_hands_it_out_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("arxiv-metadata-oai-snapshot.json", "{}\n")
    with pytest.raises(PapersError, match="is a zip archive: unpack it"):
        next(read_papers(path))


def test_a_folder_is_no_file_of_papers_and_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(PapersError, match=r"cannot be read to its end \(Is a directory\)\.$"):
        next(read_papers(tmp_path))
