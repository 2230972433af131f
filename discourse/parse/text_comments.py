"""Where comments begin on a text page of no known layout, and where each of them ends (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from discourse.parse import marks
from discourse.parse.labels import Labels
from discourse.parse.layout import Role
from discourse.parse.stamps import is_bare_number, is_name, stamp

_FORM = re.compile(
    r"(?:leave|post|write|add|submit|make) (?:a |your |an? new )?(?:comment|reply|response)s?"
    r".{0,80}"
    r"|(?:post ?)?post a new comment|name ?\(required\).{0,20}|name ?[:*]{0,2}|your name.{0,20}"
    r"|comments (?:are|for this .{1,20} are) (?:now )?closed.{0,60}|trackbacks?.{0,60}"
    r"|(?:e-?mail|mail).{0,60}(?:required|published|optional).{0,40}|verify your comment"
    r"|subscribe to:? post comments.{0,20}|notify me of .{1,80}|you must be logged in.{0,80}"
    r"|(?:please )?(?:log|sign) ?in.{0,40} to (?:leave|post|add).{0,60}|comment rss"
    r"|about the author",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:reply|quote|report(?: abuse| this comment)?|flag(?: as .{1,30})?|permalink|link|share|like"
    r"|reply to this comment|log in to reply|up|down|edit|delete|hide|show|parent|more)[ ↓]*",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:\{ ?)?(?:\d{1,6}|no) .{0,20}\b(?:comments?|responses?|replies|thoughts)\b.{0,90}"
    r"|(?:reader |user |all )?(?:comments?|responses?)(?: \(?\d{1,6}\)?)? ?[:»]?"
    r"|join the (?:conversation|discussion)",
    re.IGNORECASE,
)


_MOST_HEADINGS = 20


class Cut(Enum):
    """How one comment is told from the next."""

    HEAD_ABOVE = "a line above with author or date"
    HEAD_BELOW = "a line below with author or date"
    TALLY_BELOW = "votes below"


@dataclass(frozen=True, slots=True)
class Region:
    """Where the comments of a page stand; lines from 0, `end` not included."""

    heading: int | None
    start: int
    end: int
    cut: Cut


def is_heading(text: str) -> bool:
    """Whether a line stands over comments: `Comments`, `3 responses to ...`."""
    return marks.is_comments_heading(text) or (
        len(text) <= 150 and _HEADING.fullmatch(text) is not None
    )


def find_region(page: Labels) -> Region | None:
    """The comments of a page; None (the usual answer) where nothing shows that there are any."""
    best: Region | None = None
    for heading in _headings(page):
        region = _below(page, heading)
        if region and (best is None or _size(page, region) > 1.5 * _size(page, best)):
            best = region
    return best or _unheaded(page)


def _headings(page: Labels) -> list[int]:
    """The lines that can stand over the comments: of several in a row the last."""
    found = [at for at, n in enumerate(page.filled) if is_heading(page[n])]
    runs = set(found)
    last = [at for at in found if at + 1 not in runs]
    return [page.filled[at] for at in last[-_MOST_HEADINGS:]]


def _size(page: Labels, region: Region) -> int:
    return sum(len(page[n]) for n in page.between(region.start, region.end))


def _below(page: Labels, heading: int) -> Region | None:
    """The comments under a heading, where the lines under it look like comments."""
    end = page.first(_FORM.fullmatch, heading + 1)
    lines = [n for n in page.between(heading + 1, end) if not is_heading(page[n])]
    cut = _cut(page, lines)
    return Region(heading, lines[0], end, cut) if cut else None


def _cut(page: Labels, lines: Sequence[int]) -> Cut | None:
    stamped = [at for at, n in enumerate(lines) if stamp(page[n])]
    tallied = [at for at, n in enumerate(lines) if marks.votes_line(page[n])]
    texts = sum(1 for n in lines if len(page[n]) >= 40)
    if stamped and texts:
        first = stamped[0]
        if first <= 1 or (first == 2 and is_bare_number(page[lines[0]])):
            return Cut.HEAD_ABOVE
        return Cut.HEAD_BELOW if first <= 12 else None
    return Cut.TALLY_BELOW if len(tallied) >= 2 and tallied[0] <= 12 else None


def _unheaded(page: Labels) -> Region | None:
    """Comments without a heading: at least three tallies, each under a line of text."""
    tallied = [at for at, n in enumerate(page.filled) if marks.votes_line(page[n])]
    spread = [b - a for a, b in pairwise(tallied)]
    if len(tallied) < 3 or min(spread) < 2 or max(spread) > 30 or tallied[0] == 0:
        return None
    start = page.filled[tallied[0] - 1]
    end = page.first(_FORM.fullmatch, page.filled[tallied[-1]] + 1)
    return Region(None, start, min(end, page.filled[tallied[-1]] + 1), Cut.TALLY_BELOW)


def label_region(page: Labels, region: Region) -> None:
    """Label the lines of a page's comments."""
    if region.heading is not None and marks.declared_count(page[region.heading]) is not None:
        page.mark(region.heading, Role.COUNT)
    walk = _Walk(page, region.cut)
    for number in page.between(region.start, region.end):
        walk.take(number)


class _Walk:
    """The lines of the comments, one after the other."""

    def __init__(self, page: Labels, cut: Cut) -> None:
        self.page = page
        self.cut = cut
        self.number = 1
        self.texts = 0  # lines of text in the open comment

    def take(self, line: int) -> None:
        text = self.page[line]
        if _BUTTON.fullmatch(text) or is_heading(text):
            return
        if marks.votes_line(text):
            self._tally(line)
        elif stamp(text) or is_bare_number(text):
            self._head(line)
        elif self.cut is Cut.HEAD_ABOVE and self._names_next(line):
            self._open()
            self.page.mark(line, Role.COMMENT_HEAD, str(self.number))
        else:
            self.page.mark(line, Role.COMMENT, str(self.number))
            self.texts += 1

    def _open(self) -> None:
        """A new comment, unless the open one has no text yet."""
        if self.texts:
            self.number += 1
            self.texts = 0

    def _tally(self, line: int) -> None:
        self.page.mark(line, Role.TALLY, str(self.number))
        if self.cut is Cut.TALLY_BELOW:
            self.number += 1
            self.texts = 0

    def _head(self, line: int) -> None:
        if self.cut is Cut.HEAD_ABOVE and (_opens(self.page[line])):
            self._open()
        self.page.mark(line, Role.COMMENT_HEAD, str(self.number))
        if self.cut is Cut.HEAD_BELOW:
            self._open()

    def _names_next(self, line: int) -> bool:
        """A name alone, with a line below it that says only when."""
        if not is_name(self.page[line]):
            return False
        below = next(self.page.between(line + 1, line + 4), None)
        found = None if below is None else stamp(self.page[below])
        return found is not None and found.author is None


def _opens(text: str) -> bool:
    """Whether a head starts a comment: it names somebody, or is a number."""
    found = stamp(text)
    return found is None or found.author is not None or found.dated
