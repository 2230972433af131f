"""Where the parts of Japan Today's text pages lie (pure)."""

from dataclasses import dataclass

from discourse.parse import marks
from discourse.parse.labels import Labels
from discourse.parse.layouts._japan_today_lines import (
    END,
    FOOT,
    LOGIN,
    SITE,
    SORT,
    closes_article,
    is_count,
    is_paragraph,
    may_be_title,
)

HEADER_LINES = 12


@dataclass(frozen=True, slots=True)
class Plan:
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
        """Where the article ends: at the comments or what stands over them."""
        return min([self.comments, *self.heading])


def plan(page: Labels) -> Plan:
    """The parts of a page."""
    tallies = [n for n in page.filled if marks.tally(page[n])]
    foot = _foot(page, tallies)
    first = tallies[0] if tallies else foot
    heading = _heading(page, first)
    site = site_line(page)
    title = _title(page, site, min([first, *heading]))
    article = next((at + 1 for at in (title, site) if at is not None), 0)
    if heading:
        comments = _after_sorting(page, heading[-1] + 1, first)
    else:
        comments = _unheaded_start(page, article, first) if tallies else foot
    if title is not None and title >= comments:
        title = None
    return Plan(site, title, article, heading, comments, foot, bool(tallies))


def _after_sorting(page: Labels, start: int, end: int) -> int:
    """Past the buttons that sort the comments, if they were left in."""
    for number in page.between(start, end):
        if not SORT.fullmatch(page[number]):
            break
        start = number + 1
    return start


def site_line(page: Labels) -> int | None:
    """The line with the site's name, among the first."""
    return next((n for n in page.filled[:3] if SITE.fullmatch(page[n])), None)


def _foot(page: Labels, tallies: list[int]) -> int:
    if not tallies:
        return page.first(FOOT.fullmatch)
    ends = (FOOT.fullmatch, marks.is_copyright)
    return min(page.first(end, tallies[-1] + 1) for end in ends)


def _heading(page: Labels, end: int) -> tuple[int, ...]:
    """The lines over the comments: the count and the login line next to each other, or one."""
    before = list(page.between(0, end))
    logins = [at for at, n in enumerate(before) if LOGIN.fullmatch(page[n])]
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
    if at > HEADER_LINES:
        return False
    above, below = before[max(0, at - 2) : at], before[at + 1 :]
    if any(marks.names(page[n]) for n in (*above, *below[:2])):
        return True
    if any(marks.is_copyright(page[n]) for n in below):
        return True
    paragraphs = sum(1 for n in before[:at] if is_paragraph(page[n]))
    return at > 0 and paragraphs < 3 and len(below) >= 6


def _title(page: Labels, site: int | None, end: int) -> int | None:
    """The last line that can be a title before the count or byline, else one standing alone."""
    early = [n for n in page.filled[:HEADER_LINES] if n < end and n != site]
    anchors = (n for n in early if marks.names(page[n]) or is_count(page[n]))
    anchor = next(anchors, None)
    able = [n for n in early if may_be_title(page[n])]
    if anchor is not None:
        return next((n for n in reversed(able) if n < anchor), None)
    if site is None and end == page.first(marks.tally):
        return None  # a page of comments only
    alone = [n for n in able if page.stands_alone(n)]
    return alone[0] if alone and alone[0] + 2 < end else None


def _unheaded_start(page: Labels, article: int, first_tally: int) -> int:
    """Where comments start without a heading: after the article's end, a wide gap, or last."""
    lines = list(page.between(article, first_tally))
    if not lines or article == 0:
        return article
    ends = [at for at, n in enumerate(lines) if closes_article(page[n])]
    if ends:
        lines = lines[ends[-1] + (2 if END.fullmatch(page[lines[ends[-1]]]) else 1) :]
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
