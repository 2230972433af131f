"""The cells of a row as what they should be; what they are not is told with its place."""

import re
from collections.abc import Mapping
from datetime import datetime

from discourse.errors import LabelError

Cell = str | int | float | bool | None
Cells = Mapping[str, Cell]


def text(cells: Cells, name: str, where: str) -> str:
    """The cell as text, empty where there is none; bytes that were no text are told."""
    found = cells.get(name)
    if found is None:
        return ""
    words = found if isinstance(found, str) else str(found)
    if not words.isascii() and (surrogate := re.search("[\ud800-\udfff]", words)):
        raise LabelError(f"{where}, {name}", "text", _undecoded(surrogate))
    return words


def _undecoded(surrogate: re.Match[str]) -> str:
    code = ord(surrogate[0])
    if not 0xDC80 <= code <= 0xDCFF:
        return f"half a character (U+{code:04X})"
    return f"the byte 0x{code - 0xDC00:02x} (Windows text? --encoding cp1252)"


def needed(cells: Cells, name: str, where: str) -> str:
    """Text that must be there."""
    found = text(cells, name, where)
    if not found.strip():
        raise LabelError(f"{where}, {name}", "text", "nothing")
    return found


def whole(cells: Cells, name: str, where: str) -> int | None:
    """A whole number, if there is one."""
    count = number(cells, name, where, "a whole number")
    if count is None:
        return None
    if not count.is_integer():
        raise LabelError(f"{where}, {name}", "a whole number", shown(str(count)))
    return int(count)


def number(cells: Cells, name: str, where: str, expected: str = "a number") -> float | None:
    """A number, if there is one."""
    found = cells.get(name)
    if found is None or found == "":
        return None
    try:
        real = float(found)
    except ValueError as error:
        raise LabelError(f"{where}, {name}", expected, shown(str(found))) from error
    if real != real or abs(real) > 1e15:  # noqa: PLR0124 - only nan differs from itself
        raise LabelError(f"{where}, {name}", expected, shown(str(found)))
    return real


def flag(cells: Cells, name: str, where: str) -> bool:
    """True or false; nothing is false."""
    found = text(cells, name, where).strip().lower()
    if found not in ("", "true", "false", "1", "0"):
        raise LabelError(f"{where}, {name}", "true or false", shown(found))
    return found in ("true", "1")


def moment(cells: Cells, name: str, where: str) -> datetime | None:
    """A time with its zone, if there is one."""
    found = text(cells, name, where).strip()
    try:
        time = datetime.fromisoformat(found) if found else None
    except ValueError as error:
        raise LabelError(f"{where}, {name}", "an ISO 8601 time", shown(found)) from error
    if time is not None and time.tzinfo is None:
        raise LabelError(f"{where}, {name}", "a time with its zone", shown(found))
    return time


def shown(found: str) -> str:
    """What was found, cut where it is long."""
    return repr(found if len(found) <= 60 else f"{found[:57]}...") if found else "nothing"
