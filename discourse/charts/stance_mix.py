"""How many comments take each stance."""

from matplotlib.axes import Axes

from discourse.aggregate import StanceRow, TargetSummary
from discourse.charts._chart import (
    LOOKS,
    Chart,
    StanceChart,
    beside,
    counted,
    percent,
    percent_axis,
    stance_rows,
    whisker,
)
from discourse.charts._picture import Table


def _lacks(summary: TargetSummary) -> str:
    return "" if summary.judged else "no comment has a stance"


def _note(summary: TargetSummary) -> str:
    return f"Share of the {counted(summary.judged, 'comment')} with a stance. Line: 95 % interval."


def _draw(ax: Axes, summary: TargetSummary) -> None:
    stance_rows(ax)
    percent_axis(ax, "of comments")
    for y, row in enumerate(summary.rows):
        seen = LOOKS[row.stance]
        share = row.share.share or 0.0
        ax.barh(y, share, 0.62, color=seen.colour, hatch=seen.hatch, edgecolor="white", lw=0)
        if row.share_interval is not None:
            whisker(ax, y, row.share_interval.low, row.share_interval.high)
        beside(ax, y, f"{percent(row.share.share)}  ({row.n:,})")


def _numbers(summary: TargetSummary) -> Table:
    columns = ("stance", "comments", "share", "low", "high", "wilson_low", "wilson_high")
    return Table(columns, tuple(_cells(row) for row in summary.rows))


def _cells(row: StanceRow) -> tuple[str | int | float | None, ...]:
    wide, wilson = row.share_interval, row.share.interval
    return (
        *(row.stance.value, row.n, row.share.share),
        *((wide.low, wide.high) if wide else (None, None)),
        *((wilson.low, wilson.high) if wilson else (None, None)),
    )


def _alt(summary: TargetSummary) -> str:
    parts = [f"{percent(row.share.share)} {LOOKS[row.stance].name}" for row in summary.rows]
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
)
