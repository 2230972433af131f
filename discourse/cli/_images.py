"""Pictures among the lines of a terminal that says it can show them.

The terminal is asked, not guessed at: for kitty's graphics protocol with a query of its own
(https://sw.kovidgoyal.net/kitty/graphics-protocol/), for iTerm2's inline images
(https://iterm2.com/documentation-images.html) by the name it gives itself (XTVERSION). All
terminals answer the last question (DA1), so that the wait is short.
"""

import re
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TextIO

KITTY_QUESTION = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
NAME_QUESTION, LAST_QUESTION = "\x1b[>q", "\x1b[c"
LAST_ANSWER = re.compile(r"\x1b\[\?[\d;]*c")
ITERM_NAMES = ("iTerm2", "WezTerm")  # that follow iTerm2's protocol
PATIENCE = 1.0  # seconds for an answer
PIECE = 4096  # characters of base64 that kitty takes at once


class Protocol(StrEnum):
    """How a terminal is given a picture."""

    KITTY = "kitty"
    ITERM = "iterm"


def protocol() -> Protocol | None:
    """What the terminal on standard output can show; None where it cannot, or is none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return spoken(_answer(KITTY_QUESTION + NAME_QUESTION + LAST_QUESTION))


def spoken(answer: str) -> Protocol | None:
    """The protocol that a terminal's answer promises."""
    if "\x1b_Gi=31;OK" in answer:
        return Protocol.KITTY
    named = re.search(r"\x1bP>\|([^\x1b]*)", answer)
    return Protocol.ITERM if named and named[1].startswith(ITERM_NAMES) else None


def show(png: bytes, by: Protocol, columns: int, stream: TextIO) -> None:
    """Writes the picture, so many columns wide, and ends the line."""
    stream.writelines(_kitty(png, columns) if by is Protocol.KITTY else _iterm(png, columns))
    stream.write("\n")
    stream.flush()


def _kitty(png: bytes, columns: int) -> Iterator[str]:
    text = b64encode(png).decode()
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    for number, piece in enumerate(pieces):
        more = int(number < len(pieces) - 1)
        keys = f"a=T,f=100,q=2,c={columns},m={more}" if number == 0 else f"m={more}"
        yield f"\x1b_G{keys};{piece}\x1b\\"


def _iterm(png: bytes, columns: int) -> Iterator[str]:
    keys = f"inline=1;size={len(png)};width={columns};preserveAspectRatio=1"
    yield f"\x1b]1337;File={keys}:{b64encode(png).decode()}\x07"


def _answer(question: str) -> str:
    """What the terminal says, read without its being shown; empty where that cannot be had."""
    try:
        import termios
        import tty
    except ImportError:  # a system without them
        return ""
    try:
        inlet = sys.stdin.fileno()
        before = termios.tcgetattr(inlet)
    except (OSError, ValueError, termios.error):  # no terminal after all
        return ""
    try:
        tty.setcbreak(inlet)
        sys.stdout.write(question)
        sys.stdout.flush()
        return _read(inlet, lambda said: LAST_ANSWER.search(said) is not None)
    finally:
        termios.tcsetattr(inlet, termios.TCSAFLUSH, before)


def _read(inlet: int, done: Callable[[str], bool]) -> str:
    import os
    import select

    said, until = "", time.monotonic() + PATIENCE
    while not done(said) and (left := until - time.monotonic()) > 0:
        if not select.select([inlet], [], [], left)[0]:
            break
        got = os.read(inlet, 1024)
        if not got:
            break
        said += got.decode("latin-1")
    return said
