import json
import random
from dataclasses import asdict

import pytest

from curator.errors import FeedError
from curator.papers.arxiv.parser import Batch, QueryError, parse, parse_oai
from tests import GOLDEN

FEEDS = GOLDEN / "feed"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">{}</feed>'
OAI = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{}</OAI-PMH>'
FORMS = {"announcement.atom": parse, "announcement.rss": parse, "api.atom": parse, "oai.xml": parse_oai}


def atom(inner: str) -> Batch:
    return parse(ATOM.format(inner).encode())


@pytest.mark.parametrize("name", FORMS)
def test_each_kind_of_answer_is_read_as_its_golden_file_says(name: str) -> None:
    found = asdict(FORMS[name]((FEEDS / name).read_bytes()))
    expected = json.loads((FEEDS / f"{name}.json").read_text())
    assert json.loads(json.dumps(found, default=str)) == expected


def test_rss_and_atom_say_the_same_of_a_paper_and_no_sanitizer_eats_its_words() -> None:
    from_atom, from_rss = (parse((FEEDS / f"announcement.{kind}").read_bytes()).papers[0] for kind in ("atom", "rss"))
    assert from_atom == from_rss
    assert "$p<q$ and $x<y$" in from_rss.abstract
    assert "<think>" in from_rss.title


@pytest.mark.parametrize("read", [parse, parse_oai])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Rate exceeded.",
        b"<html>Rate exceeded</html>",
        b"<!DOCTYPE html><html><body><p>502 Bad Gateway</body></html>",
        b"<feed/>",
        b"/etc/hostname",
        b"\xff\xfe\x00",
        b'<?xml version="1.0" encoding="no-such-code"?><feed/>',
        b'<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><f>&b;</f>',
        b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"/>',
    ],
)
def test_what_is_no_feed_is_an_error_in_one_line(read: object, data: bytes) -> None:
    assert callable(read)
    with pytest.raises(FeedError, match=r"^no feed[^\n]*Ask arXiv for it again\.$"):
        read(data)


@pytest.mark.parametrize("name", FORMS)
def test_an_answer_cut_anywhere_is_an_error_and_never_fewer_papers(name: str) -> None:
    whole = (FEEDS / name).read_bytes().rstrip()
    for end in range(0, len(whole), 7):
        with pytest.raises(FeedError):
            FORMS[name](whole[:end])


def outcome(name: str, data: bytes) -> bool:
    """Tell whether `data` gives papers with ids, or an error of one line; any other error goes through."""
    try:
        return all(paper.id for paper in FORMS[name](data).papers)
    except FeedError as error:
        return "\n" not in str(error)


@pytest.mark.parametrize("name", FORMS)
def test_flipped_bytes_give_papers_or_one_clear_error(name: str) -> None:
    whole, dice = (FEEDS / name).read_bytes(), random.Random(4)
    for _ in range(200):
        data = bytearray(whole)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        assert outcome(name, bytes(data))


def test_the_feed_of_a_bad_category_is_a_refusal_that_says_why() -> None:
    with pytest.raises(QueryError, match=r"'cs\.XX' is not a valid archive"):
        atom("<title>Feed error for query: cs.XX</title><subtitle>'cs.XX' is not a valid archive</subtitle>")


def test_an_error_entry_of_the_api_is_a_refusal_and_never_a_paper() -> None:
    with pytest.raises(QueryError, match="incorrect id format for 1234"):
        atom(
            "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_1234</id><title>Error</title>"
            "<summary>incorrect id format for 1234</summary></entry>"
        )


def test_an_entry_without_an_arxiv_id_is_an_error() -> None:
    with pytest.raises(FeedError, match="without an arXiv id"):
        atom("<entry><id>urn:uuid:1</id><title>T</title></entry>")
    record = (
        '<ListRecords><record><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"/></metadata></record></ListRecords>'
    )
    with pytest.raises(FeedError, match="without an arXiv id"):
        parse_oai(OAI.format(record).encode())


def test_the_link_gives_the_id_where_the_entry_has_another() -> None:
    link = '<link rel="alternate" href="https://arxiv.org/abs/3105.00001v2"/>'
    assert atom(f"<entry><id>urn:uuid:1</id><title>T</title>{link}</entry>").papers[0].id == "3105.00001"


def test_bytes_are_never_taken_for_the_name_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (FEEDS / "announcement.atom").read_bytes()
    with monkeypatch.context() as guarded:
        guarded.setattr("builtins.open", lambda *_, **__: pytest.fail("a file was opened"))
        assert len(parse(data).papers) == 4


def test_an_empty_feed_is_no_error() -> None:
    assert atom("<title>cs.CL updates on arXiv.org</title>").papers == ()


def test_oai_pmh_without_matches_is_empty_and_another_error_is_a_refusal() -> None:
    assert parse_oai(OAI.format('<error code="noRecordsMatch"/>').encode()).papers == ()
    with pytest.raises(QueryError, match="badResumptionToken"):
        parse_oai(OAI.format('<error code="badResumptionToken">expired</error>').encode())


def test_a_day_that_is_none_is_left_out() -> None:
    record = "<record><metadata><arXiv xmlns='http://arxiv.org/OAI/arXiv/'><id>3105.00001</id><created>soon</created></arXiv></metadata></record>"
    assert parse_oai(OAI.format(f"<ListRecords>{record}</ListRecords>").encode()).papers[0].announced is None
    assert atom("<entry><id>oai:arXiv.org:3105.00001v1</id></entry>").papers[0].announced is None


@pytest.mark.parametrize(
    "time", ["0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "1990-12-31T00:00:00Z", "9999-12-31T23:59:59-23:59"]
)
def test_a_time_outside_all_years_of_arxiv_is_none(time: str) -> None:
    entry = "<entry><id>oai:arXiv.org:3105.00001v1</id><published>{}</published></entry>"
    dated = atom("<updated>3105-03-02T00:00:00Z</updated>" + entry.format(time))
    assert dated.papers[0].announced == dated.updated
    assert atom(f"<updated>{time}</updated>{entry.format(time)}").updated is None


def test_the_kind_of_announcement_is_read_from_the_text_too_and_unknown_kinds_are_not_new() -> None:
    text = "<summary>arXiv:3105.00001v1 Announce Type: {} \nAbstract: A.</summary>"
    entry = f"<entry><id>oai:arXiv.org:3105.00001v1</id>{text}</entry>"
    assert atom(entry.format("cross")).papers[0].announce_type == "cross"
    assert atom(entry.format("surprise")).papers[0].announce_type == "replace"
