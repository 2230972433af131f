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
    unshown,
)
from discourse.charts._picture import Table
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
    """Comments, and those kinds of votes of which there are any."""
    rows = summary.rows
    made = [
        Bar("comments", tuple(row.up.shown if summary.voted else row.n for row in rows)),
        Bar("up-votes", tuple(row.up.total for row in rows)),
        Bar("down-votes", tuple(row.down.total for row in rows)),
    ]
    return [bar for bar in made if bar.whole or bar.name == "comments"]


def _lacks(summary: TargetSummary) -> str:
    if not summary.judged:
        return "no comment has a stance"
    return "" if len(bars(summary)) > 1 else "no up- or down-votes on comments with a stance"


def _note(summary: TargetSummary) -> str:
    kinds = " and ".join(bar.name for bar in bars(summary)[1:])
    silent = summary.judged - summary.voted
    shown = unshown(silent) if summary.voted else ""
    return f"The comments of each stance, and the {kinds} they drew. Each bar is 100 %.{shown}"


def _draw(ax: Axes, summary: TargetSummary) -> None:
    drawn = bars(summary)
    rows_axis(ax, [(bar.name, theme().ink) for bar in drawn])
    percent_axis(ax, "of each bar")
    for y, bar in enumerate(drawn):
        stacked(ax, y, bar, 0.6)
        beside(ax, y, compact(bar.whole))
    _connect(ax, drawn)


def stacked(ax: Axes, y: float, bar: Bar, height: float, *, left: float = 0) -> None:
    """A whole of width 1, its parts in the colours of their stances and labelled where wide."""
    for stance, part in zip(Stance, bar.parts, strict=True):
        share, seen = part / bar.whole if bar.whole else 0.0, look(stance)
        ax.barh(
            y, share, height, left, color=seen.colour, hatch=seen.hatch, edgecolor=seen.edge, lw=0
        )
        if share >= LABELLED:
            ax.text(
                left + share / 2,
                y,
                percent(share).removesuffix(f"{NARROW}%"),
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
    columns = ("of", "stance", "count", "share")
    return Table(
        columns,
        tuple(
            (bar.name, stance.value, part, part / bar.whole if bar.whole else None)
            for bar in bars(summary)
            for stance, part in zip(Stance, bar.parts, strict=True)
        ),
    )


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
    inches=lambda _summary: 1.5,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    legend=True,
)
