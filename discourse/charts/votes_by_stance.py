"""Up- and down-votes that the comments of each stance drew, diverging from zero."""

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from discourse.aggregate import StanceRow, Tally, TargetSummary
from discourse.charts._chart import (
    MINUS,
    NO_COMMENTS,
    NOT_SHOWN,
    Chart,
    StanceChart,
    beside,
    compact,
    stance_areas,
    stance_rows,
)
from discourse.charts._picture import Table
from discourse.charts._theme import look, numerals, theme
from discourse.charts._votes_axis import STEPS


def _lacks(summary: TargetSummary) -> str:
    shown = any(row.up.shown or row.down.shown for row in summary.rows)
    return "" if shown else "no up- or down-votes shown on comments with a stance"


def _note(summary: TargetSummary) -> str:
    if not any(row.down.shown for row in summary.rows):
        return "Sum of up-votes. Down-votes are not shown on these comments."
    if not any(row.up.shown for row in summary.rows):
        return "Sum of down-votes. Up-votes are not shown on these comments."
    return "Sums over comments: up-votes solid, to the right; down-votes striped, to the left."


def _draw(ax: Axes, summary: TargetSummary) -> None:
    stance_rows(ax)
    for y, row in enumerate(summary.rows):
        seen = look(row.stance)
        ax.barh(y, row.up.total, 0.6, color=seen.colour, edgecolor=seen.edge, lw=theme().outline)
        bar = ax.barh(y, -row.down.total, 0.6, color="white", edgecolor=seen.dark, lw=0.8)
        bar.patches[0].set_hatch("\\" * 4)  # leaning the other way than those of stances
        beside(ax, y, _label(row))
    down = max(row.down.total for row in summary.rows)
    up = max(row.up.total for row in summary.rows)
    room = 0.05 * max(up + down, 1)
    ax.set_xlim(-down - (room if down else 0), up + room)
    ax.axvline(0, color=theme().ink, lw=1)
    ax.grid(axis="x")
    ax.xaxis.set_major_locator(MaxNLocator(steps=STEPS, nbins=5, integer=True))
    said = numerals().written  # of this picture: ticks are named when it is saved
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: said(compact(abs(x)))))
    _name_sides(ax, up=up, down=down)


def _name_sides(ax: Axes, *, up: int, down: int) -> None:
    """What each direction is, on either side of zero."""
    sides = (
        (down, "\N{LEFTWARDS ARROW} down-votes", -6, "right"),
        (up, "up-votes \N{RIGHTWARDS ARROW}", 6, "left"),
    )
    for votes, side, shift, align in sides:
        if votes:
            ax.annotate(
                side,
                xy=(0, 0),
                xycoords=("data", "axes fraction"),
                xytext=(shift, -26),
                textcoords="offset points",
                ha=align,
                va="center",
                color=theme().quiet,
                annotation_clip=False,
            )


def _label(row: StanceRow) -> str:
    if not row.n:
        return NO_COMMENTS
    if not row.up.shown and not row.down.shown:
        return NOT_SHOWN
    return f"{_sum(row.up, '+')} / {_sum(row.down, MINUS)}"


def _sum(votes: Tally, sign: str) -> str:
    if not votes.shown:
        return "not shown"
    return f"{sign if votes.total else ''}{compact(votes.total)}"


def _numbers(summary: TargetSummary) -> Table:
    columns = (
        *("stance", "comments", "up", "up_shown_on", "down", "down_shown_on"),
        *("net", "net_shown_on", "votes_missing"),
    )
    return Table(columns, tuple(_cells(row) for row in summary.rows))


def _cells(row: StanceRow) -> tuple[str | int | float | None, ...]:
    votes = [
        cell
        for each in (row.up, row.down, row.net)
        for cell in (each.total if each.shown else None, each.shown)
    ]
    return (row.stance.value, row.n, *votes, row.votes_missing)


def _alt(summary: TargetSummary) -> str:
    parts = [
        f"{look(row.stance).name} {row.up.total:,} up and {row.down.total:,} down"
        for row in summary.rows
    ]
    return f"Diverging bars of votes by stance: {'; '.join(parts)}."


CHART: StanceChart = Chart(
    name="votes-by-stance",
    title="Votes by stance",
    inches=lambda _summary: 1.5,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=stance_areas,
)
