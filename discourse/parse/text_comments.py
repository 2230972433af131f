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
    r"(?:\{ ?|there (?:are|is) )?(?:\d{1,6}|one)[^\d]{1,20}\b(?:comments?|responses?|replies"
    r"|thoughts)\b[^\d].{0,90}|(?:\d{1,6}|one) (?:comments?|responses?|replies|thoughts)"
    r"|(?:reader |user |all )?(?:comments?|responses?)(?: \(?\d{1,6}\)?)? ?[:»]?"
    r"|join the (?:conversation|discussion)",
    re.IGNORECASE,
)


_ITEM = re.compile(r"(?:[•*◦-]|\d{1,4}[.)])\s+(?=\S)")
_NUMBER = re.compile(r"\b(?:\d{1,6}|one)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^https?://\S+")
_STOPS = '.!?…)"”:'
_MOST_HEADINGS = 20


class Cut(Enum):
    """How one comment is told from the next."""

    BULLET = "a bullet or a number before"
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
    cut = _cut(page, heading, lines)
    return Region(heading, lines[0], end, cut) if cut else None


def _leads(text: str) -> bool:
    """Whether a line before a comment's date can belong to its head."""
    return is_name(text) or is_bare_number(text) or _BUTTON.fullmatch(text) is not None


def _declared(heading: str) -> int | None:
    """How many comments a heading says there are."""
    if (count := marks.declared_count(heading)) is not None:
        return count
    found = _NUMBER.search(heading)
    return None if found is None else int(found[0]) if found[0].isdigit() else 1


def _plausible(stamps: int, lines: int, declared: int | None) -> bool:
    """Whether so many stamped lines can be a list of comments and not an article below a tab."""
    if declared is None:
        return lines <= 12 * stamps
    return stamps >= min(declared, 4) or lines <= 12 * stamps


def _cut(page: Labels, heading: int, lines: Sequence[int]) -> Cut | None:
    stamped = [at for at, n in enumerate(lines) if stamp(page[n])]
    tallied = [at for at, n in enumerate(lines) if marks.votes_line(page[n])]
    texts = sum(1 for n in lines if len(page[n]) >= 40)
    declared = _declared(page[heading])
    if declared == 0 or not lines or not texts:
        return None
    if _ITEM.match(page[lines[0]]) and (declared or _names_item(page, lines[0])):
        return Cut.BULLET
    if stamped and _plausible(len(stamped), len(lines), declared):
        first = stamped[0]
        if first <= 2 and all(_leads(page[n]) for n in lines[:first]):
            return Cut.HEAD_ABOVE
        return Cut.HEAD_BELOW if first <= 12 else None
    return Cut.TALLY_BELOW if len(tallied) >= 2 and tallied[0] <= 12 else None


def _names_item(page: Labels, line: int) -> bool:
    """Whether a bullet holds a name, or an address and a name, and the text comes below."""
    text = page[line]
    if _ITEM.match(text) is None:
        return False
    below = next(page.between(line + 1, line + 3), None)
    if below is None or _ITEM.match(page[below]) or page[below][-1] not in _STOPS:
        return False
    name = _ADDRESS.sub("", without_number(text)).strip()
    return is_name(name)


def _unheaded(page: Labels) -> Region | None:
    """Comments without a heading: a list by name, or each with its votes."""
    named = [n for n in page.filled if not page[n][0].isdigit() and _names_item(page, n)]
    if len(named) >= 2 and _size(page, Region(None, named[0], named[-1], Cut.BULLET)) >= 80:
        return Region(None, named[0], page.first(_FORM.fullmatch, named[-1] + 2), Cut.BULLET)
    return _tallied(page)


def _tallied(page: Labels) -> Region | None:
    """At least three tallies, each under a line of text."""
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
        elif self.cut is Cut.BULLET and _ITEM.match(text):
            self._open()
            head = stamp(text) or _names_item(self.page, line)
            role = Role.COMMENT_HEAD if head else Role.COMMENT
            self.page.mark(line, role, str(self.number))
            self.texts += role is Role.COMMENT
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


def without_number(text: str) -> str:
    """A comment's line without the bullet or number that its list gave it."""
    return _ITEM.sub("", text.strip(), count=1)


def _opens(text: str) -> bool:
    """Whether a head starts a comment: it names somebody, or is a number."""
    found = stamp(text)
    return found is None or found.author is not None or found.dated
