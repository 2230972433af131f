"""How many comments take each stance."""

from matplotlib.axes import Axes

from discourse.aggregate import Corrected, Estimate, StanceRow, TargetSummary
from discourse.aggregate.effects import VAGUE
from discourse.charts._chart import (
    NARROW,
    Chart,
    StanceChart,
    beside,
    counted,
    percent,
    percent_axis,
    stance_areas,
    stance_bar,
    stance_rows,
    whisker,
)
from discourse.charts._picture import Cell, Table
from discourse.charts._theme import look, theme


def _lacks(summary: TargetSummary) -> str:
    return "" if summary.judged else "no comment has a stance"


def _note(summary: TargetSummary) -> str:
    said = f"Share of the {counted(summary.judged, 'comment')} with a stance. "
    known = [not share.vague for share in summary.corrected.shares]
    if not known:
        return f"{said}Lines: 95 % intervals."
    mark = "" if all(known) else f" where it is known to {100 * VAGUE:.0f} points"
    likeliest = (
        f" (diamond: the likeliest share{mark})"
        if any(known)
        else " and are too long to name a likeliest share"
    )
    return (
        f"{said}Lines: 95 % intervals; those below bars allow for the model's known errors"
        f"{likeliest}."
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    stance_rows(ax)
    percent_axis(ax, "of comments")
    for y, row in enumerate(summary.rows):
        share = row.share.share or 0.0
        corrected = summary.corrected_share(row.stance)
        middle, high = (y - 0.16, 0.5) if corrected else (y, 0.62)
        stance_bar(ax, middle, share, high, row.stance)
        if row.share_interval is not None:
            whisker(ax, middle, row.share_interval.low, row.share_interval.high)
        beside(ax, middle, f"{percent(row.share.share)}  ({row.n:,})")
        if corrected:
            _corrected(ax, y + 0.28, corrected)


def _corrected(ax: Axes, y: float, share: Estimate) -> None:
    """Below the bar: the corrected share and its interval."""
    ax.plot([share.interval.low, share.interval.high], [y, y], color=theme().quiet, lw=1.4)
    if not share.vague:
        ax.plot(
            [share.value], [y], "D", color="white", mec=theme().ink, mew=1.1, ms=5.5, clip_on=False
        )
    low, high = (round(100 * end) for end in (share.interval.low, share.interval.high))
    said = f"corrected {low} to {high}{NARROW}%"  # the interval: alone, the point says too much
    beside(ax, y, said, colour=theme().quiet, size=8)


def _numbers(summary: TargetSummary) -> Table:
    columns = (
        *("stance", "comments", "share", "low", "high", "wilson_low", "wilson_high"),
        *("corrected_share", "corrected_low", "corrected_high"),
    )
    return Table(columns, tuple(_cells(row, summary.corrected) for row in summary.rows))


def _cells(row: StanceRow, corrected: Corrected) -> tuple[Cell, ...]:
    wide, wilson, other = row.share_interval, row.share.interval, corrected.share(row.stance)
    return (
        *(row.stance.value, row.n, row.share.share),
        *((wide.low, wide.high) if wide else (None, None)),
        *((wilson.low, wilson.high) if wilson else (None, None)),
        *((other.value, other.interval.low, other.interval.high) if other else (None,) * 3),
    )


def _alt(summary: TargetSummary) -> str:
    parts = [f"{percent(row.share.share)} {look(row.stance).name}" for row in summary.rows]
    return f"Bars: of {counted(summary.judged, 'comment')}, {', '.join(parts)}."


CHART: StanceChart = Chart(
    name="stance-mix",
    title="What the comments say",
    inches=lambda _summary: 1.5,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=stance_areas,
)
