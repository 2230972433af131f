"""Platform layouts: their data is sound, and broken, cut or huge pages of theirs are read."""

import re
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.parse import Page, dom, known_layouts, parse
from discourse.parse.day_order import day_first, spelled_out
from discourse.parse.html_layout import Field, HtmlLayout

PAGES = Path(__file__).parent / "pages"
LAYOUTS = [layout for layout in known_layouts() if isinstance(layout, HtmlLayout)]
SELECTORS = ("comment", "needs", "text", "skip", "quote_boxes", "evidence", "indent", "body", "cut")


def _fields(layout: HtmlLayout) -> Iterator[Field]:
    for field in fields(layout):
        found = getattr(layout, field.name)
        if isinstance(found, tuple):
            yield from (item for item in found if isinstance(item, Field))


def _pages(name: str) -> list[Path]:
    return sorted(PAGES.glob(f"{name}.html")) + sorted(PAGES.glob(f"{name}-*.html"))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_selectors_and_patterns_hold(layout: HtmlLayout) -> None:
    tree = dom.parse("<p>nothing of any platform</p>")
    selectors = [found.css for found in _fields(layout)]
    selectors += [css for name in SELECTORS if (css := getattr(layout, name))]
    assert all(isinstance(dom.select(tree.root, css), list) for css in selectors)
    patterns = [found.pattern for found in _fields(layout)] + [layout.id_prefix, layout.drop]
    assert all(re.compile(pattern).groups <= 1 for pattern in patterns)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_other_platform_claims_its_pages(layout: HtmlLayout) -> None:
    for path in _pages(layout.name):
        page = Page(path.name, path.read_bytes())
        claims = {other.name for other in LAYOUTS if other.match(page) and other.rank > layout.rank}
        assert claims == set()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_page_cut_short_anywhere_is_read(layout: HtmlLayout, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(_pages(layout.name)))
    whole = path.read_bytes()
    start = data.draw(st.integers(0, 200))
    end = data.draw(st.integers(start + 20, len(whole)))
    for parsed in parse(Page(path.name, whole[start:end])):
        ids = {comment.id for comment in parsed.thread.comments}
        assert len(ids) == len(parsed.thread.comments)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_page_with_its_tags_shuffled_is_read(layout: HtmlLayout, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(_pages(layout.name))).read_text(encoding="utf-8")
    parts = re.split(r"(?<=>)", source)
    order = data.draw(st.permutations(range(len(parts))))
    mixed = "".join(parts[place] for place in order[: len(parts) // 2])
    assert parse(Page("mixed.html", f"<html>{mixed}".encode()))


@pytest.mark.parametrize("name", ["wordpress", "slashdot", "drupal", "blogger-2010"])
def test_time_grows_with_the_number_of_comments_and_no_faster(name: str) -> None:
    source = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    body = source[source.index("<body>") :]
    (layout,) = (layout for layout in LAYOUTS if layout.name == name.partition("-")[0])

    def seconds(times: int) -> float:
        page = Page("long.html", (source + body * times).encode())
        assert page.text
        began = time.perf_counter()
        (reading,) = layout.read(page)
        assert len(reading.drafts) > times
        return time.perf_counter() - began

    seconds(5)
    few, many = seconds(50), seconds(400)
    assert many < 8 * few * 6 + 1  # eight times as many; the rest is leeway for a busy machine


@pytest.mark.parametrize("layout", LAYOUTS[:3], ids=lambda layout: layout.name)
def test_a_page_of_another_kind_does_not_match(layout: HtmlLayout) -> None:
    assert not layout.match(Page("a.txt", b"Plain words, and no markup."))


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["13/05/2012", "01/06/2012"], True),
        (["05/13/2012", "06/01/2012"], False),
        (["05/06/2012"], None),
        (["Thu, 08/09/2012"], False),
        (["28.09.19"], True),
        (["05/13/2012", "13/05/2012"], None),
        (["no date at all"], None),
    ],
)
def test_the_order_of_day_and_month_is_told_by_all_dates_of_a_page(
    dates: list[str],
    first: bool | None,  # noqa: FBT001 - of three values
) -> None:
    assert day_first(dates) is first


@pytest.mark.parametrize(
    ("printed", "first", "spelled"),
    [
        ("05/06/2012 10:10", True, "2012-06-05 10:10"),
        ("05/06/2012 10:10", False, "2012-05-06 10:10"),
        ("05/06/2012 10:10", None, "05/06/2012 10:10"),
        ("07/07/2012", None, "2012-07-07"),
        ("31/02/2012", None, "31/02/2012"),
        ("Wed Mar 4 18:58:33 2026 UTC", None, "Wed 2026-03-04 18:58:33"),
        ("28.09.19 12:44", None, "2019-09-28 12:44"),
    ],
)
def test_dates_in_figures_are_spelled_out(printed: str, first: bool | None, spelled: str) -> None:  # noqa: FBT001 - as above
    assert spelled_out(printed, first).startswith(spelled)
