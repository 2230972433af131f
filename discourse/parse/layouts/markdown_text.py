"""A page as Markdown: `# Title`, date, credit, `[links](#)`, `Original url:` at the end."""

import re
from collections.abc import Iterator

from discourse.parse import furniture, marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Role
from discourse.parse.text_comments import comment_reader, label_comments
from discourse.parse.text_layout import TextLayout

_TITLE = re.compile(r"#\s+\S.{0,500}")
_HEADING = re.compile(r"#{1,6}\s+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(
    r"(?<![\w*_])(?:(\*{1,3})(?=[^\s*])([^*]+)\1|(_{1,3})(?=[^\s_])([^*_]+)\3)(?![\w*_])"
)
_ONLY_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,3})[^*_]{1,120}(?:\*{1,3}|_{1,3})")
_RULE = re.compile(r"(?:[-*_] ?){3,80}")
_CREDIT = re.compile(
    r".{0,80}\b(?:contribut(?:ed|ing)|reporting|edited by|with (?:files|material) from)\b.{0,80}",
    re.IGNORECASE,
)
_TOP = 5


def clean(text: str) -> str:
    """A line without its Markdown."""
    return furniture.without_bullet(_unmarked(text).removeprefix("> "))


def _unmarked(text: str) -> str:
    """A line of a comment without its Markdown; bullets and quotes there mean something."""
    text = _IMAGE.sub("", text.strip())
    text = _LINK.sub(r"\1", _HEADING.sub("", text, count=1) if text.startswith("#") else text)
    for _ in range(3):  # bold within italics within a link is as deep as it gets
        text = _EMPHASIS.sub(r"\2\4", text)
    return text.replace("\\_", "_").replace("\\*", "*")


def _title(page: Labels) -> int | None:
    return next((n for n in page.filled[:_TOP] if _TITLE.fullmatch(page[n])), None)


def _recognise(page: Labels) -> Match:
    if _title(page) is None:
        return Match(0.0)
    signs = (
        ("links", any(_LINK.search(page[n]) for n in page.filled)),
        ("headings", sum(1 for n in page.filled if _HEADING.match(page[n])) >= 2),
        ("emphasis", any(_ONLY_EMPHASIS.fullmatch(page[n]) for n in page.filled)),
        ("its address", any(marks.is_original(page[n]) for n in page.filled)),
    )
    held = tuple(evidence for evidence, holds in signs if holds)
    return Match(0.6 + 0.1 * len(held), ("a Markdown title", *held))


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    title = _title(page)
    start = 0
    if title is not None:
        page.mark(title, Role.TITLE)
        start = title + 1
    comments = label_comments(page.seen(_unmarked), start)
    end = page.after_last(_is_closing, comments)
    for number in page.between(end, len(page.texts)):
        if page.role(number) is Role.FURNITURE and marks.original_url(page[number]):
            page.mark(number, Role.URL)
    body = _label_header(page, start, end)
    for number in page.between(body, end):
        if not _is_furniture(page[number]):
            page.mark(number, Role.BODY)
    yield page.lines()


def _label_header(page: Labels, start: int, end: int) -> int:
    """Label what stands between title and text: bylines, dates, credits in bold or italics."""
    for number in page.between(start, end):
        text = clean(page[number])
        if marks.names(text):
            page.mark(number, Role.BYLINE)
        elif marks.date_line(text):
            page.mark(number, Role.DATE)
        elif not (_is_furniture(page[number]) or _ONLY_EMPHASIS.fullmatch(page[number])):
            return number
    return end


def _is_furniture(text: str) -> bool:
    words = clean(text)
    tests = (marks.is_caption, marks.is_related, furniture.is_share)
    return not words or _RULE.fullmatch(text) is not None or any(test(words) for test in tests)


def _is_closing(text: str) -> bool:
    if marks.is_original(text) or _is_furniture(text) or furniture.is_closing(clean(text)):
        return True
    return _ONLY_EMPHASIS.fullmatch(text) is not None and _CREDIT.fullmatch(text) is not None


LAYOUT = TextLayout(
    "markdown_text", Rank.FORMAT, _recognise, _label, comment_reader(clean, _unmarked)
)
