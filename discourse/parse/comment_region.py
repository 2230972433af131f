"""Where the comments of a text page stand (pure)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from discourse.parse import marks
from discourse.parse.comment_lines import is_button
from discourse.parse.comment_run import Cut, Region, is_text
from discourse.parse.furniture import is_share, is_slogan
from discourse.parse.headed_region import headed
from discourse.parse.labels import Labels
from discourse.parse.stamps import stamp
from discourse.parse.unheaded_region import unheaded


def find_region(page: Labels, start: int, stop: int) -> Region | None:
    """The comments between two lines; None (the usual answer) where nothing shows any."""
    found = headed(page, start, stop) or unheaded(page, list(page.between(start, stop)), stop)
    return None if found is None else _trimmed(page, found)


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
