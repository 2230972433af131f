"""The thread by time, or in page order: each comment's votes and stance."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from discourse.aggregate import Mark, TargetSummary
from discourse.charts._chart import (
    Area,
    Chart,
    Floats,
    StanceChart,
    compact,
    counted,
    marks,
    rows_axis,
)
from discourse.charts._comments import (
    TABLED,
    Timeline,
    have,
    stances,
    timeline,
    votes_of,
)
from discourse.charts._picture import Cell, Link, Table
from discourse.charts._theme import look, numerals, theme
from discourse.charts._votes_axis import STEPS, limits, scale_y
from discourse.stance.judgement import Stance

STEMMED = 150  # comments; beyond, stems are a wall
CROWDED = 600  # comments; beyond, marks hide each other and medians tell more
STRETCHES = 40
FEWEST = 3  # comments of a stance in a stretch: of fewer there is no median worth a point


def _lacks(summary: TargetSummary) -> str:
    return "" if summary.comments else "there are no comments"


def _shown(summary: TargetSummary) -> bool:
    return bool((~np.isnan(votes_of(summary))).any())


def _note(summary: TargetSummary) -> str:
    line = timeline(summary)
    order = "the earliest" if line.by == "time" else "the first on the page"
    every = f"Every mark is a comment, {order} at the left."
    if summary.comments > TABLED:
        every = f"There are too many comments for a mark each; {order} are at the left."
    undated = int(np.isnan(line.places).sum())
    late = f" {counted(undated, 'comment')} without a date left out." if undated else ""
    if not _shown(summary):
        return f"{every} No votes are shown.{late}"
    unshown = int(np.isnan(votes_of(summary)).sum())
    hollow = f" Hollow at zero: votes not shown ({unshown:,})." if unshown else ""
    medians = f" Lines: each stance's median in {STRETCHES} stretches of the thread."
    crowded = medians if summary.comments > CROWDED else ""
    return f"{every}{crowded}{hollow}{late}"


def _draw(ax: Axes, summary: TargetSummary) -> None:
    line = timeline(summary)
    if _shown(summary):
        _by_votes(ax, summary, line)
    else:
        _by_stance(ax, summary, line)
    place_axis(ax, line)


def place_axis(ax: Axes, line: Timeline) -> None:
    """The x axis along the thread."""
    last = float(np.nanmax(line.places))
    if line.by == "time":
        ax.set_xlim(-0.015 * last, 1.015 * last)
    else:
        ax.set_xlim(0.3, last + 0.7)
    whole = line.by != "time" or last > 12
    ax.xaxis.set_major_locator(MaxNLocator(steps=STEPS, nbins=10, integer=whole, min_n_ticks=1))
    said = numerals().written  # of this picture: ticks are named when it is saved
    ax.xaxis.set_major_formatter(FuncFormatter(lambda place, _: said(f"{place:,.4g}")))
    if last >= 1000:
        ax.xaxis.set_major_formatter(FuncFormatter(lambda place, _: said(compact(place))))
    ax.set_xlabel(line.label)


def _by_votes(ax: Axes, summary: TargetSummary, line: Timeline) -> None:
    votes = votes_of(summary)
    every: Floats = votes[~np.isnan(votes)]
    scaled = scale_y(ax, every)
    ax.set_ylim(*limits(every))
    label = str(summary.measure)
    ax.set_ylabel(f"{label},\n{scaled}" if scaled else label)
    ax.grid(axis="y")
    ax.axhline(0, color=theme().quiet, lw=0.8, zorder=1)
    for stance in (*Stance, None):
        _stance(ax, summary, line, stance)


def _stance(ax: Axes, summary: TargetSummary, line: Timeline, stance: Stance | None) -> None:
    votes, mine = votes_of(summary), have(summary, stance)
    shown = mine & ~np.isnan(votes) & ~np.isnan(line.places)
    places, heights = line.places[shown], votes[shown]
    if summary.comments <= STEMMED:
        ax.vlines(places, 0, heights, color=look(stance).dot, lw=1.6, zorder=2)
    if summary.comments <= TABLED:
        size = _size(summary.comments)
        marks(ax, places, heights, stance, size, faint=summary.comments > CROWDED)
        unshown = line.places[mine & np.isnan(votes) & ~np.isnan(line.places)]
        marks(ax, unshown, np.zeros(len(unshown)), stance, size, hollow=True)
    if stance and summary.comments > CROWDED:
        _medians(ax, *medians(line, places, heights), stance)


def medians(line: Timeline, places: Floats, heights: Floats) -> tuple[Floats, Floats]:
    """Middles of the stretches that hold enough of a stance's comments, and their medians."""
    last = float(np.nanmax(line.places)) or 1.0
    stretch = np.minimum((places / last * STRETCHES).astype(int), STRETCHES - 1)
    found = [number for number in range(STRETCHES) if (stretch == number).sum() >= FEWEST]
    xs = np.array([(number + 0.5) * last / STRETCHES for number in found])
    return xs, np.array([np.median(heights[stretch == number]) for number in found])


