"""Dates as news pages print them: ISO, written out, numeric, in several languages (pure)."""

# ruff: noqa: RUF001 - dashes and letters of other scripts are what is looked for

import re
from datetime import date
from itertools import chain

_MONTHS_BY_LANGUAGE = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
        " listopada grudnia"
    ),
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
)
MONTHS = dict(
    chain(
        (
            (name, number)
            for names in _MONTHS_BY_LANGUAGE
            for number, name in enumerate(names.split(), 1)
        ),
        (("sept", 9),),
    )
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
)
_LEAD = (
    r"(?:(?:first |last )?(?:published|posted|updated|modified|created|date|veröffentlicht|publié"
    r"|publicado|pubblicato|опубликовано)(?: on| at| am| le| el| il)?\s*[:\-]?\s*)?"
)
_TIME = (
    r"(?:\s*(?:[,|·•–—-]|at|um|à|a las)?\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s*uhr)?"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*\(?(?:[a-z]{2,5}|[+-]\d{2}:?\d{2})\)?)?)?"
)
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        (
            r"(?P<y>[12]\d{3})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
            r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?"
        ),
        r"(?P<y>[12]\d{3})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})",
        r"(?P<y>[12]\d{3})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>[12]\d{3})",
        r"(?P<n>[^\W\d_]{3,12})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>[12]\d{3})",
        (
            r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-](?:of\s|de\s)?"
            r"(?P<n>[^\W\d_]{3,12})\.?,?[\s-](?:de\s|del\s)?(?P<y>[12]\d{3})"
        ),
        r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>[12]\d{3})",
    )
)
_LINES = tuple(
    re.compile(rf"{_LEAD}(?:{_WEEKDAY}\.?,?\s+)?{shape.pattern}(?:\s+г\.?)?{_TIME}", re.IGNORECASE)
    for shape in _SHAPES
)
_LONGEST_LINE = 100


def date_line(text: str) -> date | None:
    """The date that a line consists of, with weekday, time and a word such as "Published"."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_LINE:
        return None
    for shape in _LINES:
        if found := shape.fullmatch(line):
            return _date(found.groupdict())
    return None


def find_date(text: str) -> date | None:
    """The first full date within a text, None where there is none or it is ambiguous."""
    hits = [(hit.start(), hit) for shape in _SHAPES for hit in shape.finditer(text[:2000])]
    for _, hit in sorted(hits, key=lambda found: found[0]):
        if day := _date(hit.groupdict()):
            return day
    return None


def _date(parts: dict[str, str | None]) -> date | None:
    day, month = parts.get("d"), parts.get("m")
    if name := parts.get("n"):
        number = MONTHS.get(name.lower())
    elif month is not None:
        number = int(month)
    else:
        return _slashed(int(parts["a"] or 0), int(parts["b"] or 0), int(parts["y"] or 0))
    return _valid(int(parts["y"] or 0), number or 0, int(day or 0))


def _slashed(first: int, second: int, year: int) -> date | None:
    """`13/5/2025` and `5/13/2025` are clear, `5/5/2025` too; `5/6/2025` is anybody's guess."""
    if first > 12 or first == second:
        return _valid(year, second, first)
    return _valid(year, first, second) if second > 12 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of June is no date, whatever it looks like
        return None
