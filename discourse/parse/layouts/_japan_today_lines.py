"""What single lines of Japan Today's text pages are (pure)."""

import re

from discourse.parse import marks
from discourse.parse.layout import Role

SITE = re.compile(r"japan ?today", re.IGNORECASE)
LOGIN = re.compile(r"log ?in to comment", re.IGNORECASE)
FOOT = re.compile(
    r"log ?in to leave a comment|facebook (?:users|connect)|use your facebook account to .*"
    r"|log ?in with your japan ?today account|user registration",
    re.IGNORECASE,
)
END = re.compile(r"(?:video|photo) promotion|related news|sponsored|read more", re.IGNORECASE)
SORT = re.compile(r"(?:sort by:?|oldest|latest|newest|(?:most )?popular)(?: first)?", re.IGNORECASE)
_EXPIRED = re.compile(r"the requested article has expired.*", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .,'/-]{2,40}")
_CLOCK = re.compile(r"[\w ,|]{0,30}\b\d{1,2}:\d{2} ?[ap]m(?: JST)?", re.IGNORECASE)
_CLOCKED = re.compile(rf"(?:{_CLOCK.pattern})[ \t|,]+(?P<count>\S.*)", re.IGNORECASE)
_LONGEST_TITLE = 600


def clean(text: str) -> str:
    """A line's text; of `Today 06:00 am JST   3 Comments` the count."""
    found = _CLOCKED.fullmatch(text.strip())
    counted = found is not None and marks.declared_count(found["count"]) is not None
    return found["count"] if found and counted else text.strip()


def is_count(text: str) -> bool:
    """Whether a line says how many comments there are."""
    return marks.declared_count(clean(text)) is not None


def may_be_title(text: str) -> bool:
    """Whether a line can be the article's title."""
    if not 3 <= len(text) <= _LONGEST_TITLE or (text.endswith(".") and len(text) > 140):
        return False
    tests = (
        is_count,
        _EXPIRED.fullmatch,
        _CLOCK.fullmatch,
        marks.is_caption,
        marks.is_copyright,
        marks.date_line,
    )
    return not any(test(text) for test in tests)


def is_paragraph(text: str) -> bool:
    """Whether a line is long enough for running text."""
    return len(text) >= 60 and not marks.is_caption(text)


def header_role(text: str) -> Role | None:
    """What a line between the title and the article's text is; None for the text itself."""
    if is_count(text):
        return Role.COUNT
    if marks.names(text):
        return Role.BYLINE
    if marks.date_line(text) or _CLOCK.fullmatch(text):
        return Role.DATE
    return Role.FURNITURE if _DATELINE.fullmatch(text) or marks.is_caption(text) else None


def closes_article(text: str) -> bool:
    """Whether the article has ended before a line."""
    return marks.is_copyright(text) or END.fullmatch(text) is not None
