"""Who wrote a found comment, and when: by what elements are called, else by how lines read."""

import re
from datetime import datetime

from discourse.parse.cues import (
    has_date,
    introduces,
    is_action,
    name_before_says,
    without_dates,
)
from discourse.parse.dom import Node
from discourse.parse.owned import Own, names
from discourse.parse.timestamps import moment

_AUTHOR = re.compile(
    r"(?:^|[-_ ])(?:author|autor|auteur|user(?:-?name)?|nick(?:-?name)?|commenter|commentator"
    r"|poster"
    r"|screen-?name|fn|cite|by|by-?line|name|who|member|usuario|verfasser|profile|writer|person"
    r"|commented-by|signature-name)(?:[-_]?(?:name|link|title|info|url|block|details"
    r"|text))?(?:$|[ ])"
)
_NO_AUTHOR = re.compile(
    r"avatar|body|content|message|count|icon|image|badge|rank|userpic|photo|site-name"
)
_WHEN = re.compile(
    r"(?:^|[-_ ])(?:date|datum|time|time-?stamp|date-?time|posted|published|when|ago|fecha"
    r"|created"
    r"|meta|meta-?data|permalink|footer)(?:[-_]?(?:time|link|info|text|line|at|on))?(?:$|[ ])"
)
_STAMPS = ("datetime", "data-time", "data-timestamp", "data-utime", "data-date", "title", "content")
_TRIM = ' \t\n-\u2013\u2014|,:;.\u00b7\u2022()[]\u00bb\u00ab@\u201c\u201d"#/'
_LEAD = re.compile(
    r"^(?:(?:comment|posted|written|left|submitted|added|on|at) )*(?:by|von|from|par|por|am|on"
    r"|at)\b[: ]*"
    r"|^#?\d+[.:)]?\s+|^(?:comment|pingback|trackback)s?\b",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:\s+(?:says?|said|writes?|wrote|added|commented|replied|posted|reply|on|at|am|um"
    r"|permalink"
    r"|\(not verified\)|not verified|link|ago|via|the))+\W*$",
    re.IGNORECASE,
)
_BESIDE_DATE = re.compile(
    r"[\W_\d]+|\b(?:at|on|am|um|posted|pm|est|edt|pst|pdt|cst|cdt|gmt|utc|bst|cet|the|permalink"
    r"|th|st"
    r"|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 50
_LONGEST_LINE = 120
_MOST_WORDS = 5
_SPEAKERS = frozenset(("cite", "a", "b", "strong", "em", "h3", "h4", "h5", "span"))


def find_author(own: Own) -> tuple[str | None, Node | None]:
    """The name, and the element that holds nothing else."""
    for node in own.nodes:
        called = node.tag == "cite" or _AUTHOR.search(names(node))
        if called and not _NO_AUTHOR.search(names(node)) and (name := _name(own.words(node))):
            return name, node
    lines = own.lines()
    for line in (*lines[:4], *lines[-3:]):
        if introduces(line) and (name := _name(name_before_says(line))):
            return name, None
    for line in (*lines[:3], *lines[-2:]):
        if has_date(line) and len(line) <= _LONGEST_LINE and (name := _name(line)):
            return name, None
    return _first_name(own)


def _first_name(own: Own) -> tuple[str | None, Node | None]:
    """A short element before all else: a name, as nothing else stands there."""
    for node in own.nodes[1:12]:
        if node.tag in _SPEAKERS and (words := own.words(node)):
            whole = own.words(own.roots[0])
            name = _name(words) if whole.lstrip(_TRIM + "0123456789").startswith(words) else ""
            return (name, node) if name and len(words) < len(whole) else (None, None)
    return None, None


def _name(words: str) -> str:
    """What is left of a text that names somebody, without date, `says` and the like."""
    if len(words) > _LONGEST_LINE:
        return ""
    name = (name_before_says(words) or words).strip(_TRIM)
    name = _TRAIL.sub("", without_dates(_LEAD.sub("", name)).strip(_TRIM)).strip(_TRIM)
    name = _BESIDE_ENDS.sub("", _LEAD.sub("", name)).strip(_TRIM)
    if not name or len(name) > _LONGEST_NAME or is_action(name) or has_date(name):
        return ""
    return name if len(name.split()) <= _MOST_WORDS else ""


_BESIDE_ENDS = re.compile(
    r"^(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*\b\W*)|(?:\W*\b(?:mon|tues?|wed|thu(?:rs)?|fri|sat"
    r"|sun)(?:day|nesday|urday)?\b\W*)$"
    r"|\s+(?:on|at|am|um)$",
    re.IGNORECASE,
)


def find_posted(own: Own) -> tuple[datetime | None, Node | None]:
    """The moment, and the element that holds nothing else."""
    for node in own.nodes:
        for stamp in _STAMPS:
            value = node.get(stamp)
            if value and _may_be_moment(value) and (when := moment(value)) is not None:
                return when, node if _only_date(own.words(node)) else None
    dated = [node for node in own.nodes if has_date(own.words(node)[:_LONGEST_LINE])]
    for node in (*(n for n in dated if _WHEN.search(names(n))), *reversed(dated)):
        words = own.words(node)
        if len(words) <= _LONGEST_LINE and (when := moment(words)) is not None:
            return when, node if _only_date(words) else None
    for line in own.lines():
        if len(line) <= _LONGEST_LINE and has_date(line) and (when := moment(line)) is not None:
            return when, None
    return None, None


def _may_be_moment(value: str) -> bool:
    return 6 <= len(value) <= 60 and sum(sign.isdigit() for sign in value) >= 4


def _only_date(words: str) -> bool:
    """Whether a line says nothing beside a date."""
    return not _BESIDE_DATE.sub("", without_dates(words))
