"""How the mix of stances came about: shares of the comments so far, along the thread."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from discourse.aggregate import TargetSummary
from discourse.charts._chart import (
    NARROW,
    Chart,
    Floats,
    StanceChart,
    beside,
    marks,
    percent,
)
from discourse.charts._comments import Timeline, have, timeline
from discourse.charts._picture import Table
from discourse.charts._theme import look, theme, written
from discourse.charts.thread_order import place_axis
from discourse.stance.judgement import Stance

LEAST = 20  # comments with a stance: the shares of fewer jump about
SETTLED = 10  # comments, from which on shares are drawn
POINTS = 500  # of each line, at most
APART = 0.11  # of the axis' height, between names at the lines' ends


def _lacks(summary: TargetSummary) -> str:
    known = int((~np.isnan(timeline(summary).places) & summary.columns.judged).sum())
    return "" if known >= LEAST else f"fewer than {LEAST} comments with a stance"


def _note(summary: TargetSummary) -> str:
    line = timeline(summary)
    return (
        f"Of the comments with a stance so far, the share of each stance; by {line.by}, "
        f"from the {SETTLED}th on."
    )


def lines(summary: TargetSummary) -> tuple[Timeline, Floats, Floats]:
    """The timeline, the places of the points drawn, and counts so far by stance (3 x points)."""
    line = timeline(summary)
    known = np.flatnonzero(summary.columns.judged & ~np.isnan(line.places))
    order = known[np.argsort(line.places[known], kind="stable")]
    counts = np.array([np.cumsum(have(summary, stance)[order]) for stance in Stance], np.float64)
    points = np.unique(np.linspace(SETTLED - 1, len(order) - 1, POINTS).astype(int))
    return line, line.places[order][points], counts[:, points]


def _draw(ax: Axes, summary: TargetSummary) -> None:
    line, xs, counts = lines(summary)
    shares = counts / counts.sum(axis=0)
    top = min(1.0, float(np.ceil(10 * shares.max() + 0.5) / 10))
    ax.set_ylim(0, top)
    ticks = [tick for tick in (0, 0.25, 0.5, 0.75, 1) if tick <= top]
    ax.set_yticks(ticks, [written(f"{100 * tick:.0f}{NARROW}%") for tick in ticks])
    ax.grid(axis="y")
    for stance, share in zip(Stance, shares, strict=True):
        ax.plot(xs, share, color=look(stance).dot, lw=2, drawstyle="steps-post", zorder=3)
        every = max(1, len(xs) // 8)
        marks(ax, xs[every // 2 :: every], share[every // 2 :: every], stance, 8, above=True)
    ends = [float(share[-1]) for share in shares]
    for stance, end, at in zip(Stance, ends, spaced(ends, APART * top), strict=True):
        seen = look(stance)
        beside(ax, at, f"{percent(end)} {seen.name} {seen.glyph}", colour=seen.dark)
    place_axis(ax, line)
    ax.set_xlim(left=min(float(xs[0]), ax.get_xlim()[1]) - 0.02 * float(np.ptp(xs)))
    ax.axhline(0, color=theme().quiet, lw=0.8)


def spaced(heights: Sequence[float], apart: float) -> list[float]:
    """The heights moved so that all are apart, none below zero."""
    moved = dict.fromkeys(range(len(heights)), 0.0)
    last = -apart
    for place in sorted(moved, key=lambda one: heights[one]):
        moved[place] = last = max(heights[place], last + apart)
    return list(moved.values())


def _numbers(summary: TargetSummary) -> Table:
    line, xs, counts = lines(summary)
    columns = (line.label, *(f"{stance.value}_so_far" for stance in Stance))
    rows = ((float(x), *(int(count) for count in row)) for x, row in zip(xs, counts.T, strict=True))
    return Table(columns, tuple(rows))


def _alt(summary: TargetSummary) -> str:
    line, _, counts = lines(summary)
    shares = counts / counts.sum(axis=0)
    parts = [
        f"{look(stance).name} from {percent(float(share[0]))} to {percent(float(share[-1]))}"
        for stance, share in zip(Stance, shares, strict=True)
    ]
    return f"Lines of the shares of comments so far, by {line.by}: {'; '.join(parts)}."


CHART: StanceChart = Chart(
    name="so-far",
    title="How the mix came about",
    inches=lambda _summary: 1.5,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
)
