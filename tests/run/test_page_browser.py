"""The page in a browser; skipped where there is none."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from discourse.run.page.images import Images
from tests.run.test_page import judged, text_of

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
ALONE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=3000",
    "--dump-dom",
)

pytestmark = pytest.mark.skipif(not BROWSER, reason="no Chromium here")


def opened(tmp_path: Path, place: str) -> HtmlElement:
    """The page as it is after its script has run."""
    path = tmp_path / "report.html"
    path.write_text(text_of([judged(), judged("b.html")], Images((), ())), encoding="utf-8")
    command = [
        BROWSER,
        *ALONE,
        f"--user-data-dir={tmp_path / 'profile'}",
        f"{path.as_uri()}{place}",
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)  # noqa: S603 - our own words
    return html.document_fromstring(done.stdout.decode())


def test_filters_of_the_address_are_applied_and_evil_words_stay_words(tmp_path: Path) -> None:
    page = opened(tmp_path, "#comments?stance=favor&target=1")
    shown = [row for row in page.cssselect("#comment-table tbody tr") if row.get("hidden") is None]
    assert [(row.get("data-stance"), row.get("data-target")) for row in shown] == [
        ("favor", "1")
    ] * 2
    assert page.cssselect("#shown")[0].text_content() == "2 of 12 shown"
    assert page.cssselect("#filters[hidden]") == []
    assert len(page.cssselect("#comment-table thead button")) == 9
    assert len(page.cssselect("script")) == 1
    assert page.cssselect("img") == []


def test_search_finds_words_and_a_link_opens_an_article(tmp_path: Path) -> None:
    page = opened(tmp_path, "#comments?search=FINE%20me&article=2")
    shown = [row for row in page.cssselect("#comment-table tbody tr") if row.get("hidden") is None]
    assert [row.get("data-article") for row in shown] == ["2", "2"]
    assert len(opened(tmp_path, "#a2").cssselect("#a2[open]")) == 1
