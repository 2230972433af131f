"""Text that nobody has seen: a title, a date, a byline, a body and, perhaps, comments."""

from collections.abc import Iterator

from discourse.parse import furniture, marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Role
from discourse.parse.page import Page
from discourse.parse.text_comments import comment_reader, label_comments
from discourse.parse.text_layout import TextLayout, is_text

_TOP = 15
_PARAGRAPH = 80


def _is_paragraph(text: str) -> bool:
    """Running text: long, or a sentence with its stop."""
    return len(text) >= _PARAGRAPH or (len(text) >= 40 and text[-1] in '.!?…"”»。')


def _may_be_title(text: str) -> bool:
    tests = (
        marks.date_line,
        marks.names,
        marks.is_caption,
        marks.is_login,
        marks.is_comments_heading,
        marks.is_copyright,
        marks.original_url,
        marks.votes_line,
        furniture.is_trail,
        furniture.is_share,
        furniture.is_bullet,
    )
    return 4 <= len(text) <= 300 and not any(test(text) for test in tests)


def _title(page: Labels, end: int) -> int | None:
    """The last line that can be a title before the first paragraph or byline; else the first."""
    top = [n for n in page.filled[:_TOP] if n < end]
    able = [n for n in top if _may_be_title(page[n]) and not _is_long(page[n])]
    below = (n for n in top if n > (able[0] if able else -1))
    stop = next((n for n in below if _opens_article(page[n])), end)
    before = [n for n in able if n < stop]
    return max(before[-3:], key=lambda n: (len(page[n]) >= 20, n)) if before else None


def _is_long(text: str) -> bool:
    return len(text) > 200 or (len(text) >= 100 and text.endswith("."))


def _opens_article(text: str) -> bool:
    return _is_paragraph(text) or bool(marks.names(text)) or marks.date_line(text) is not None


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    comments = label_comments(page)
    end = page.after_last(furniture.is_closing) if comments is None else comments
    title = _title(page, end)
    for number in page.between(0, end if title is None else title):
        if marks.date_line(page[number]):
            page.mark(number, Role.DATE)
    start = 0
    if title is not None:
        page.mark(title, Role.TITLE)
        start = title + 1
    start = _label_header(page, start, end)
    furniture.label_body(page, start, end, "" if title is None else page[title])
    yield page.lines()


def _label_header(page: Labels, start: int, end: int) -> int:
    """As every page has it; short lines before the first paragraph are furniture, if one comes."""
    start = furniture.label_header(page, start, end)
    first = page.first(_is_paragraph, start, end)
    if first == end:
        return start
    for number in page.between(start, first):
        if marks.names(page[number]):
            page.mark(number, Role.BYLINE)
        elif marks.date_line(page[number]):
            page.mark(number, Role.DATE)
    return first


class PlainText(TextLayout):
    """The text layout of last resort: it takes what is text, and markup if nobody else does."""

    def match(self, page: Page) -> Match:
        """Hardly sure, and least of all where the page looks like markup."""
        if is_text(page):
            return Match(0.2, ("text of no known layout",))
        return Match(0.01, ("no layout for its markup",))


LAYOUT = PlainText(
    "plain_text",
    Rank.GENERIC,
    lambda _: Match(0.2),
    _label,
    comment_reader(),
)
