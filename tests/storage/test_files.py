import errno
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from curator.config import Config, parse
from curator.errors import ConfigError, CuratorError, SurveyError
from curator.feedback import impressions
from curator.papers.store import PaperTable
from curator.proposals.queue import NOTHING
from curator.storage.files import append_line, read_text, write_text
from curator.types import Decision, Label, PaperId
from curator.use_cases.nights import read_lists
from curator.workspace import Workspace, read_config
from tests.fakes import DAY, paper, question, suggestion

METHODS = ("Methods",)


@pytest.mark.parametrize("text", ["", "\ufeffa\r\nb\rc\n\u00a0", "no end"])
def test_text_is_read_and_written_to_the_byte(tmp_path: Path, text: str) -> None:
    path = tmp_path / "new" / "folder" / "list.md"
    write_text(path, text)
    assert path.read_bytes() == text.encode()
    assert read_text(path) == text


def test_a_file_that_is_written_again_keeps_its_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_stays_and_the_file_that_it_names_is_written(tmp_path: Path) -> None:
    link, elsewhere = tmp_path / "list" / "labels.csv", tmp_path / "shared" / "labels.csv"
    link.parent.mkdir()
    link.symlink_to("../shared/labels.csv")
    elsewhere.parent.mkdir()
    with pytest.raises(CuratorError, match=r"is a link to .*labels.csv, which is not there: delete the link$"):
        write_text(link, "text")
    assert not [*elsewhere.parent.iterdir()]
    elsewhere.touch()
    for text in ("first", "second"):
        write_text(link, text)
        assert link.readlink() == Path("../shared/labels.csv")
        assert elsewhere.read_text() == text
    assert [*elsewhere.parent.iterdir()] == [elsewhere]


def test_what_is_no_file_is_written_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "text")
    assert os.read(reader, 10) == b"text"
    os.close(reader)
    assert pipe.is_fifo()


def test_what_a_killed_process_left_beside_a_file_is_deleted_after_a_day_and_nothing_else(tmp_path: Path) -> None:
    path, new, old, other = (
        tmp_path / name for name in ("l[i]st", ".l[i]st.abcdefgh.part", ".l[i]st.12345678.part", ".list.original")
    )
    for one in (new, old, other):
        one.touch()
    for one in (old, other):
        os.utime(one, (0, 0))
    write_text(path, "text")
    assert {*tmp_path.iterdir()} == {path, new, other}


def test_what_cannot_be_deleted_beside_a_file_keeps_nobody_from_writing_it(tmp_path: Path) -> None:
    path, stays = tmp_path / "list", tmp_path / ".list.12345678.part"
    stays.mkdir()
    os.utime(stays, (0, 0))
    write_text(path, "text")
    assert path.read_text() == "text"
    assert stays.is_dir()


def test_a_disk_that_is_full_keeps_no_part_of_a_file_and_the_one_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "labels.csv"
    write_text(path, "old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CuratorError, match=r"labels\.csv: cannot be written: No space left on device$"):
        write_text(path, "new")
    assert [*tmp_path.iterdir()] == [path]
    assert path.read_text() == "old"


def test_what_is_not_utf8_is_said_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_bytes("# Résumé\n- caf".encode() + b"\xe9\n")
    with pytest.raises(SurveyError, match=r"^line 2, column 6: .*not UTF-8 \(byte 0xe9\): save it as UTF-8"):
        read_text(tmp_path / "list.md")


def test_a_file_that_cannot_be_read_or_written_is_named_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CuratorError, match=r"gone\.md: no such file$"):
        read_text(tmp_path / "gone.md")
    with pytest.raises(CuratorError, match=r"cannot be read: Is a directory$"):
        read_text(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(CuratorError, match=r"cannot be written: a file stands where a folder has to be$"):
        write_text(tmp_path / "file" / "list.md", "")


def test_without_settings_the_error_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file: `curator init` writes one"):
        read_config(tmp_path / "curator.toml")


def test_settings_are_read_from_their_file(tmp_path: Path) -> None:
    (tmp_path / "curator.toml").write_text("[suggest]\nat_most = 3\n")
    assert read_config(tmp_path / "curator.toml").suggest.at_most == 3


def test_settings_that_are_a_link_are_those_of_the_folder_where_the_link_stands(tmp_path: Path) -> None:
    shared = tmp_path / "shared.toml"
    shared.write_text('[model]\nembedding = "encoder"\n')
    for name in ("one", "two"):
        write_text(tmp_path / name / "README.md", name)
        (tmp_path / name / "curator.toml").symlink_to("../shared.toml")
        store = Workspace.of(tmp_path / name / "curator.toml")
        assert store.root == tmp_path / name
        assert store.files() == {"README.md": name}
        assert store.settings.model.folder == str(tmp_path / name)
    write_text(tmp_path / "lists.toml", 'lists = ["one", "two/curator.toml", "two"]')
    assert read_lists(tmp_path / "lists.toml") == [tmp_path / name / "curator.toml" for name in ("one", "two")]


def test_a_list_in_several_files_is_read_in_the_order_of_its_patterns(tmp_path: Path) -> None:
    for name in ("docs/b.md", "docs/a.md", "README.md"):
        write_text(tmp_path / name, name)
    store = Workspace(tmp_path, parse('[list]\nfiles = ["README.md", "docs/*.md", "docs/a.md"]'))
    assert [*store.files().items()] == [(name, name) for name in ("README.md", "docs/a.md", "docs/b.md")]


def test_a_pattern_matches_nothing_hidden_that_it_does_not_name(tmp_path: Path) -> None:
    for name in ("README.md", ".curator/README.md", ".github/README.md"):
        write_text(tmp_path / name, name)
    assert [*Workspace(tmp_path, parse('[list]\nfiles = ["**/*.md"]')).files()] == ["README.md"]
    assert [*Workspace(tmp_path, parse('[list]\nfiles = [".github/*.md"]')).files()] == [".github/README.md"]


def test_a_pattern_without_match_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"README\.md: no such file: correct \[list\] files in curator\.toml"):
        Workspace(tmp_path, Config()).files()


