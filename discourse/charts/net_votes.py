"""Net votes of single comments by stance: every comment a mark, the middle half of each a box."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from discourse.aggregate import Interval, Mark, TargetSummary
from discourse.aggregate.bootstrap import MIN_UNITS
from discourse.charts._chart import (
    NO_COMMENTS,
    NOT_SHOWN,
    Area,
    Chart,
    Floats,
    StanceChart,
    beside,
    compact,
    marks,
    rows_axis,
    unshown,
    whisker,
)
from discourse.charts._comments import (
    TABLED,
    have,
    shown_votes,
    stances,
    votes_of,
)
from discourse.charts._picture import Cell, Link, Table
from discourse.charts._theme import look, theme
from discourse.charts._votes_axis import limits, scale_x
from discourse.stance.judgement import Stance

HALF = 0.28  # of a row, the most that marks are moved away from its middle
STEP = 0.15  # of a row, between marks moved apart
LEVELS = 101  # marks in one place, beyond which they hide each other
REACH = 0.38  # of a row, how far a median's line and the box go from its middle
BENEATH = 0.45  # of a row, where the interval of the median lies
UNDER = 0.62  # of a row, where the axis lies under the middle of the last, clear of its interval
FEW = 2  # comments; fewer have no median worth a line
BOXED = 5  # comments; fewer have no box
CROWD = 2_000  # comments in a row; more are drawn as one shape
BINS = 90  # of such a shape


def _all(summary: TargetSummary) -> Floats:
    votes = votes_of(summary)
    found: Floats = votes[~np.isnan(votes)]
    return found


def _lacks(summary: TargetSummary) -> str:
    return "" if len(_all(summary)) else f"no comment shows {summary.measure}"


def _note(summary: TargetSummary) -> str:
    """Of lines, boxes and intervals only what is drawn."""
    rows = [(stance, len(shown_votes(summary, stance))) for stance in stances(summary)]
    crowded = any(n > CROWD for _, n in rows)
    every = "Every mark is a comment, moved up or down beside others of like votes."
    shape = f"The height of a shape says how many comments: rows of more than {CROWD:,} have one."
    median = f" Black line: the median of the row{_beneath(summary, rows)}."
    box = " Grey box: the middle half of the row." if any(n >= BOXED for _, n in rows) else ""
    return (
        f"{shape if crowded else every}{box}"
        f"{median if any(n >= FEW for _, n in rows) else ''}"
        f"{unshown(summary.comments - len(_all(summary)))}"
    )


def _beneath(summary: TargetSummary, rows: list[tuple[Stance | None, int]]) -> str:
    """What lies beneath medians, and why not beneath each."""
    bands = [_band(summary, stance) for stance, n in rows if stance and n >= FEW]
    if not any(bands):
        return ""
    over = f"{summary.resampled_over}s"
    none = "" if all(bands) else f"; of fewer than {MIN_UNITS} {over} none"
    return f"; beneath it its 95 % interval (resampled {over}{none})"


def _band(summary: TargetSummary, stance: Stance | None) -> Interval | None:
    return summary.row(stance).resampled.median_net if stance else None


def _draw(ax: Axes, summary: TargetSummary) -> None:
    rows = stances(summary)
    rows_axis(ax, [(f"{look(s).name} {look(s).glyph}", look(s).dark) for s in rows])
    ax.set_ylim(len(rows) - 1 + UNDER, -0.5)
    every = _all(summary)
    scaled = scale_x(ax, every)
    ax.set_xlim(*limits(every))
    ax.set_xlabel(f"{summary.measure}, {scaled}" if scaled else str(summary.measure))
    ax.grid(axis="x")
    ax.axvline(0, color=theme().quiet, lw=0.8, zorder=1)
    for y, stance in enumerate(rows):
        votes = shown_votes(summary, stance)
        _row(ax, y, votes, stance, len(every))
        band = _band(summary, stance)
        if len(votes) >= FEW and band is not None:
            whisker(ax, y + BENEATH, band.low, band.high, cap=0.05)
        colour = theme().ink if len(votes) else theme().quiet
        beside(ax, y, _said(summary, stance, votes), colour=colour)


def _row(ax: Axes, y: int, votes: Floats, stance: Stance | None, every: int) -> None:
    if len(votes) >= BOXED:
        low, high = np.quantile(votes, [0.25, 0.75])
        ends = [y - REACH, y + REACH]
        ax.fill_betweenx(ends, low, high, color="#ebebeb", lw=0, zorder=0)
    crowded = len(votes) > CROWD
    gap = 0.0
    if crowded:
        _shape(ax, y, votes, stance)
    elif len(votes):
        gap = _strip(ax, y, votes, stance, size=mark_size(every))
    if len(votes) >= FEW:
        _median(ax, y, float(np.median(votes)), gap, above=crowded)


def mark_size(marks: int) -> float:
    """How large marks are of which there are so many, in points."""
    return 8.0 if marks <= 60 else 5.0 if marks <= 600 else 3.0


def _strip(ax: Axes, y: int, votes: Floats, stance: Stance | None, size: float) -> float:
    """Draws the marks; gives how far from the row's middle a line at the median is clear of them.

    A line drawn through marks hides them, or they it.
    """
    figure: Any = ax.figure
    wide = size * figure.dpi / 72
    dots = ax.transData.transform(np.column_stack([votes, np.full(len(votes), y)]))[:, 0]
    offsets = spread(dots, wide)
    marks(ax, votes, y + offsets, stance, size)
    ((line, top), (_, bottom)) = ax.transData.transform([(np.median(votes), y), (0, y + 1)])
    near = np.abs(offsets[np.abs(dots - line) < 0.8 * wide])
    return float(near.max() + 0.8 * wide / abs(bottom - top)) if len(near) else 0.0


def spread(places: Floats, size: float) -> Floats:
    """How far each mark is moved up or down so that it does not cover another."""
    order = [(level + 1) // 2 * (-1) ** level for level in range(LEVELS)]  # 0, -1, 1, -2, …
    taken = dict.fromkeys(order, float("-inf"))  # the last place on each level
    levels = np.zeros(len(places))
    for number in np.argsort(places, kind="stable"):
        place = float(places[number])
        free = next((level for level in order if place - taken[level] >= size), None)
        level = min(taken, key=lambda each: taken[each]) if free is None else free
        levels[number] = level
        taken[level] = place
    highest = float(np.abs(levels).max(initial=0))
    moved: Floats = min(STEP, HALF / max(highest, 1)) * levels
    return moved


def _shape(ax: Axes, y: int, votes: Floats, stance: Stance | None) -> None:
    """Very many comments as one shape, in which not even a single one is lost."""
    edges, counts = bins(ax, votes)
    half = np.where(counts > 0, np.maximum(0.36 * counts / counts.max(), 0.012), 0.0)
    seen = look(stance)
    ax.fill_between(
        edges, y - np.append(half, 0), y + np.append(half, 0), step="post", color=seen.dot, lw=0
    )


def bins(ax: Axes, votes: Floats) -> tuple[Floats, Floats]:
    """Edges, about equally wide on the axis, and how many comments lie between them.

    Votes are whole, so that no bin is narrower than one of them.
    """
    (low, _), (high, _) = ax.transData.transform([(x, 0) for x in ax.get_xlim()])
    pixels = np.linspace(low, high, BINS + 1)
    back = ax.transData.inverted().transform(np.column_stack([pixels, np.zeros(BINS + 1)]))
    counts, edges = np.histogram(votes, np.unique(np.round(back[:, 0])) - 0.5)
    return edges, counts.astype(np.float64)


def _median(ax: Axes, y: int, middle: float, gap: float, *, above: bool) -> None:
    """A line across the row, broken where marks are; over a shape it is white-edged."""
    inner = min(gap, REACH - 0.08)
    ends = (y - REACH, y - inner, y + inner, y + REACH)
    if above:
        ax.vlines([middle], ends[0], ends[3], color="white", lw=4.2, zorder=4)
    order = 5 if above else 2
    ax.vlines([middle] * 2, ends[::2], ends[1::2], color=theme().ink, lw=2.2, zorder=order)


def _said(summary: TargetSummary, stance: Stance | None, votes: Floats) -> str:
    if not len(votes):
        return NOT_SHOWN if have(summary, stance).any() else NO_COMMENTS
    if len(votes) < FEW:
        return "1 comment"
    return f"median {compact(float(np.median(votes)), signed=True)}\nof {len(votes):,}"


def _numbers(summary: TargetSummary) -> Table:
    """Every comment; of very many, how many have how many votes."""
    if summary.comments > TABLED:
        return _counted(summary)
    columns = ("article", "comment", "position", "stance", "confidence", "up", "down", "net")
    return Table((*columns, "excerpt"), tuple(_cells(mark) for mark in summary.marks))


def _counted(summary: TargetSummary) -> Table:
    measure = str(summary.measure).replace("-", "_").replace(" ", "_")
    rows: list[tuple[Cell, ...]] = []
    for stance in stances(summary):
        values, counts = np.unique(shown_votes(summary, stance), return_counts=True)
        name = stance.value if stance else None
        rows += [(name, int(value), int(n)) for value, n in zip(values, counts, strict=True)]
    return Table(("stance", measure, "comments"), tuple(rows))


def _cells(mark: Mark) -> tuple[Cell, ...]:
    return (
        *(mark.article, mark.comment_id, mark.position),
        *(mark.stance.value if mark.stance else None, mark.confidence),
        *(mark.votes.up, mark.votes.down, mark.votes.net, mark.excerpt),
    )


def _alt(summary: TargetSummary) -> str:
    parts, crowded = [], False
    for stance in stances(summary):
        votes = shown_votes(summary, stance)
        crowded |= len(votes) > CROWD
        parts.append(f"{look(stance).name} {_said(summary, stance, votes)}".replace("\n", " "))
    shape = f", or one shape for the comments of a row of more than {CROWD:,}" if crowded else ""
    return f"Strips of {summary.measure}, a mark for each comment{shape}: {'; '.join(parts)}."


def _areas(summary: TargetSummary) -> Iterator[Area]:
    for row, stance in enumerate(stances(summary)):
        name = look(stance).name
        yield Area(row - 0.5, row + 0.5, Link(name, stance=stance, none=stance is None))


CHART: StanceChart = Chart(
    name="net-votes",
    title="Votes of single comments",
    inches=lambda summary: 0.8 * len(stances(summary)),
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=_areas,
)
