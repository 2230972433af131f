"""Where the comments of a text page stand, and how one is told from the next (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from statistics import median

from discourse.parse import marks
from discourse.parse.comment_lines import (
    STOPS,
    declared,
    is_button,
    is_form,
    is_heading,
    is_item,
    is_sorting,
    item_name,
    leads,
    linked_name,
    post_number,
    score,
    without_number,
)
from discourse.parse.furniture import is_share, is_slogan
from discourse.parse.labels import Labels
from discourse.parse.stamps import is_name, stamp

_MOST_HEADINGS = 20
_LONG = 40


class Cut(Enum):
    """How one comment is told from the next."""

    BULLET = "a bullet or a number before"
    HEAD_ABOVE = "a line above with author or date"
    HEAD_BELOW = "a line below with author or date"
    NAME_ABOVE = "a line above with a name"
    TALLY_BELOW = "votes below"


@dataclass(frozen=True, slots=True)
class Region:
    """Where the comments of a page stand; lines from 0, `end` not included."""

    heading: int | None
    start: int
    end: int
    cut: Cut
    heads: frozenset[int] = frozenset()  # the lines with names, where names tell

    @property
    def top(self) -> int:
        """Where the comments begin, with their heading."""
        return self.start if self.heading is None else self.heading


def find_region(page: Labels, start: int, stop: int) -> Region | None:
    """The comments between two lines; None (the usual answer) where nothing shows any."""
    best: Region | None = None
    for heading in headings(page, start, stop):
        region = _below(page, heading, stop)
        if region and (best is None or _size(page, region) > 1.5 * _size(page, best)):
            best = region
    found = best or _unheaded(page, list(page.between(start, stop)), stop)
    return None if found is None else _trimmed(page, found)


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
    first = page.first(lambda text: not (is_form(text) or is_sorting(text)), heading + 1, stop)
    end = _form(page, first, stop)
    lines = [n for n in page.between(first, end) if not is_heading(page[n])]
    if not lines:
        return None
    count = declared(page[heading])
    cut = _cut(page, count, lines)
    if cut is Cut.HEAD_ABOVE:
        return Region(heading, _first_head(page, lines), end, cut)
    if cut:
        return Region(heading, lines[0], end, cut)
    heads = _named(page, count, lines, formed=end < stop)
    return Region(heading, lines[0], end, Cut.NAME_ABOVE, heads) if heads else None


def _form(page: Labels, start: int, stop: int) -> int:
    """Where the form below the comments starts; what stands under each of them is none."""
    forms = [n for n in page.between(start, stop) if is_form(page[n])]
    counts = Counter(page[n] for n in forms)
    return next((n for n in forms if counts[page[n]] < 3), stop)


def _plausible(stamps: int, lines: int, count: int | None) -> bool:
    """Whether so many stamped lines can be a list of comments and not an article below a tab."""
    if count is None:
        return lines <= 12 * stamps
    return stamps >= min(count, 4) or lines <= 12 * stamps


def _cut(page: Labels, count: int | None, lines: Sequence[int]) -> Cut | None:
    stamped = [at for at, n in enumerate(lines) if stamp(without_number(page[n]))]
    tallied = [at for at, n in enumerate(lines) if marks.votes_line(page[n])]
    texts = sum(1 for n in lines if len(page[n]) >= _LONG)
    if count == 0 or not (texts or (count and stamped)):
        return None
    if is_item(page[lines[0]]) and (count or _names_item(page, lines[0])):
        return Cut.BULLET
    if stamped and _plausible(len(stamped), len(lines), count):
        first = stamped[0]
        if first <= 2 and all(leads(page[n]) for n in lines[:first]):
            return Cut.HEAD_ABOVE
        if first > 12:
            return None
        return Cut.HEAD_BELOW if _is_text(page[lines[first - 1]]) else Cut.HEAD_ABOVE
    return Cut.TALLY_BELOW if len(tallied) >= 2 and tallied[0] <= 12 else None


def _is_text(text: str) -> bool:
    return len(text) >= _LONG or text[-1] in STOPS


def _first_head(page: Labels, lines: Sequence[int]) -> int:
    """Where the first comment's head begins: at its date, or what leads to it."""
    at = next(at for at, n in enumerate(lines) if stamp(without_number(page[n])))
    while at and leads(page[lines[at - 1]]):
        at -= 1
    return lines[at]


def _named(
    page: Labels, count: int | None, lines: Sequence[int], *, formed: bool
) -> frozenset[int]:
    """The lines with nothing but a name over each comment; none where they may be chance."""
    heads = [n for n, below in pairwise(lines) if _is_name(page[n]) and not _is_name(page[below])]
    first = next((n for n in lines if not is_button(page[n])), None)
    if not heads or heads[0] != first or count == 0:
        return frozenset()
    if count is None:
        return frozenset(heads) if formed and 2 < len(heads) > len(lines) / 5 else frozenset()
    if 0.6 * count <= len(heads) <= 1.4 * count + 1:
        return frozenset(heads)
    inside = sum(1 for n in lines if n < heads[min(count, len(heads)) - 1])
    return frozenset(heads[:count]) if 3 <= count < len(heads) > inside / 8 else frozenset()


def _is_name(text: str) -> bool:
    return (is_name(text) and not is_button(text)) or linked_name(text) is not None


