"""One record of an export (a JSON object, a row of a table) with what it says by type."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_WHOLE = re.compile(r"[+-]?\d{1,15}(?:\.0+)?")
_FLOAT_NAME = re.compile(r"\A(\d+)\.0\Z")
_HALF = re.compile("[\ud800-\udfff]")
_MILLISECONDS = 1e11  # seconds reach this in the year 5138; milliseconds passed it in 1973


@dataclass(frozen=True, slots=True)
class Record:
    """A record whose fields are asked for by name; of several names the first that says something.

    A name may be a path: `author.name` is the field `name` of the record in `author`.
    """

    fields: Mapping[str, object]

    def text(self, *names: str) -> str:
        """The words of a field; empty where none says anything."""
        for name in names:
            if (found := text_of(self._value(name))) != "":
                return found
        return ""

    def name(self, *names: str) -> str:
        """An identifier; tables that went through floats write `12` as `12.0`."""
        return _FLOAT_NAME.sub(r"\1", self.text(*names))

    def count(self, *names: str) -> int | None:
        """A whole number; None where none is given."""
        for name in names:
            if (found := count_of(self._value(name))) is not None:
                return found
        return None

    def size(self, *names: str) -> int | None:
        """A count that cannot be below nothing; None where what is given is."""
        found = self.count(*names)
        return found if found is not None and found >= 0 else None

    def time(self, *names: str) -> datetime | None:
        """A point in time, from ISO 8601, RFC 2822 or seconds (or milliseconds) since 1970."""
        for name in names:
            if (found := time_of(self._value(name))) is not None:
                return found
        return None

    def flag(self, name: str) -> bool:
        """Whether a field says yes."""
        value = self._value(name)
        return value is True or (isinstance(value, str) and value.casefold() in {"true", "1"})

    def record(self, name: str) -> "Record":
        """The record in a field; one without fields where there is none."""
        value = self._value(name)
        return Record(value) if isinstance(value, Mapping) else Record({})

    def records(self, name: str) -> Iterator["Record"]:
        """The records in a field that holds a list."""
        value = self._value(name)
        for item in value if isinstance(value, list) else ():
            if isinstance(item, Mapping):
                yield Record(item)

    def has(self, *names: str) -> bool:
        """Whether it has all these fields, whatever they hold."""
        return all(name in self.fields for name in names)

    def _value(self, path: str) -> object:
        if path in self.fields or "." not in path:
            return self.fields.get(path)
        name, _, rest = path.partition(".")
        return self.record(name)._value(rest)  # noqa: SLF001 - its own kind


def whole(text: str) -> str:
    r"""A string of JSON, where halves of characters may stand alone: `"\ud800"`."""
    return _HALF.sub("\ufffd", text)


def text_of(value: object) -> str:
    """The words in a value; identifiers may be numbers, and tables turn these into `12.0`."""
    if isinstance(value, str):
        return whole(value).strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if math.isfinite(value) and value == int(value) else str(value)


def count_of(value: object) -> int | None:
    """The whole number in a value, or None."""
    written = text_of(value).replace(",", "")
    if not _WHOLE.fullmatch(written):
        return None
    return int(written.partition(".")[0])


def time_of(value: object) -> datetime | None:
    """The point in time in a value, or None."""
    written = text_of(value)
    if (seconds := _seconds(written)) is not None:
        return seconds
    try:
        return datetime.fromisoformat(written.removesuffix(" UTC"))
    except ValueError:
        pass  # the other common form follows
    try:
        return parsedate_to_datetime(written)
    except ValueError:
        return None


def _seconds(written: str) -> datetime | None:
    try:
        number = float(written)
        if not 1e8 <= number < 1e14:  # earlier than 1973: a year or a day written in digits
            return None
        return datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS else number, UTC)
    except (ValueError, OverflowError):
        return None
