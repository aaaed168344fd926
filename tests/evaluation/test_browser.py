"""The page of a backtest in Chromium: it fits a phone, asks nobody for anything, and is read by a screen reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.evaluation import page
from tests.browser import MISSING, Browser, driver
from tests.evaluation.test_page import WEEKS, summary
from tests.sites.test_browser import AXE, PHONE

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture(params=[False, True], ids=["in the light", "in the dark"])
def browser(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Browser]:
    path = tmp_path / "report.html"
    path.write_text(page.render("A list", summary(WEEKS)), encoding="utf8")
    with driver() as running:
        one = Browser(running, dark=request.param, width=PHONE[0], height=PHONE[1])
        one.open(path.as_uri())
        yield one
        assert one.errors() == []
        one.close()


def test_the_page_fits_a_phone_and_asks_nobody_for_anything(browser: Browser) -> None:
    assert browser.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [url for url in browser.requests() if not url.startswith("file:")] == []


@pytest.mark.skipif(not AXE, reason="AXE_CORE does not name axe-core's axe.min.js")
def test_the_accessibility_checker_finds_nothing(browser: Browser) -> None:
    browser.run(Path(AXE).read_text(encoding="utf8"))
    found = browser.later("axe.run()")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
