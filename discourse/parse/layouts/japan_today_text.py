"""Japan Today as a text dump: an article, then comments that each end with `-7 ( +3 / -10 )`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from discourse.parse import furniture, marks
from discourse.parse.assemble import Reader
from discourse.parse.labels import Labels
from discourse.parse.layout import Line, Match, Rank, Role
from discourse.parse.tallied import label_blocks, label_tallied, posted_in, run_together
from discourse.parse.text_layout import TextLayout

_SITE = re.compile(r"japan ?today", re.IGNORECASE)
_LOGIN = re.compile(r"log ?in to comment", re.IGNORECASE)
_FOOT = re.compile(
    r"log ?in to leave a comment|facebook (?:users|connect)|use your facebook account to .*"
    r"|log ?in with your japan ?today account|user registration",
    re.IGNORECASE,
)
_END = re.compile(r"(?:video|photo) promotion|related news|sponsored|read more", re.IGNORECASE)
_SORT = re.compile(
    r"(?:sort by:?|oldest|latest|newest|(?:most )?popular)(?: first)?", re.IGNORECASE
)
_EXPIRED = re.compile(r"the requested article has expired.*", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .,'/-]{2,40}")
_CLOCK = re.compile(r"[\w ,|]{0,30}\b\d{1,2}:\d{2} ?[ap]m(?: JST)?", re.IGNORECASE)
_CLOCKED = re.compile(rf"(?:{_CLOCK.pattern})[ \t|,]+(?P<count>\S.*)", re.IGNORECASE)
_LONGEST_TITLE = 600
_AUTHOR = re.compile(r"original author ?:", re.IGNORECASE)
_HEADER_LINES = 12


def _recognise(page: Labels) -> Match:
    tallies = sum(1 for n in page.filled if marks.tally(page[n]))
    signs = (
        (0.6, "named Japan Today", _site(page) is not None),
        (0.5, f"{tallies} tallies of its kind", tallies > 0),
        (0.3, "its login block", any(_FOOT.fullmatch(page[n]) for n in page.filled)),
        (0.2, "its publisher", any("GPlusMedia" in page[n] for n in page.filled)),
    )
    held = [(weight, evidence) for weight, evidence, holds in signs if holds]
    if len(held) == 1 and _is_elsewhere(page):
        return Match(0.0)
    sure = min(1.0, sum(weight for weight, _ in held))
    return Match(sure if sure >= 0.5 else 0.0, tuple(evidence for _, evidence in held))


def _is_elsewhere(page: Labels) -> bool:
    """Whether the page shows another layout, whose comments may bear the same tallies."""
    top = [page[n] for n in page.filled[:_HEADER_LINES]]
    named = any(furniture.is_trail(text) or text.startswith("# ") for text in top)
    titled = any(a == b and len(a) >= 12 and not marks.tally(a) for a, b in pairwise(top))
    return named or titled or page.first(_AUTHOR.match) < len(page.texts)


def _label(page: Labels) -> Iterator[tuple[Line, ...]]:
    plan = _plan(page)
    if plan.site is not None:
        page.mark(plan.site, Role.SITE)
    if plan.title is not None:
        page.mark(plan.title, Role.TITLE)
    for number in plan.heading:
        if marks.declared_count(page[number]) is not None:
            page.mark(number, Role.COUNT)
    _label_article(page, plan)
    _label_comments(page, plan)
    yield page.lines()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts of a page lie; lines counted from 0."""

    site: int | None
    title: int | None
    article: int  # where the article starts
    heading: tuple[int, ...]  # "23 Comments", "Login to comment" over the comments
    comments: int  # where the comments start and the article ends
    foot: int  # where the comments end
    tallied: bool

    @property
    def article_end(self) -> int:
        return min([self.comments, *self.heading])


def _plan(page: Labels) -> _Plan:
    tallies = [n for n in page.filled if marks.tally(page[n])]
    foot = _foot(page, tallies)
    first = tallies[0] if tallies else foot
    heading = _heading(page, first)
    site = _site(page)
    title = _title(page, site, min([first, *heading]))
    article = next((at + 1 for at in (title, site) if at is not None), 0)
    if heading:
        comments = _after_sorting(page, heading[-1] + 1, first)
    else:
        comments = _unheaded_start(page, article, first) if tallies else foot
    if title is not None and title >= comments:
        title = None
    return _Plan(site, title, article, heading, comments, foot, bool(tallies))


def _after_sorting(page: Labels, start: int, end: int) -> int:
    """Past the buttons that sort the comments, if they were left in."""
    for number in page.between(start, end):
        if not _SORT.fullmatch(page[number]):
            break
        start = number + 1
    return start


def _site(page: Labels) -> int | None:
    return next((n for n in page.filled[:3] if _SITE.fullmatch(page[n])), None)


def _foot(page: Labels, tallies: list[int]) -> int:
    if not tallies:
        return page.first(_FOOT.fullmatch)
    ends = (_FOOT.fullmatch, marks.is_copyright)
    return min(page.first(end, tallies[-1] + 1) for end in ends)


def _heading(page: Labels, end: int) -> tuple[int, ...]:
    """The lines over the comments: the count and the login line next to each other, or one."""
    before = list(page.between(0, end))
    logins = [at for at, n in enumerate(before) if _LOGIN.fullmatch(page[n])]
    counts = [at for at, n in enumerate(before) if marks.declared_count(page[n]) is not None]
    if logins:
        at = logins[0]
        start = at - 1 if at - 1 in counts else at
        stop = at + 2 if at + 1 in counts else at + 1
        return tuple(before[start:stop])
    first = next((at for at in counts if not _in_header(page, before, at)), None)
    return () if first is None else (before[first],)


