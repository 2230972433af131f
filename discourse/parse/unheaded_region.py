"""Comments of a text page without a heading: posts, names, heads that repeat, or votes (pure)."""

from itertools import pairwise
from statistics import median

from discourse.parse import marks
from discourse.parse.comment_lines import (
    STOPS,
    is_button,
    is_form,
    is_item,
    linked_name,
    post_number,
    score,
    without_number,
)
from discourse.parse.comment_run import Cut, Region, names_item, names_somebody, size
from discourse.parse.labels import Labels
from discourse.parse.stamps import stamp


def unheaded(page: Labels, lines: list[int], stop: int) -> Region | None:
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
    named = [n for n in lines if not page[n][0].isdigit() and names_item(page, n)]
    if len(named) < 2:
        named = [n for n in lines if is_item(page[n]) and _is_dated(without_number(page[n]))]
    if len(named) < 2 or size(page, Region(None, named[0], named[-1], Cut.BULLET)) < 80:
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
    heads = {
        n
        for n, below in pairwise(inside)
        if names_somebody(page[n]) and not names_somebody(page[below])
    }
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
    """At least three tallies, most of them under a sentence."""
    tallied = [at for at, n in enumerate(lines) if marks.votes_line(page[n])]
    spread = [b - a for a, b in pairwise(tallied)]
    if len(tallied) < 3 or min(spread) < 2 or max(spread) > 30 or tallied[0] == 0:
        return None
    said = sum(1 for at in tallied if page[lines[at - 1]][-1] in STOPS)
    if 2 * said < len(tallied):
        return None  # as a list of the stories most liked
    start = lines[tallied[0] - 1]
    end = page.first(is_form, lines[tallied[-1]] + 1, stop)
    return Region(None, start, min(end, lines[tallied[-1]] + 1), Cut.TALLY_BELOW)
