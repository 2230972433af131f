"""Comments of a text page under a heading such as `3 Comments` (pure)."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from discourse.parse import marks
from discourse.parse.comment_lines import (
    declared,
    is_button,
    is_form,
    is_heading,
    is_item,
    is_sorting,
    leads,
    without_number,
)
from discourse.parse.comment_run import LONG, Cut, Region, is_text, names_item, names_somebody, size
from discourse.parse.labels import Labels
from discourse.parse.stamps import stamp

_MOST_HEADINGS = 20


def headed(page: Labels, start: int, stop: int) -> Region | None:
    """The largest run of comments that stands under a heading; None where there is none."""
    best: Region | None = None
    for heading in headings(page, start, stop):
        region = _below(page, heading, stop)
        if region and (best is None or _better(page, region, best)):
            best = region
    return best


def _better(page: Labels, region: Region, best: Region) -> bool:
    """Whether a lower region is larger by far, or lacks only the body over the first date."""
    return size(page, region) > 1.5 * size(page, best) or (
        _stamps(page, region) == _stamps(page, best) != []
    )


def _stamps(page: Labels, region: Region) -> list[int]:
    return [n for n in page.between(region.start, region.end) if stamp(without_number(page[n]))]


def headings(page: Labels, start: int, stop: int) -> list[int]:
    """The lines that can stand over the comments: of several in a row the last."""
    lines = list(page.between(start, stop))
    found = [at for at, n in enumerate(lines) if is_heading(page[n])]
    runs = set(found)
    last = [at for at in found if at + 1 not in runs]
    return [lines[at] for at in last[-_MOST_HEADINGS:]]


def _below(page: Labels, heading: int, stop: int) -> Region | None:
    """The comments under a heading, where the lines under it look like comments."""
    first = page.first(lambda text: not (is_form(text) or is_sorting(text)), heading + 1, stop)
    end = _form(page, first, stop)
    lines = [n for n in page.between(first, end) if not is_heading(page[n])]
    if not lines:
        return None
    count = declared(page[heading])
    cut = how_cut(page, count, lines)
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


def how_cut(page: Labels, count: int | None, lines: Sequence[int]) -> Cut | None:
    """How comments on these lines are told apart, of which `count` are declared."""
    stamped = [at for at, n in enumerate(lines) if stamp(without_number(page[n]))]
    tallied = [at for at, n in enumerate(lines) if marks.votes_line(page[n])]
    texts = sum(1 for n in lines if len(page[n]) >= LONG)
    if count == 0 or not (texts or (count and stamped)):
        return None
    if is_item(page[lines[0]]) and (count or names_item(page, lines[0])):
        return Cut.BULLET
    if stamped and _plausible(len(stamped), len(lines), count):
        first = stamped[0]
        if first <= 2 and all(leads(page[n]) for n in lines[:first]):
            return Cut.HEAD_ABOVE
        if first > 12:
            return None
        return Cut.HEAD_BELOW if is_text(page[lines[first - 1]]) else Cut.HEAD_ABOVE
    return Cut.TALLY_BELOW if len(tallied) >= 2 and tallied[0] <= 12 else None


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
    heads = [
        n
        for n, below in pairwise(lines)
        if names_somebody(page[n]) and not names_somebody(page[below])
    ]
    first = next((n for n in lines if not is_button(page[n])), None)
    if not heads or heads[0] != first or count == 0:
        return frozenset()
    if count is None:
        return frozenset(heads) if formed and 2 < len(heads) > len(lines) / 5 else frozenset()
    if 0.6 * count <= len(heads) <= 1.4 * count + 1:
        return frozenset(heads)
    inside = sum(1 for n in lines if n < heads[min(count, len(heads)) - 1])
    return frozenset(heads[:count]) if 3 <= count < len(heads) > inside / 8 else frozenset()
