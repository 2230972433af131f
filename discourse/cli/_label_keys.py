"""Single keys of a terminal; where there is none, the first letters of lines."""

import codecs
import os
import re
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_SEQUENCE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|O.|.)?")  # what an arrow key sends
_END_OF_INPUT = "\x04"


class Keys(Protocol):
    """Where keys come from."""

    live: bool  # whether somebody is there to see the screen

    def key(self) -> str:
        """The next key; empty at the end of input."""
        ...

    def line(self) -> str:
        """A line of words; empty at the end of input."""
        ...


class LineKeys:
    """Each line's first letter is a key; the line after a note's key is the note."""

    live = False

    def key(self) -> str:
        """An empty line is passed over."""
        for line in sys.stdin:
            if line.strip():
                return line.strip()[0]
        return ""

    def line(self) -> str:
        """The next line."""
        return sys.stdin.readline().rstrip("\r\n")


class TerminalKeys:
    """Keys as they are pressed, without echo; the terminal is as before when it is left."""

    live = True

    def __init__(self, terminal: int) -> None:
        import termios

        self._terminal = terminal
        self._before = termios.tcgetattr(terminal)
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self._waiting: deque[str] = deque()

    def key(self) -> str:
        """Waits for a key; arrows and the like are passed over."""
        while not self._waiting:
            self.single_keys()
            data = self._read()
            if not data:
                return ""
            self._waiting.extend(_SEQUENCE.sub("", self._decoder.decode(data)))
        key = self._waiting.popleft()
        return "" if key == _END_OF_INPUT else key

    def line(self) -> str:
        """A line that can be seen and corrected while it is typed."""
        self.restore()
        self._waiting.clear()
        data = b""
        while not data.endswith(b"\n") and (more := self._read()):
            data += more
        return data.decode("utf-8", "ignore").rstrip("\r\n")

    def single_keys(self) -> None:
        """Keys come at once, and unseen."""
        import termios
        import tty

        tty.setcbreak(self._terminal, termios.TCSADRAIN)

    def restore(self) -> None:
        """The terminal as it was."""
        import termios

        termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)

    def _read(self) -> bytes:
        try:
            return os.read(self._terminal, 1024)
        except OSError:  # the terminal has gone: nothing more will come, and all is saved
            return b""


@contextmanager
def open_keys() -> Iterator[Keys]:
    """Keys of the terminal if there is one, else lines."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or sys.platform == "win32":
        yield LineKeys()
        return
    keys = TerminalKeys(sys.stdin.fileno())
    woken = signal.signal(signal.SIGCONT, lambda *_: keys.single_keys())  # after Ctrl-Z and fg
    try:
        yield keys
    finally:
        signal.signal(signal.SIGCONT, woken)
        keys.restore()
