"""Where the comments of a text page stand: rules propose, learned weights decide (pure)."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from discourse.parse import marks
from discourse.parse.comment_lines import (
    declared,
    is_button,
    is_heading,
    is_item,
    leads,
    post_number,
    score,
)
from discourse.parse.comment_run import Cut, Region, is_text, names_somebody
from discourse.parse.furniture import is_share, is_slogan
from discourse.parse.headed_region import headed, how_cut
from discourse.parse.labels import Labels
from discourse.parse.region_features import Guess, features
from discourse.parse.region_model import Run, Scores, learned, scores
from discourse.parse.stamps import stamp
from discourse.parse.unheaded_region import unheaded

_MOST_LINES = 5000  # a longer page is read by rules alone
_NEAR = 5  # lines between a heading and the first comment
# log odds, chosen with whole sites held out (`tests/benchmarks/text_sites.py`)
_CLEARLY = 1.0  # by how much a run must be likelier than the one of the rules to take its place
_REJECTED = -2.0  # below it what the rules see is none
_ACCEPTED = -1.5  # above it a run is one that the rules do not see


def find_region(page: Labels, start: int, stop: int) -> Region | None:
    """The comments between two lines; None (the usual answer) where nothing shows any."""
    ruled = region_by_rules(page, start, stop)
    lines = list(page.between(start, stop))
    if not lines or len(lines) > _MOST_LINES or (ruled and _is_sure(page, ruled)):
        return ruled
    guess = guessed(lines, ruled)
    found = scores(features([page[n] for n in lines], guess), learned())
    if ruled is None or guess is None:
        best = found.best()
        return _shaped(page, lines, best) if best.score > _ACCEPTED else None
    return _weighed(page, ruled, lines, guess, found)


def _weighed(
    page: Labels, ruled: Region, lines: Sequence[int], guess: Guess, found: Scores
) -> Region | None:
    """What the rules see, or what is likelier; None where neither is likely."""
    best, odds = found.best(), found.of(guess.start, guess.end)
    overlaps = guess.start < best.end and best.start < guess.end
    better = best.score - odds >= _CLEARLY
    if max(odds, best.score) < _REJECTED:
        return None
    if not better:
        return ruled
    return _moved(page, ruled, lines, best) if overlaps else _shaped(page, lines, best)


def _is_sure(page: Labels, region: Region) -> bool:
    """Whether the region needs no weighing: votes, posts or full heads mark it, or it counts right.

    The pages that the weights were learned from show hardly any votes or posts. Weights that may
    move the edge of such a region cut off what a comment says again.
    """
    lines = list(page.between(region.start, region.end))
    tests = (marks.votes_line, score, post_number, _is_full_head)
    marked = sum(1 for n in lines if any(test(page[n]) for test in tests))
    count = 0 if region.heading is None else declared(page[region.heading]) or 0
    stamps = [head for n in lines if (head := stamp(page[n]))]
    dated, said = sum(head.dated for head in stamps), sum(head.said for head in stamps)
    founds = (dated, said, len(region.heads))
    counted = any(0 < count / 2 <= found <= count + 1 for found in founds)
    return counted or (marked >= 2 and region.cut is not Cut.BULLET)


def _is_full_head(text: str) -> bool:
    """`On May 1, 2025 at 9:14, Ada said...`: who, when, and that it is said."""
    head = stamp(text)
    return head is not None and head.said and head.dated and head.author is not None


def region_by_rules(page: Labels, start: int, stop: int) -> Region | None:
    """The comments between two lines as far as rules see any."""
    found = headed(page, start, stop) or unheaded(page, list(page.between(start, stop)), stop)
    return None if found is None else _trimmed(page, found)


def guessed(lines: Sequence[int], region: Region | None) -> Guess | None:
    """A region as the weights know it, by its place among the lines."""
    if region is None:
        return None
    kind = region.cut.name.lower().replace("_", "-")
    headed_ = "" if region.heading is None else "-headed"
    return Guess(bisect_left(lines, region.start), bisect_left(lines, region.end), kind + headed_)


def _moved(page: Labels, region: Region, lines: Sequence[int], run: Run) -> Region:
    """A region with another start or end; what leads to its first date stays with it."""
    first = run.start
    while lines[first] > region.start and leads(page[lines[first - 1]]):
        first -= 1
    start, end = lines[first], lines[run.end - 1] + 1
    heading = None if region.heading is None or region.heading >= start else region.heading
    heads = _heads(page, lines[first : run.end]) if region.heads else region.heads
    return Region(heading, start, end, region.cut, heads)


def _heads(page: Labels, lines: Sequence[int]) -> frozenset[int]:
    """The lines with names that have something else below them."""
    return frozenset(
        n
        for n, below in pairwise(lines)
        if names_somebody(page[n]) and not names_somebody(page[below])
    )


def _shaped(page: Labels, lines: Sequence[int], run: Run) -> Region:
    """A run of lines as a region: how its comments are told apart, and what stands over it."""
    above = lines[max(0, run.start - _NEAR) : run.start]
    heading = next((n for n in reversed(above) if is_heading(page[n])), None)
    inside = lines[run.start : run.end]
    count = None if heading is None else declared(page[heading])
    cut = how_cut(page, count, inside) or _likely_cut(page, inside)
    heads = _heads(page, inside) if cut is Cut.NAME_ABOVE else frozenset()
    return Region(heading, inside[0], inside[-1] + 1, cut, heads)


def _likely_cut(page: Labels, lines: Sequence[int]) -> Cut:
    """How comments are told apart where it is hardly clear."""
    if any(stamp(page[n]) for n in lines):
        return Cut.HEAD_ABOVE
    if is_item(page[lines[0]]):
        return Cut.BULLET
    return Cut.NAME_ABOVE if _heads(page, lines) else Cut.TALLY_BELOW


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
        said = said or is_text(page[n])
    return end


def _is_menu(text: str) -> bool:
    return not (is_text(text) or text[-1] == "," or is_button(text) or marks.votes_line(text))


def _follows(text: str) -> bool:
    tests = (marks.is_related, marks.is_copyright, is_share, is_slogan, marks.is_original)
    return any(test(text) for test in tests)
