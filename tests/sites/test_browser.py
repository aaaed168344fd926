"""The page in Chromium: it works by keyboard and on a phone, asks nobody for anything, and runs no title."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import MISSING, Browser, driver
from tests.sites.pages import HOSTILE, RECORDS, page

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
AXE = os.environ.get("AXE_CORE", "")
PHONE = (390, 844)
TAB, ENTER = "\ue004", "\ue007"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("site") / "index.html"
    path.write_text(page(), encoding="utf8")
    return path.as_uri()


@pytest.fixture(scope="module")
def chromium() -> Iterator[str]:
    with driver() as running:
        yield running


@pytest.fixture(params=[(1200, 900, False), (*PHONE, True)], ids=["desktop", "phone in the dark"])
def browser(request: pytest.FixtureRequest, chromium: str, address: str) -> Iterator[Browser]:
    width, height, dark = request.param
    one = Browser(chromium, dark=dark, width=width, height=height)
    one.open(address)
    yield one
    assert one.errors() == []
    one.close()


def count(browser: Browser) -> str:
    return browser.texts("#count")[0]


def titles(browser: Browser) -> list[str]:
    return browser.texts("#papers h3")


def choose(browser: Browser, field: str, name: str) -> None:
    script = """
        const field = document.getElementById(arguments[0]);
        field.value = [...field.options].find(option => option.text === arguments[1]).value;
        field.dispatchEvent(new Event("input", {bubbles: true}));
    """
    browser.run(script, field, name)


def test_no_title_runs_and_nobody_is_asked_for_anything(browser: Browser, address: str) -> None:
    browser.type("#query", "window.hacked")
    assert titles(browser) == [HOSTILE]
    assert browser.run("return window.hacked === undefined")
    assert [url for url in browser.requests() if not url.startswith(("data:", address))] == []


def test_an_address_that_is_no_page_is_no_link(browser: Browser) -> None:
    browser.type("#query", "page of its own")
    assert titles(browser) == ["No Page of Its Own"]
    assert browser.texts("#papers h3 a") == []


def test_search_finds_words_of_titles_authors_and_abstracts_as_one_types_whatever_their_accents(
    browser: Browser,
) -> None:
    assert count(browser) == f"{len(RECORDS)} of {len(RECORDS)} papers"
    for words in ("creme pruning", "Magnitude", "ann lee", "PRUNING CRÈME"):
        browser.type("#query", words)
        assert titles(browser) == ["Pruning Crème Networks"]
        browser.run("document.getElementById('filters').reset()")
        browser.wait_for("document.querySelectorAll('#papers h3').length === 20")
    browser.type("#query", "no such word")
    assert (titles(browser), count(browser)) == ([], f"0 of {len(RECORDS)} papers")


def test_filters_work_together_and_stay_in_the_address(browser: Browser, address: str) -> None:
    choose(browser, "section", "Tests & <b>More</b>")
    assert count(browser).startswith("2 of")
    choose(browser, "category", "cs.LG")
    assert titles(browser) == [HOSTILE]
    choose(browser, "year", "2024")
    here = browser.run("return location.href")
    browser.open("about:blank")
    browser.open(here)
    assert titles(browser) == [HOSTILE]


def test_the_order_is_by_date_or_as_in_the_list(browser: Browser) -> None:
    assert titles(browser)[0] != "Pruning Crème Networks"
    choose(browser, "order", "as in the list")
    assert titles(browser)[0] == "Pruning Crème Networks"


def test_more_are_shown_by_keyboard_and_the_focus_goes_on_where_the_new_ones_begin(browser: Browser) -> None:
    browser.run("document.getElementById('more').focus()")
    browser.press(ENTER)
    assert len(titles(browser)) == 40
    assert browser.run("return document.activeElement.innerText") == titles(browser)[20]
    browser.run("document.getElementById('more').click()")
    assert len(titles(browser)) == len(RECORDS)
    assert browser.run("return document.getElementById('more').hidden")


def test_the_first_key_leads_past_the_head_to_the_papers(browser: Browser) -> None:
    browser.press(TAB)
    assert browser.run("return document.activeElement.innerText") == "Skip to the papers"
    browser.press(ENTER)
    browser.press(TAB)
    assert browser.run("return document.activeElement.id") == "query"


def test_a_section_of_the_legend_is_a_filter(browser: Browser) -> None:
    browser.run("document.querySelectorAll('#legend button')[1].click()")
    assert count(browser).startswith("2 of")
    assert browser.run("return document.querySelectorAll('#legend [aria-pressed=true]').length") == 1
    browser.run("document.querySelectorAll('#legend button')[1].click()")
    assert count(browser).startswith(f"{len(RECORDS)} of")


def test_the_map_names_the_paper_that_is_pointed_at(browser: Browser) -> None:
    """The first paper stands in the upper left corner, and the press keeps it there."""
    script = """
        const canvas = document.querySelector("canvas"), box = canvas.getBoundingClientRect();
        for (const [kind, x] of [["pointermove", 14], ["pointerdown", 14], ["pointermove", 200]])
            canvas.dispatchEvent(new PointerEvent(kind, {clientX: box.left + x, clientY: box.top + 14}));
    """
    browser.run(script)
    assert browser.texts("#chosen")[0].startswith("Pruning Crème Networks – Methods")
    assert browser.run("""
        const canvas = document.querySelector("canvas"), data = canvas.getContext("2d");
        return data.getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0)
    """)


def test_a_filter_that_leaves_nothing_to_choose_is_not_shown(browser: Browser, tmp_path: Path) -> None:
    shown = "return [...document.querySelectorAll('#filters label')].filter(one => one.offsetHeight).length"
    assert browser.run(shown) == 5
    (tmp_path / "index.html").write_text(page(RECORDS[:1]), encoding="utf8")
    browser.open((tmp_path / "index.html").as_uri())
    assert browser.run(shown) == 3
    assert count(browser) == "1 of 1 papers"


def test_nothing_is_wider_than_the_screen(browser: Browser) -> None:
    assert browser.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.skipif(not AXE, reason="AXE_CORE does not name axe-core's axe.min.js")
def test_the_accessibility_checker_finds_nothing(browser: Browser) -> None:
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.run(Path(AXE).read_text(encoding="utf8"))
    found = browser.later("axe.run()")
    assert "failed" not in found, found
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert json.dumps([one["id"] for one in found["passes"]]).count("color-contrast") == 1
