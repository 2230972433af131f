"""The line over or under a comment that says who wrote it and when (pure)."""

# ruff: noqa: RUF001 - dashes and bullets of all kinds are what is looked for

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from discourse.parse.dates import MONTHS
from discourse.parse.timestamps import moment

_LONGEST = 140
_MOST_NAME_WORDS = 5
_MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\.?"
_WHEN = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+(?:19|20)\d\d)?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s)?{_MONTH},?(?:\s+(?:de\s)?(?:19|20)\d\d)?\b"
    r"|\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:T[\d:.Z+-]{4,20})?\b"
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)\b"
    r"|\b(?:an?|\d{1,3}\+?) ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?"
    r"|years?|h|d) ago\b|\b(?:yesterday|today|just now)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?\s?m\b\.?)?"
    r"(?:\s(?:[A-Z]{2,4}T|UTC|GMT)\b)?",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:(?:re|first )?posted|submitted|added|written|commented|comment(?:er)?|left|reply|says?"
    r"|said|wrote|writes|responded|replied|from|by|on|at|um|am|le|à|el|a las|the|permalink"
    r"|permanent link|link|quote|report(?: abuse)?|flag|unregistered|registered|guest|edited"
    r"|delete|in reply to"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b|^#?\d{1,4}[.):]?(?=\s|$)"
    r"|#\d{1,6}|[|•·,:;()\[\]«»]|(?<!\w)[/–—−-]|[/–—−-](?!\w)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?P<name>\S.{0,60}?)\s+(?:says|said|wrote|writes|responded|replied|commented|schrieb|sagt"
    r"|a dit|escribió|dijo)\s?(?:on .{0,60})?[:.…,]{0,3}",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?P<name>\S.{0,38}?) \d{1,6} pts", re.IGNORECASE)  # of the author, Livefyre
_VERB = re.compile(
    r"\b(?:says|said|wrote|writes|responded|replied|commented|schrieb|sagt|a dit|escribió|dijo)\b",
    re.IGNORECASE,
)
_IDS = re.compile(r"\(#?\d{2,12}\)")
_REPLIED = re.compile(
    r"(?P<author>\S.{0,48}?)\s+(?:(?:has )?(?:replied|responded|answered) to|replies to"
    r"|(?:replying|responding) to|in (?:reply|response|answer) to|[→➜➔▶▸»]|->)"
    r"\s+(?P<addressee>\S.{0,48})",
    re.IGNORECASE,
)
_USER = re.compile(r"(?<![\w/])/?u/(?=[\w-]{2,40}\b)")
_INITIAL = re.compile(r"(?:\b[^\W\d_]|\b[js]r)\.$", re.IGNORECASE)
_BY = re.compile(r"^by ", re.IGNORECASE)
_NUMBERED = re.compile(r"^#?\d{1,4}[.):]? +")
_BARE_NUMBER = re.compile(r"[#(\[]?\d{1,4}[.)\]:]?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote a comment and when, as far as its line says."""

    author: str | None = None
    posted: datetime | None = None
    dated: bool = False  # says when, even where the day is not clear ("3 days ago")
    said: bool = False  # says that somebody said something
    addressee: str | None = None  # whom the line says the author answers


@lru_cache(maxsize=4096)  # rules and traits ask again and again
def stamp(text: str) -> Stamp | None:
    """What a line says of a comment's author and time; None where it is no such line."""
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        return None
    dated = _WHEN.search(line) is not None
    timed = _TIME.search(line) is not None
    if not dated and not timed:
        if pointed := _POINTS.fullmatch(line):
            return Stamp(pointed["name"], said=True) if is_name(pointed["name"]) else None
        said = _SAYS.fullmatch(line)
        if said is None or not line.endswith((":", "...", "…", ",")):
            return None
        name = _NUMBERED.sub("", said["name"]).strip()
        name = _BY.sub("", _IDS.sub("", name)).strip()
        return Stamp(name, said=True) if len(name.split()) <= _MOST_NAME_WORDS else None
    rest = _TIME.sub(" ", _WHEN.sub(" ", _IDS.sub(" ", _USER.sub("", line))))
    answer = replied(rest)
    words = _NOISE.sub(" ", rest if answer is None else answer.author or "").split()
    if len(words) > _MOST_NAME_WORDS or line[-1] in "!?":
        return None
    return Stamp(
        _name(" ".join(words)),
        moment(line),
        dated=dated,
        said=timed and _VERB.search(line) is not None,
        addressee=None if answer is None else answer.addressee,
    )


def _name(words: str) -> str | None:
    """A name without the signs about it; the stop of an initial stays."""
    name = words.strip(" *»«@")
    return (name if _INITIAL.search(name) else name.strip(" .*»«@")) or None


def replied(text: str) -> Stamp | None:
    """Who answers whom, in `Ada replied to Bo` and nothing else; None where it is no such line."""
    found = _REPLIED.fullmatch(text.strip(" |·•,-")) if len(text) <= _LONGEST else None
    if found is None:
        return None
    author, addressee = (_USER.sub("", found[name]).strip(" @") for name in found.groupdict())
    if not (is_name(author) and is_name(addressee)):
        return None
    return Stamp(author, addressee=addressee)


def is_name(text: str) -> bool:
    """Whether a line can be a commenter's name and nothing else."""
    if not 2 <= len(text) <= 40 or len(text.split()) > 4:
        return False
    if text[-1] in ".!?:;,…" and not _INITIAL.search(text):
        return False
    return text[0].isalnum() and "http" not in text


def is_bare_number(text: str) -> bool:
    """`3`, `#3`, `(3)`: the number of a comment."""
    return _BARE_NUMBER.fullmatch(text) is not None
