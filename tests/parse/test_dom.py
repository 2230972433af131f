"""Words of HTML elements: parted where a browser parts them."""

import pytest

from discourse.parse import dom

PARTED = {
    "before a block": "<p>Ada<blockquote>said</blockquote></p>",
    "after a block": "<div><div>Ada</div>said</div>",
    "at a line break": "Ada<br>said",
    "in a table": "<table><tr><td>Ada</td><td>said</td></tr></table>",
    "in a list": "<ul><li>Ada<li>said</ul>",
}


def _body(source: str) -> dom.Node:
    found = dom.first(dom.parse(f"<html><body>{source}</body></html>").root, "body")
    assert found is not None
    return found


@pytest.mark.parametrize("source", PARTED.values(), ids=PARTED)
def test_blocks_part_words(source: str) -> None:
    assert dom.text(_body(source)) == "Ada said"


def test_words_go_on_in_inline_elements() -> None:
    assert dom.text(_body("re<b>mark</b>able <i>words</i>!")) == "remarkable words!"


def test_a_block_that_is_left_out_parts_no_less() -> None:
    body = _body("<div>Ada<div>away</div>said</div>")
    assert dom.text(body, dom.select(body, "div div")) == "Ada said"


def test_what_is_folded_away_is_not_shown() -> None:
    count = _body("<h3><span style='display:none'>31</span>2 Comments</h3>")
    assert dom.shown(count) == "2 Comments"
    assert dom.shown(_body("<p class='hidden'>2 Comments</p>")) == "2 Comments"