def _names_item(page: Labels, line: int) -> bool:
    """Whether an item holds a comment's head and nothing else, and the text comes below."""
    text = page[line]
    if not is_item(text):
        return False
    below = next(page.between(line + 1, line + 3), None)
    if below is None or is_item(page[below]) or page[below][-1] not in STOPS:
        return False
    return item_name(text) is not None


def _unheaded(page: Labels, lines: list[int], stop: int) -> Region | None:
    """Comments without a heading: numbered posts, names, heads that repeat, or votes."""
    return (
        _posts(page, lines, stop)
        or _listed(page, lines, stop)
        or _linked(page, lines, stop)
        or _repeated(page, lines, stop)
        or _tallied(page, lines, stop)
    )


def _is_dated(text: str) -> bool:
    found = stamp(text)
    return found is not None and found.dated


def _posts(page: Labels, lines: list[int], stop: int) -> Region | None:
    """The posts of a forum, each under its number, author and date."""
    numbered = [(n, post) for n in lines if (post := post_number(page[n])) is not None]
    if len(numbered) < 2 or any(post >= later for (_, post), (_, later) in pairwise(numbered)):
        return None
    end = page.first(is_form, numbered[-1][0] + 1, stop)
    return Region(None, numbered[0][0], end, Cut.HEAD_ABOVE)


def _listed(page: Labels, lines: list[int], stop: int) -> Region | None:
    named = [n for n in lines if not page[n][0].isdigit() and _names_item(page, n)]
    if len(named) < 2:
        named = [n for n in lines if is_item(page[n]) and _is_dated(without_number(page[n]))]
    if len(named) < 2 or _size(page, Region(None, named[0], named[-1], Cut.BULLET)) < 80:
        return None
    return Region(None, named[0], page.first(is_form, named[-1] + 2, stop), Cut.BULLET)


def _linked(page: Labels, lines: list[int], stop: int) -> Region | None:
    """Names with their addresses, as renderers print links, over one comment each."""
    linked = [at for at, n in enumerate(lines[:-1]) if linked_name(page[n])]
    spread = [b - a for a, b in pairwise(linked)]
    if len(linked) < 2 or min(spread) < 2 or median(spread) > 15:
        return None
    start = linked[0]
    end = page.first(is_form, lines[linked[-1]] + 1, stop)
    inside = list(page.between(lines[start], end))
    heads = {n for n, below in pairwise(inside) if _is_name(page[n]) and not _is_name(page[below])}
    return Region(None, lines[start], end, Cut.NAME_ABOVE, frozenset(heads))


def _repeated(page: Labels, lines: list[int], stop: int) -> Region | None:
    """Heads that name who said it, above text, with buttons or a form to say what they are."""
    said = [at for at, n in enumerate(lines[:-1]) if _says(page[n])]
    spread = [b - a for a, b in pairwise(said)]
    if not said or (spread and (median(spread) > 15 or min(spread) < 2)):
        return None
    end = page.first(is_form, lines[said[-1]] + 1, stop)
    if not spread and (end == stop or sum(1 for _ in page.between(lines[said[0]], end)) > 8):
        return None
    buttons = sum(
        1 for n in page.between(lines[said[0]], end) if is_button(page[n]) or score(page[n])
    )
    if end == stop and buttons < 2:
        return None
    above = lines[max(said[0] - 1, 0)]
    return Region(None, above if score(page[above]) else lines[said[0]], end, Cut.HEAD_ABOVE)


def _says(text: str) -> bool:
    found = stamp(without_number(text))
    return found is not None and found.author is not None and found.said


def _tallied(page: Labels, lines: list[int], stop: int) -> Region | None:
    """At least three tallies, each under a line of text."""
    tallied = [at for at, n in enumerate(lines) if marks.votes_line(page[n])]
    spread = [b - a for a, b in pairwise(tallied)]
    if len(tallied) < 3 or min(spread) < 2 or max(spread) > 30 or tallied[0] == 0:
        return None
    if 2 * sum(1 for at in tallied if _is_text(page[lines[at - 1]])) < len(tallied):
        return None
    start = lines[tallied[0] - 1]
    end = page.first(is_form, lines[tallied[-1]] + 1, stop)
    return Region(None, start, min(end, lines[tallied[-1]] + 1), Cut.TALLY_BELOW)


def _trimmed(page: Labels, region: Region) -> Region:
    """Without what stands below the last comment: related stories, copyright, advertising."""
    end = page.after_last(_follows, region.end)
    lines = list(page.between(region.start, end))
    heads = [at for at, n in enumerate(lines) if n in region.heads or stamp(page[n])]
    if heads and region.cut is Cut.HEAD_BELOW:
        end = lines[heads[-1]] + 1
    elif heads and region.cut is not Cut.TALLY_BELOW:
        end = _last_end(page, lines[heads[-1] + 1 :], end)
    return replace(region, end=max(end, region.start + 1))


def _last_end(page: Labels, lines: Sequence[int], end: int) -> int:
    """Where the last comment ends: before two short lines in a row that are no sentences."""
    said = False
    for n, below in pairwise(lines):
        if said and _is_menu(page[n]) and _is_menu(page[below]):
            return n
        said = said or _is_text(page[n])
    return end


def _is_menu(text: str) -> bool:
    return not (_is_text(text) or text[-1] == "," or is_button(text) or marks.votes_line(text))


def _follows(text: str) -> bool:
    tests = (marks.is_related, marks.is_copyright, is_share, is_slogan, marks.is_original)
    return any(test(text) for test in tests)
