"""Who speaks beside who is voted for: shares of comments, of up-votes and of down-votes."""

from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes

from discourse.aggregate import TargetSummary
from discourse.charts._chart import (
    NARROW,
    Chart,
    StanceChart,
    beside,
    compact,
    percent,
    percent_axis,
    rows_axis,
    stance_bar,
    unshown,
)
from discourse.charts._picture import Cell, Table
from discourse.charts._theme import look, theme
from discourse.stance.judgement import Stance

LABELLED = 0.09  # narrower parts have no room for their percentage


@dataclass(frozen=True, slots=True)
class Bar:
    """One whole, split by stance."""

    name: str
    parts: tuple[int, ...]

    @property
    def whole(self) -> int:
        """The sum of its parts."""
        return sum(self.parts)


def bars(summary: TargetSummary) -> list[Bar]:
    """Comments, and those kinds of votes that have parts."""
    rows = summary.rows
    made = [
        Bar("comments", _base(summary)),
        Bar("up-votes", tuple(row.up.total for row in rows)),
        Bar("net votes", tuple(row.net.total for row in rows) if _nets(summary) else (0,)),
        Bar("down-votes", tuple(row.down.total for row in rows)),
    ]
    return [bar for bar in made if bar.whole or bar.name == "comments"]


def _base(summary: TargetSummary) -> tuple[int, ...]:
    """The comments that show the votes they are held against; all, where none shows any."""
    ups = tuple(row.up.shown for row in summary.rows)
    nets = tuple(row.net.shown for row in summary.rows)
    return next((base for base in (ups, nets) if any(base)), tuple(r.n for r in summary.rows))


def _nets(summary: TargetSummary) -> bool:
    """Whether net votes can be split: no stance's below zero, and of the same comments."""
    alike = tuple(row.net.shown for row in summary.rows) == _base(summary)
    return alike and summary.net_share(Stance.AGAINST) is not None


def _lacks(summary: TargetSummary) -> str:
    if not summary.judged:
        return "no comment has a stance"
    return "" if len(bars(summary)) > 1 else "no votes that could be split by stance"


def _note(summary: TargetSummary) -> str:
    *others, last = [bar.name for bar in bars(summary)[1:]]
    kinds = f"{', '.join(others)} and {last}" if others else last
    below = [row for row in summary.rows if row.net.shown and row.net.total < 0]
    said = ", ".join(f"{look(r.stance).name} {compact(r.net.total, signed=True)}" for r in below)
    nets = f" Net votes have no shares where a sum is below zero ({said})." if below else ""
    silent = unshown(summary.judged - sum(_base(summary)))
    return (
        f"The comments of each stance, and the {kinds} they drew. Each bar is 100 %.{nets}{silent}"
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    drawn = bars(summary)
    rows_axis(ax, [(bar.name, theme().ink) for bar in drawn])
    percent_axis(ax, "of each bar")
    for y, bar in enumerate(drawn):
        stacked(ax, y, bar, 0.6)
        beside(ax, y, compact(bar.whole))
    _connect(ax, drawn)


def stacked(  # noqa: PLR0913 - what, where and how it looks
    ax: Axes, y: float, bar: Bar, height: float, *, left: float = 0, labelled: float = LABELLED
) -> None:
    """A whole of width 1, its parts in the colours of their stances and labelled where wide."""
    for stance, part in zip(Stance, bar.parts, strict=True):
        share, seen = part / bar.whole if bar.whole else 0.0, look(stance)
        stance_bar(ax, y, share, height, stance, left=left)
        if share >= labelled:
            ax.text(
                left + share / 2,
                y,
                percent(share).removesuffix(f"{NARROW}%"),  # a whole number in any locale
                ha="center",
                va="center",
                color=seen.ink,
                bbox={"facecolor": seen.colour, "edgecolor": "none", "pad": 1.2},
            )
        left += share


def _connect(ax: Axes, drawn: list[Bar]) -> None:
    """Thin lines from each bar's borders to the next one's, so that shifts are seen."""
    for y, (above, below) in enumerate(pairwise(drawn)):
        for upto in (1, 2):
            ends = [sum(bar.parts[:upto]) / bar.whole for bar in (above, below) if bar.whole]
            if len(ends) == 2:
                ax.plot(ends, [y + 0.3, y + 0.7], color=theme().quiet, lw=0.9)


def _numbers(summary: TargetSummary) -> Table:
    """With the gap of a stance's share of up-votes to its share of the comments."""
    rows = list[tuple[Cell, ...]]()
    for bar in bars(summary):
        for stance, part in zip(Stance, bar.parts, strict=True):
            share = part / bar.whole if bar.whole else None
            gap = _gap(summary, stance) if bar.name == "up-votes" else (None, None, None)
            rows.append((bar.name, stance.value, part, share, *gap))
    return Table(("of", "stance", "count", "share", "gap", "gap_low", "gap_high"), tuple(rows))


def _gap(summary: TargetSummary, stance: Stance) -> tuple[Cell, Cell, Cell]:
    row, voted = summary.row(stance), summary.up_share(stance)
    if voted is None or not summary.voted:
        return (None, None, None)
    band = row.resampled.gap
    ends = (band.low, band.high) if band else (None, None)
    return (voted - row.up.shown / summary.voted, *ends)


def _alt(summary: TargetSummary) -> str:
    said = []
    for bar in bars(summary):
        parts = [
            f"{percent(part / bar.whole if bar.whole else None)} {look(stance).name}"
            for stance, part in zip(Stance, bar.parts, strict=True)
        ]
        said.append(f"{bar.name} ({bar.whole:,}): {', '.join(parts)}")
    return f"Stacked bars. {'; '.join(said)}."


CHART: StanceChart = Chart(
    name="spoken-voted",
    title="Spoken and voted",
    inches=lambda summary: 0.5 * max(3, len(bars(summary))),
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    legend=True,
)
