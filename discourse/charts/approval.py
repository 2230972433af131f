"""Approval by stance: up-votes as a share of all votes, with intervals and the number of votes."""

from matplotlib.axes import Axes

from discourse.aggregate import StanceRow, TargetSummary
from discourse.charts._chart import (
    NO_COMMENTS,
    NO_VOTES,
    NOT_SHOWN,
    Chart,
    StanceChart,
    beside,
    compact,
    counted,
    percent,
    percent_axis,
    stance_areas,
    stance_rows,
)
from discourse.charts._picture import Table
from discourse.charts._theme import look, theme


def _lacks(summary: TargetSummary) -> str:
    voted = any(row.approval.whole for row in summary.rows)
    return "" if voted else "no comment with a stance shows both up- and down-votes"


def _note(summary: TargetSummary) -> str:
    unvoted = sum(row.unvoted for row in summary.rows)
    drew = "that drew no votes is" if unvoted == 1 else "that drew no votes are"
    left_out = f" {counted(unvoted, 'comment')} {drew} left out." if unvoted else ""
    made = "the wider of Wilson's and resampled " + f"{summary.resampled_over}s"
    resampled = any(row.resampled.approval for row in summary.rows)
    interval = made if resampled else "Wilson's"
    return f"Up-votes as a share of up- and down-votes. Line: 95 % interval, {interval}.{left_out}"


def _draw(ax: Axes, summary: TargetSummary) -> None:
    stance_rows(ax)
    percent_axis(ax, "share of votes that are up-votes")
    ax.axvline(0.5, color=theme().quiet, lw=1, ls=(0, (4, 3)))
    for y, row in enumerate(summary.rows):
        seen, share, interval = look(row.stance), row.approval.share, row.approval_interval
        if share is None or interval is None:
            beside(ax, y, _lacking(row), colour=theme().quiet)
            continue
        ax.plot(
            [interval.low, interval.high], [y, y], color=seen.dark, lw=2.4, solid_capstyle="round"
        )
        ax.plot(
            [share],
            [y],
            seen.marker,
            color=seen.colour,
            mec=theme().ink,
            mew=0.8,
            ms=10,
            clip_on=False,
        )
        beside(ax, y, f"{percent(share)} of {_votes(row.approval.whole)}")


def _lacking(row: StanceRow) -> str:
    """Why a row has no approval."""
    if not row.n:
        return NO_COMMENTS
    return NO_VOTES if row.unvoted else NOT_SHOWN


def _votes(n: int) -> str:
    return "1 vote" if n == 1 else f"{compact(n)} votes"


def _numbers(summary: TargetSummary) -> Table:
    columns = (
        *("stance", "up", "votes", "approval", "low", "high", "wilson_low", "wilson_high"),
        "comments_without_votes",
    )
    return Table(columns, tuple(_cells(row) for row in summary.rows))


def _cells(row: StanceRow) -> tuple[str | int | float | None, ...]:
    wide, wilson = row.approval_interval, row.approval.interval
    return (
        *(row.stance.value, row.approval.part, row.approval.whole, row.approval.share),
        *((wide.low, wide.high) if wide else (None, None)),
        *((wilson.low, wilson.high) if wilson else (None, None)),
        row.unvoted,
    )


def _said(row: StanceRow) -> str:
    share = row.approval.share
    return _lacking(row) if share is None else f"{percent(share)} of {row.approval.whole:,} votes"


def _alt(summary: TargetSummary) -> str:
    parts = [f"{look(row.stance).name} {_said(row)}" for row in summary.rows]
    return f"Points with intervals. Up-votes among all votes: {'; '.join(parts)}."


CHART: StanceChart = Chart(
    name="approval",
    title="Approval by stance",
    inches=lambda _summary: 1.5,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=stance_areas,
)
