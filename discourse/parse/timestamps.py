"""When something was posted: machine-readable or printed, with its time of day (pure)."""

import re
from datetime import UTC, datetime, time

from discourse.parse.dates import find_date

_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:h.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?![\d:])"
    r"\s*(?P<half>[ap]\.?m\b)?"
    r"|(?<![\d:])(?P<oclock>\d{1,2})\s*(?P<half_only>[ap]\.?m\b)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_ZONE = re.compile(r"([+-]\d{2})(\d{2})$")


def moment(text: str) -> datetime | None:
    """The first date in a text, with the time of day where one is printed; None without a date.

    Takes ISO 8601, seconds or milliseconds since 1970, and dates as pages print them. Times
    without a zone stay without one.
    """
    text = text.strip()
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, tz=UTC)
    try:
        return datetime.fromisoformat(_ZONE.sub(r"\1:\2", text))
    except ValueError:
        pass  # not ISO: read it as a person would
    day = find_date(text)
    return None if day is None else datetime.combine(day, _clock(text))


def _clock(text: str) -> time:
    """The time of day; midnight where none is printed."""
    for found in _CLOCK.finditer(text):
        hour = int(found["hour"] or found["oclock"])
        half = (found["half"] or found["half_only"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        minute, second = int(found["minute"] or 0), int(found["second"] or 0)
        if hour < 24 and minute < 60 and second < 60:
            return time(hour, minute, second)
    return time()
