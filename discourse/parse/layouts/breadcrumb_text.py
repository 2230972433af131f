"""A regional page as a text dump: date line, `Home > Section > Title`, bullets, then the story."""

from collections.abc import Iterator

from discourse.parse import furniture, marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Role
from discourse.parse.text_comments import comment_reader, label_comments
from discourse.parse.text_layout import TextLayout

_TOP = 12


def _trail(page: Labels) -> int | None:
    return next((n for n in page.filled[:_TOP] if furniture.is_trail(page[n])), None)


def _recognise(page: Labels) -> Match:
    trail = _trail(page)
    if trail is None:
        return Match(0.0)
    title = _title(page, trail)
    named = title is not None and page[trail].endswith(page[title])
    return Match(0.9 if named else 0.7, ("a trail from the home page to the story",))


def _title(page: Labels, trail: int) -> int | None:
    """The line the trail ends with, else the first that is no bullet, date or caption."""
    below = list(page.between(trail + 1, len(page.texts)))[:_TOP]
    steps = furniture.trail_end(page[trail]).rstrip(".… ")
    for number in below:
        text = page[number]
        if len(text) >= 8 and (page[trail].endswith(text) or text.startswith(steps)):
            return number
    return next((n for n in below if _may_be_title(page, n)), None)


def _may_be_title(page: Labels, number: int) -> bool:
    text = page[number]
    tests = (marks.date_line, marks.is_caption, marks.names, furniture.is_share)
    return len(text) <= 300 and not furniture.is_bullet(text) and not any(t(text) for t in tests)


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    trail = _trail(page) or 0
    title = _title(page, trail)
    for number in page.between(0, trail if title is None else title):
        if marks.date_line(page[number]):
            page.mark(number, Role.DATE)
    start = trail + 1
    if title is not None:
        page.mark(title, Role.TITLE)
        start = title + 1
    end = page.after_last(furniture.is_closing, label_comments(page, start))
    start = furniture.label_header(page, start, end)
    furniture.label_body(page, start, end, "" if title is None else page[title])
    yield page.lines()


LAYOUT = TextLayout("breadcrumb_text", Rank.FORMAT, _recognise, _label, comment_reader())
