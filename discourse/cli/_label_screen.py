"""The screen of `label do`: plain lines, for any terminal of 80 x 24, without colour."""

import os
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from discourse.cli import _screen
from discourse.cli._label_keys import Keys
from discourse.run.labels.session import Desk, Pressed, Section

MORE = " "
WIDEST = 100  # lines that are longer are hard to read
_FRAME = 6  # lines around the card: two above, rule, rule, keys, and the cursor's
_LINE_WIDTH = 80


def label(desk: Desk, keys: Keys, *, first: str = "") -> None:
    """Shows cards and takes keys until somebody quits or the input ends."""
    told, page = first, 0
    while True:
        page, pages = _show(desk, page, told, live=keys.live)
        key = keys.key()
        if key == MORE and keys.live:
            page = (page + 1) % pages
            continue
        pressed = desk.press(key) if key else Pressed.QUIT
        if pressed is Pressed.QUIT:
            return
        page = page if pressed is Pressed.UNKNOWN else 0
        told = f"no such key: {_screen.clean(key)}" if pressed is Pressed.UNKNOWN else ""
        if pressed is Pressed.ASK_NOTE:
            if keys.live:
                _screen.out().print("note (Enter alone: none): ", end="")
            desk.note(keys.line())


def _show(desk: Desk, page: int, told: str, *, live: bool) -> tuple[int, int]:
    """Draws one page of the card, or its last: the terminal may have grown; which, of how many."""
    console = _screen.out()
    columns, rows = _size() if live else (_LINE_WIDTH + 1, 0)
    width = min(columns - 1, WIDEST)
    lines = [line for section in desk.sections() for line in _wrapped(console, section, width)]
    room = max(3, rows - _FRAME) if live else max(1, len(lines))
    leaves = _paged(lines, room)
    pages = len(leaves)
    page = min(page, pages - 1)
    if live:
        console.clear()
    more = f"space: page {page + 1} of {pages}, more" if pages > 1 else ""
    frame = [desk.progress, told or desk.last, "-" * width, *leaves[page]]
    for line in [*frame, f"{more} ".rjust(width, "-") if more else "-" * width, desk.help]:
        console.print(_screen.clean(line), no_wrap=True, overflow="ellipsis", crop=live)
    return page, pages


def _paged(lines: Sequence[str], room: int) -> list[list[str]]:
    """The lines in pages; a heading (only those are not indented) is no page's last line."""
    leaves: list[list[str]] = [[]]
    for line in lines:
        needed = 1 if line.startswith(" ") else 2
        if len(leaves[-1]) + needed > room:
            leaves.append([])
        leaves[-1].append(line)
    return leaves


def _size() -> tuple[int, int]:
    """Of the terminal itself: rich takes every simple one for 25 rows."""
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    return (columns or 80, rows or 24)


def _wrapped(console: Console, section: Section, width: int) -> Iterator[str]:
    """The section's heading and lines that fit; words of others behind a mark."""
    mark = "  > " if section.others else "  "
    yield _screen.clean(section.heading)
    for line in section.text.split("\n"):
        text = Text(_screen.clean(line))
        for part in text.wrap(console, width - len(mark)) or [text]:
            yield f"{mark}{part.plain.rstrip()}"