def _medians(ax: Axes, xs: Floats, ys: Floats, stance: Stance) -> None:
    for colour, width in (("white", 5.0), (look(stance).dark, 2.2)):
        ax.plot(xs, ys, color=colour, lw=width, zorder=5)
    marks(ax, xs[::5], ys[::5], stance, 8, above=True)


def _by_stance(ax: Axes, summary: TargetSummary, line: Timeline) -> None:
    """Without votes, the height says the stance."""
    rows = stances(summary)
    rows_axis(ax, [(f"{look(s).name} {look(s).glyph}", look(s).dark) for s in rows])
    for y, stance in enumerate(rows):
        mine = line.places[have(summary, stance) & ~np.isnan(line.places)]
        ax.axhline(y, color="#ececec", lw=0.8, zorder=1)
        marks(ax, mine, np.full(len(mine), y), stance, _size(summary.comments))


def _size(comments: int) -> float:
    return (
        8.0 if comments <= 60 else 6.0 if comments <= STEMMED else 4.0 if comments <= 2000 else 2.5
    )


def _numbers(summary: TargetSummary) -> Table:
    """Every comment; of very many, the medians drawn."""
    line = timeline(summary)
    if summary.comments > TABLED:
        return _median_numbers(summary, line)
    columns = ("position", "posted", "comment", "stance", "confidence", "up", "down", "net")
    return Table(columns, tuple(_cells(mark) for mark in summary.marks))


def _median_numbers(summary: TargetSummary, line: Timeline) -> Table:
    votes = votes_of(summary)
    rows: list[tuple[Cell, ...]] = []
    for stance in Stance:
        shown = have(summary, stance) & ~np.isnan(votes) & ~np.isnan(line.places)
        xs, ys = medians(line, line.places[shown], votes[shown])
        rows += [(stance.value, float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    return Table(("stance", line.label, "median"), tuple(rows))


def _cells(mark: Mark) -> tuple[Cell, ...]:
    return (
        *(mark.position, mark.posted.isoformat() if mark.posted else None, mark.comment_id),
        *(mark.stance.value if mark.stance else None, mark.confidence),
        *(mark.votes.up, mark.votes.down, mark.votes.net),
    )


def _alt(summary: TargetSummary) -> str:
    by = timeline(summary).by
    votes = votes_of(summary)
    order = "by time" if by == "time" else f"in {by}"
    if not _shown(summary):
        return f"{counted(summary.comments, 'comment')} {order}, no votes shown."
    ends = f"{summary.measure} from {np.nanmin(votes):,.0f} to {np.nanmax(votes):,.0f}"
    return f"{counted(summary.comments, 'comment')} {order}, {ends}."


def _areas(summary: TargetSummary) -> Iterator[Area]:
    """A stripe a comment, where there are few enough to be pointed at."""
    line = timeline(summary)
    if summary.comments > STEMMED or not _shown(summary):
        return
    votes, half = limits(np.nan_to_num(votes_of(summary))), 0.5
    order = np.argsort(line.places, kind="stable")
    known = [int(place) for place in order if not np.isnan(line.places[place])]
    half = min(np.diff(line.places[known]).min(initial=1.0), 1.0) / 2
    for place in known:
        mark, at = summary.marks[place], float(line.places[place])
        link = Link(f"comment {mark.position}", article=mark.article, comment=mark.comment_id)
        if half > 0:
            yield Area(votes[0], votes[1], link, across=(at - half, at + half))


CHART: StanceChart = Chart(
    name="thread-order",
    title="The thread, comment by comment",
    inches=lambda summary: 2.4 if _shown(summary) else 1.3,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    right=0.1,
    numbers=_numbers,
    alt=_alt,
    areas=_areas,
    legend=True,
)