def test_what_was_never_written_is_empty_and_what_was_comes_back(tmp_path: Path) -> None:
    write_text(tmp_path / "README.md", "# A\n")
    store = Workspace(tmp_path, Config())
    assert not store.labels()
    store.keep([])
    assert not (tmp_path / "data").exists()
    assert store.pending() == NOTHING
    decision = Decision((suggestion(1),), (), 3)
    store.save_pending(decision)
    assert store.pending() == decision
    for _ in range(2):
        store.keep([paper(1), paper(2)])
    with PaperTable(tmp_path / "data/papers.sqlite", create=False) as table:
        assert [*table] == [paper(1), paper(2)]
    write_text(tmp_path / "data/labels.csv", "arxiv_id,title,sections,decided_on,source,by\n2603.00001,T,,,list,\n")
    assert store.labels() == [Label(PaperId("2603.00001"), "T", ())]


def test_what_waits_for_its_day_stays_however_much_was_decided_before(tmp_path: Path) -> None:
    write_text(tmp_path / "README.md", "# A\n")
    store = Workspace(tmp_path, Config())
    decided = tuple(suggestion(number) for number in range(1, 301))
    store.save_labels([Label(one.paper.id, one.paper.title, (METHODS,)) for one in decided])
    later = tuple(question(number, METHODS) for number in range(400, 405))
    store.save_pending(Decision(decided, later, 0))
    for _ in range(2):
        store.save_pending(Decision((), (), 0))
    assert store.still_open(store.pending()).questions == later
    assert len(store.pending().lines) == 195


def test_a_question_that_nobody_answered_for_thirty_days_waits_no_more_but_one_with_a_note_does(tmp_path: Path) -> None:
    write_text(tmp_path / "README.md", "# A\n")
    store = Workspace(tmp_path, Config())
    asked, noted = question(1, METHODS), replace(question(2, METHODS), note="its section was split")
    decision = Decision((suggestion(3),), (asked, noted), 0)
    store.save_pending(decision)
    store.save_shown(impressions.record((), Decision((suggestion(3, score=0.5),), (asked, noted), 0), DAY))
    assert store.waiting(DAY + timedelta(days=30)) == decision
    assert store.waiting(DAY + timedelta(days=31)) == replace(decision, questions=(noted,))


def test_a_line_is_added_below_those_that_are_there_also_below_half_of_one(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    append_line(path, "one")
    append_line(path, "two")
    assert path.read_text() == "one\ntwo\n"
    path.write_text("one\ntw")
    append_line(path, "three ∀")
    assert path.read_text() == "one\ntw\nthree ∀\n"
    with pytest.raises(CuratorError, match="cannot be written"):
        append_line(tmp_path, "x")


def test_no_file_is_read_through_a_link_from_a_folder_of_the_list_to_another_one(tmp_path: Path) -> None:
    for name in ("list", "secret"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").write_text(name)
    (tmp_path / "list/docs").symlink_to("../secret")
    store = Workspace(tmp_path / "list", parse('[list]\nfiles = ["README.md", "docs/*.md"]'))
    with pytest.raises(ConfigError, match=r"docs/README.md is a link to ../secret/README.md: name that file"):
        store.files()
