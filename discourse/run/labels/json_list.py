"""A long list in JSON, one item at a time: only the item that is being read is in memory."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from discourse.errors import LabelError

PIECE = 1 << 16  # characters read at once
LONGEST_ITEM = 1 << 24  # characters
_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_KINDS = {"{": "an object", "": "nothing"}


def list_items(read: Callable[[int], str], name: str) -> Iterator[Any]:
    """The items of the list that `read` gives so many characters of.

    Raises LabelError where it is no list, not JSON, or an item is longer than LONGEST_ITEM.
    """
    text = _Text(read)
    mark = text.take()
    if mark != "[":
        raise LabelError(name, "a list of tasks", _KINDS.get(mark, repr(mark)))
    mark = text.take() if text.peek() == "]" else ","
    for number in count(1):
        if mark == "]":
            break
        where = f"{name}, task {number}"
        yield text.item(where)
        mark = text.take()
        if mark not in (",", "]"):
            raise LabelError(where, "a comma or ] after it", _KINDS.get(mark, repr(mark)))
    if rest := text.take():
        raise LabelError(name, "nothing after the list", repr(rest))


class _Text:
    """Text that is read on as it is needed, and forgotten behind."""

    def __init__(self, read: Callable[[int], str]) -> None:
        self._read = read
        self._text, self._at = "", 0

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self) -> str:
        """The same, and goes on behind it."""
        mark = self.peek()
        self._at += len(mark)
        return mark

    def item(self, where: str) -> Any:
        """The next value; one that ends where the text does may go on behind."""
        self.peek()
        while True:
            try:
                item, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > LONGEST_ITEM:
                    expected = f"JSON of at most {LONGEST_ITEM:,} characters"
                    raise LabelError(where, expected, f"more, or {error.msg}") from error
                if not self._more():
                    raise LabelError(where, "Label Studio's JSON", error.msg) from error
            except RecursionError as error:
                raise LabelError(where, "Label Studio's JSON", "too deep a nesting") from error
            except ValueError as error:  # Python converts no number of thousands of digits
                raise LabelError(where, "Label Studio's JSON", "too long a number") from error
            else:
                if end < len(self._text) or not self._more():
                    self._at = end
                    return item

    def _more(self) -> bool:
        """Reads on, as much as there is or more; false at the end."""
        kept = self._text[self._at :]
        piece = self._read(max(PIECE, len(kept)))
        self._text, self._at = kept + piece, 0
        return bool(piece)
