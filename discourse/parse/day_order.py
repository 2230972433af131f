"""Dates in figures: whether a page writes the day first, told from all of its dates (pure)."""

import re
from collections.abc import Iterable
from datetime import date

from discourse.parse.dates import MONTHS

_FIGURES = re.compile(
    r"(?P<weekday>[A-Za-z]{3})?[a-z]{0,6},? ?(?<!\d)(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})"
    r"(?P=mark)(?P<year>\d{4}|\d{2})(?!\d)"
)
_LAST_YEAR = re.compile(
    r"\b([A-Za-z]{3}) {1,2}(\d{1,2}) (\d{2}:\d{2}(?::\d{2})?)(?: [A-Z]{3,4})? (\d{4})"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOKED_AT = 2000  # characters: a date stands early in what holds it


def day_first(texts: Iterable[str]) -> bool | None:
    """Whether the day comes first; None where nothing tells.

    A first figure over 12 tells, a second one too, a dot, and a weekday that fits one order only.
    """
    told = {order for text in texts for order in _orders(text)}
    return told.pop() if len(told) == 1 else None


def spelled_out(text: str, first_is_day: bool | None) -> str:  # noqa: FBT001 - of three values
    """The text with its dates in figures as `2012-08-09`; as it was where they stay unclear."""
    text = _LAST_YEAR.sub(_year_first, text[:_LOOKED_AT])
    return _FIGURES.sub(lambda found: _iso(found, first_is_day), text)


def _orders(text: str) -> Iterable[bool]:
    for found in _FIGURES.finditer(text[:_LOOKED_AT]):
        order = _order(found)
        if order is not None:
            yield order


def _order(found: re.Match[str]) -> bool | None:
    a, b = int(found["a"]), int(found["b"])
    if found["mark"] == "." or a > 12:
        return True
    if b > 12:
        return False
    weekday = (found["weekday"] or "").lower()
    if weekday in _WEEKDAYS and a != b:
        fits = [_falls_on(found, order) == _WEEKDAYS.index(weekday) for order in (True, False)]
        return fits[0] if fits[0] != fits[1] else None
    return None


def _falls_on(found: re.Match[str], order: bool) -> int | None:  # noqa: FBT001 - as above
    day = _day(found, order)
    return None if day is None else day.weekday()


def _day(found: re.Match[str], first_is_day: bool) -> date | None:  # noqa: FBT001 - as above
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    day, month = (a, b) if first_is_day else (b, a)
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:  # there is no such day: the figures are something else
        return None


def _iso(found: re.Match[str], first_is_day: bool | None) -> str:  # noqa: FBT001 - as above
    own = _order(found)
    order = own if own is not None else first_is_day
    if order is None and found["a"] == found["b"]:
        order = True
    day = None if order is None else _day(found, order)
    return found[0] if day is None else day.isoformat()


def _year_first(found: re.Match[str]) -> str:
    month = MONTHS.get(found[1].lower())
    return found[0] if month is None else f"{found[4]}-{month:02}-{int(found[2]):02} {found[3]}"
