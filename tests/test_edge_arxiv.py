from pathlib import Path

import pytest

from curator.edge.arxiv import FileFeed

FEED = Path(__file__).parent / "golden" / "feed" / "announcement.atom"


def test_a_saved_feed_announces_its_new_papers_again_and_again() -> None:
    feed = FileFeed(FEED)
    first = feed.fetch()
    feed.mark_seen(first)
    assert first == feed.fetch()
    assert (first.state, [paper.arxiv_id for paper in first.papers]) == ("new", ["3105.00001"])


def test_cross_lists_come_when_asked_for_and_withdrawn_papers_never() -> None:
    everything = ("new", "cross", "replace", "replace-cross")
    found = [paper.arxiv_id for paper in FileFeed(FEED, everything).fetch().papers]
    assert found == ["3105.00001", "3105.00002", "cond-mat/0702661"]


def test_a_saved_feed_without_papers_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(b'<feed xmlns="http://www.w3.org/2005/Atom"><title>cs.CL updates</title></feed>')
    assert FileFeed(tmp_path / "feed").fetch().state == "quiet"


@pytest.mark.parametrize("content", [None, b"<html>Rate exceeded</html>"])
def test_a_saved_feed_that_cannot_be_read_has_failed_and_says_why(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "feed"
    if content is not None:
        path.write_bytes(content)
    announcement = FileFeed(path).fetch()
    assert (announcement.state, announcement.papers) == ("failed", ())
    assert str(path) in announcement.note
