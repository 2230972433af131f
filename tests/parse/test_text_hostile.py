"""Whatever comes in: a thread or a PageError, every line accounted for, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.errors import PageError
from discourse.parse import Page, Parsed, parse
from discourse.parse.layout import Role
from discourse.parse.text_layout import TextLayout

MARKS = """Japan Today
23 Comments
No comments
Login to comment
Login to leave a comment
-7 ( +3 / -10 )
0 ( +0 / -0 )
By Ada Brandt and Oluf Quist
Posted in: Eels return See in context
See in context
# Eels return
Home > Island > Eels return
  • Island
Latest news
- Eels return
Original Author: Ada Brandt
Original url:
<https://quay.example/a>
May 12, 2025
Ada says:
May 12, 2025 at 9:14 am
12 points
Reply
Leave a Reply
© Quay Press
Related: Eels
Photo: Quay
The requested article has expired
Eels return"""

lines = st.one_of(
    st.sampled_from(MARKS.split("\n")),
    st.just(""),
    st.text(max_size=60),
    st.text(alphabet="[]()*_#>-+/0123456789 .:", max_size=60),
)


def _read(page: Page) -> tuple[Parsed, ...]:
    try:
        return parse(page)
    except PageError:  # a message instead of a thread is right for what is no page
        return ()


def _check_lines(page: Page, read: tuple[Parsed, ...]) -> None:
    if not read or not isinstance(read[0].choice.layout, TextLayout):
        return
    found = sorted((line for one in read for line in one.lines), key=lambda line: line.number)
    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert [line.text for line in found] == page.text.split("\n")
    assert all(line.role is Role.BLANK or line.text.strip() for line in found)


@settings(max_examples=150, deadline=None)
@given(st.lists(lines, max_size=30).map("\n".join))
def test_no_text_raises_and_every_line_has_a_role(text: str) -> None:
    page = Page("page.txt", text.encode("utf-8", "surrogatepass"))
    _check_lines(page, _read(page))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    page = Page("page.txt", data)
    _check_lines(page, _read(page))


MANY = 100_000
NASTY = {
    "one long line": "word " * 200_000,
    "one long word": "a" * 1_000_000,
    "blank lines": "\n" * MANY + "end",
    "spaces": " " * 1_000_000 + "x",
    "brackets": "# T\n\n" + "[" * 300_000 + "](" * 50_000,
    "stars": "# T\n\n" + "*a" * 200_000 + "\n" + "_" * 200_000,
    "tallies": "Japan Today\n\n" + "1 ( +1 / -0 )\n" * 20_000,
    "headings": "23 Comments\n" * 20_000,
    "stamps": "Comments\n" + "Ada says:\nMay 12, 2025\n" * 5_000,
    "digits": "1" * 500_000 + "\n" + "1," * 250_000,
    "bullets": "T\n" + "- a\n" * 30_000 + "Latest news\n" + "- b\n" * 30_000,
    "bylines": "By " + "Ada and " * 100_000 + "\n" + "By Ada\n" * 20_000,
    "trails": "Home > " * 100_000,
    "posts": "Posted in: Eels See in context\n" * 5_000,
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_is_read_in_bounded_time(name: str) -> None:
    page = Page("nasty.txt", NASTY[name].encode())
    start = time.process_time()
    _check_lines(page, _read(page))
    assert time.process_time() - start < 20