def _in_header(page: Labels, before: list[int], at: int) -> bool:
    """Whether a count stands by the byline above the article, not over the comments."""
    if at > _HEADER_LINES:
        return False
    above, below = before[max(0, at - 2) : at], before[at + 1 :]
    if any(marks.names(page[n]) for n in (*above, *below[:2])):
        return True
    if any(marks.is_copyright(page[n]) for n in below):
        return True
    paragraphs = sum(1 for n in before[:at] if _is_paragraph(page[n]))
    return at > 0 and paragraphs < 3 and len(below) >= 6


def _is_paragraph(text: str) -> bool:
    return len(text) >= 60 and not marks.is_caption(text)


def _title(page: Labels, site: int | None, end: int) -> int | None:
    """The last line that can be a title before the count or byline, else one standing alone."""
    early = [n for n in page.filled[:_HEADER_LINES] if n < end and n != site]
    anchors = (n for n in early if marks.names(page[n]) or _is_count(page[n]))
    anchor = next(anchors, None)
    able = [n for n in early if _may_be_title(page[n])]
    if anchor is not None:
        return next((n for n in reversed(able) if n < anchor), None)
    if site is None and end == page.first(marks.tally):
        return None  # a page of comments only
    alone = [n for n in able if page.stands_alone(n)]
    return alone[0] if alone and alone[0] + 2 < end else None


def _clean(text: str) -> str:
    """A line's text; of `Today 06:00 am JST   3 Comments` the count."""
    found = _CLOCKED.fullmatch(text.strip())
    counted = found is not None and marks.declared_count(found["count"]) is not None
    return found["count"] if found and counted else text.strip()


def _is_count(text: str) -> bool:
    return marks.declared_count(_clean(text)) is not None


def _may_be_title(text: str) -> bool:
    if not 3 <= len(text) <= _LONGEST_TITLE or (text.endswith(".") and len(text) > 140):
        return False
    tests = (
        _is_count,
        _EXPIRED.fullmatch,
        _CLOCK.fullmatch,
        marks.is_caption,
        marks.is_copyright,
        marks.date_line,
    )
    return not any(test(text) for test in tests)


def _unheaded_start(page: Labels, article: int, first_tally: int) -> int:
    """Where comments start without a heading: after the article's end, a wide gap, or last."""
    lines = list(page.between(article, first_tally))
    if not lines or article == 0:
        return article
    ends = [at for at, n in enumerate(lines) if _closes_article(page[n])]
    if ends:
        lines = lines[ends[-1] + (2 if _END.fullmatch(page[lines[ends[-1]]]) else 1) :]
    gaps = [n for n in lines[1:] if not any(page.texts[n - k].strip() for k in (1, 2))]
    if gaps:
        return gaps[-1]
    if not lines:
        return first_tally
    return lines[0] if ends else _first_repeat(page, lines)


def _first_repeat(page: Labels, lines: list[int]) -> int:
    """The first line that repeats an earlier one (a comment that quotes), else the last line."""
    seen: set[str] = set()
    for number in lines:
        if page[number] in seen:
            return number
        seen.add(page[number])
    return lines[-1]


def _closes_article(text: str) -> bool:
    return marks.is_copyright(text) or _END.fullmatch(text) is not None


def _label_article(page: Labels, plan: _Plan) -> None:
    lines = list(page.between(plan.article, plan.article_end))
    body = next((at for at, n in enumerate(lines) if _header_role(page[n]) is None), len(lines))
    for number in lines[:body]:
        page.mark(number, _header_role(page[number]) or Role.FURNITURE)
    promoted = False
    for number in lines[body:]:
        text = page[number]
        if marks.is_copyright(text):
            return
        promoted = promoted or _END.fullmatch(text) is not None
        ended = promoted and not _is_paragraph(text)
        if not (ended or marks.is_caption(text) or marks.is_related(text)):
            page.mark(number, Role.BODY)


def _header_role(text: str) -> Role | None:
    """What a line between the title and the article's text is; None for the text itself."""
    if _is_count(text):
        return Role.COUNT
    if marks.names(text):
        return Role.BYLINE
    if marks.date_line(text) or _CLOCK.fullmatch(text):
        return Role.DATE
    return Role.FURNITURE if _DATELINE.fullmatch(text) or marks.is_caption(text) else None


def _label_comments(page: Labels, plan: _Plan) -> None:
    """Comments by their tallies; without any, by the declared count where it fits."""
    _label_told_apart(page, plan)
    title = "" if plan.title is None else page[plan.title].casefold()
    for number in page.between(plan.comments, plan.foot):
        if (posted_in(page[number]) or "").casefold() == title != "":
            page.mark(number, Role.FURNITURE)  # the way back to the article


def _label_told_apart(page: Labels, plan: _Plan) -> None:
    if plan.tallied:
        label_tallied(page, plan.comments, plan.foot)
        return
    declared = max((marks.declared_count(page[n]) or 0 for n in plan.heading), default=0)
    if declared == 0:
        return
    lines = list(page.between(plan.comments, plan.foot))
    if declared == len(lines):
        label_blocks(page, plan.comments, plan.foot)
    else:
        label_tallied(page, plan.comments, plan.foot)


LAYOUT = TextLayout("japan_today_text", Rank.SITE, _recognise, _label, Reader(_clean), run_together)
