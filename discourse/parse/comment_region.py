"""Where the comments of a text page stand, and how one is told from the next (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from discourse.parse import marks
from discourse.parse.labels import Labels
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

    @property
    def top(self) -> int:
        """Where the comments begin, with their heading."""
        return self.start if self.heading is None else self.heading


def is_heading(text: str) -> bool:
    """Whether a line stands over comments: `Comments`, `3 responses to ...`."""
    return marks.is_comments_heading(text) or (
        len(text) <= 150 and _HEADING.fullmatch(text) is not None
    )


def is_button(text: str) -> bool:
    """Whether a line is a button by a comment: `Reply`, `Report abuse`."""
    return _BUTTON.fullmatch(text) is not None


def is_item(text: str) -> bool:
    """Whether a line starts with a bullet or a number."""
    return _ITEM.match(text) is not None


def find_region(page: Labels, start: int, stop: int) -> Region | None:
    """The comments between two lines; None (the usual answer) where nothing shows any."""
    best: Region | None = None
    for heading in headings(page, start, stop):
        region = _below(page, heading, stop)
        if region and (best is None or _size(page, region) > 1.5 * _size(page, best)):
            best = region
    return best or _unheaded(page, start, stop)


def headings(page: Labels, start: int, stop: int) -> list[int]:
    """The lines that can stand over the comments: of several in a row the last."""
    lines = list(page.between(start, stop))
    found = [at for at, n in enumerate(lines) if is_heading(page[n])]
    runs = set(found)
    last = [at for at in found if at + 1 not in runs]
    return [lines[at] for at in last[-_MOST_HEADINGS:]]


def _size(page: Labels, region: Region) -> int:
    return sum(len(page[n]) for n in page.between(region.start, region.end))


def _below(page: Labels, heading: int, stop: int) -> Region | None:
    """The comments under a heading, where the lines under it look like comments."""
    end = page.first(_FORM.fullmatch, heading + 1, stop)
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
    if _ITEM.match(page[lines[0]]) and (declared or names_item(page, lines[0])):
        return Cut.BULLET
    if stamped and _plausible(len(stamped), len(lines), declared):
        first = stamped[0]
        if first <= 2 and all(_leads(page[n]) for n in lines[:first]):
            return Cut.HEAD_ABOVE
        return Cut.HEAD_BELOW if first <= 12 else None
    return Cut.TALLY_BELOW if len(tallied) >= 2 and tallied[0] <= 12 else None


def names_item(page: Labels, line: int) -> bool:
    """Whether a bullet holds a name, or an address and a name, and the text comes below."""
    text = page[line]
    if _ITEM.match(text) is None:
        return False
    below = next(page.between(line + 1, line + 3), None)
    if below is None or _ITEM.match(page[below]) or page[below][-1] not in _STOPS:
        return False
    name = _ADDRESS.sub("", without_number(text)).strip()
    return is_name(name)


def _unheaded(page: Labels, start: int, stop: int) -> Region | None:
    """Comments without a heading: a list by name, or each with its votes."""
    lines = list(page.between(start, stop))
    named = [n for n in lines if not page[n][0].isdigit() and names_item(page, n)]
    if len(named) >= 2 and _size(page, Region(None, named[0], named[-1], Cut.BULLET)) >= 80:
        return Region(None, named[0], page.first(_FORM.fullmatch, named[-1] + 2, stop), Cut.BULLET)
    return _tallied(page, lines, stop)


def _tallied(page: Labels, lines: Sequence[int], stop: int) -> Region | None:
    """At least three tallies, each under a line of text."""
    tallied = [at for at, n in enumerate(lines) if marks.votes_line(page[n])]
    spread = [b - a for a, b in pairwise(tallied)]
    if len(tallied) < 3 or min(spread) < 2 or max(spread) > 30 or tallied[0] == 0:
        return None
    start = lines[tallied[0] - 1]
    end = page.first(_FORM.fullmatch, lines[tallied[-1]] + 1, stop)
    return Region(None, start, min(end, lines[tallied[-1]] + 1), Cut.TALLY_BELOW)


def without_number(text: str) -> str:
    """A comment's line without the bullet or number that its list gave it."""
    return _ITEM.sub("", text.strip(), count=1)
