"""A sectioned article as a text dump: title said twice, headings, bullets, advertising, Related."""

from collections.abc import Iterator
from itertools import pairwise

from discourse.parse import furniture, marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Role
from discourse.parse.text_comments import comment_reader, label_comments
from discourse.parse.text_layout import TextLayout

_TOP = 8


def _title(page: Labels) -> int | None:
    """The first line at the top that the next one repeats."""
    pairs = pairwise(page.filled[:_TOP])
    return next((n for n, m in pairs if page[n] == page[m] and 12 <= len(page[n]) <= 300), None)


def _recognise(page: Labels) -> Match:
    if _title(page) is None:
        return Match(0.0)
    headings = sum(1 for n in page.filled if _is_heading(page, n))
    signs = (
        ("headings", headings >= 2),
        ("bullets", sum(1 for n in page.filled if furniture.is_bullet(page[n])) >= 3),
        ("links to related stories", any(marks.is_related(page[n]) for n in page.filled)),
    )
    held = [evidence for evidence, holds in signs if holds]
    sure = 0.4 + 0.2 * len(held) if held else 0.0
    return Match(sure, ("the title stands at the top twice", *held))


def _is_heading(page: Labels, number: int) -> bool:
    text = page[number]
    return 3 <= len(text) <= 80 and text[-1] not in '.!?:;,"”' and page.stands_alone(number)


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    number = _title(page)
    start, title = 0, ""
    if number is not None:
        page.mark(number, Role.TITLE)
        start, title = number + 1, page[number]
    end = page.after_last(furniture.is_closing, label_comments(page, start))
    while (repeat := _next_repeat(page, start, end, title)) is not None:
        start = repeat + 1
    start = furniture.label_header(page, start, end)
    furniture.label_body(page, start, end, title)
    yield page.lines()


def _next_repeat(page: Labels, start: int, end: int, title: str) -> int | None:
    """The next line where it says the title again, in the same words or nearly."""
    number = page.first(bool, start, end)
    if number == end:
        return None
    return number if furniture.alike(title, page[number], share=0.5) else None


LAYOUT = TextLayout("sectioned_text", Rank.FORMAT, _recognise, _label, comment_reader())
