"""A news agency's page as a text dump: a paragraph a line, embedded posts, `Latest news` below."""

import re
from collections.abc import Iterator

from discourse.parse import furniture
from discourse.parse.headed_region import headings
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Role
from discourse.parse.text_comments import comment_reader, label_comments
from discourse.parse.text_layout import TextLayout

_AUTHOR = re.compile(r"(?:original )?author ?: ?\S.{0,150}", re.IGNORECASE)
_LIST = re.compile(
    r"(?:latest|top|more|most read|popular|recent|other|related|trending)"
    r"(?: (?:news|stories|headlines|articles|posts))?:?",
    re.IGNORECASE,
)
_POST_CREDIT = re.compile(r"[—–-]{1,2} ?\S.{0,200}\(@\w{1,40}\).{0,60}")  # noqa: RUF001 - as printed


def _recognise(page: Labels) -> Match:
    signs = (
        (0.5, "Original Author", page.first(_AUTHOR.fullmatch) < len(page.texts)),
        (0.5, "a list of the latest news below", _list_start(page) < len(page.texts)),
        (0.1, "embedded posts", page.first(_POST_CREDIT.fullmatch) < len(page.texts)),
    )
    held = [(weight, evidence) for weight, evidence, holds in signs if holds]
    sure = min(1.0, sum(weight for weight, _ in held))
    return Match(sure if sure >= 0.5 else 0.0, tuple(evidence for _, evidence in held))


def _list_start(page: Labels) -> int:
    """Where `Latest news` and nothing but bullets end the page, or stand over its comments."""
    whole = len(page.texts)
    ends = (whole, *headings(page, 0, whole))
    return next((start for end in ends if (start := _list_before(page, end)) < end), whole)


def _list_before(page: Labels, end: int) -> int:
    start = page.after_last(lambda text: furniture.is_bullet(text) or _LIST.fullmatch(text), end)
    heading = page.first(_LIST.fullmatch, start, end)
    bullets = sum(1 for _ in page.between(heading + 1, end))
    return heading if bullets >= 3 else end


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    title = page.filled[0]
    page.mark(title, Role.TITLE)
    author = page.first(_AUTHOR.fullmatch, title + 1)
    if author < len(page.texts):
        page.mark(author, Role.BYLINE)
    listed = _list_start(page)
    comments = label_comments(page, title + 1, _stop(page, listed))
    closing = page.after_last(furniture.is_closing, comments)
    end = min(author, listed, closing)
    start = furniture.label_header(page, title + 1, end)
    furniture.label_body(page, start, end, page[title])
    for number in page.between(start, end):
        if _POST_CREDIT.fullmatch(page[number]):
            page.mark(number, Role.FURNITURE)
    yield page.lines()


def _stop(page: Labels, listed: int) -> int:
    """Where comments must end: at a list that ends the page."""
    whole = len(page.texts)
    return listed if _list_before(page, whole) < whole else whole


LAYOUT = TextLayout("agency_text", Rank.FORMAT, _recognise, _label, comment_reader())
