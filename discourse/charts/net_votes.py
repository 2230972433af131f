"""Net votes of single comments by stance: every comment a mark, each median a line."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from matplotlib.axes import Axes

from discourse.aggregate import Interval, Mark, TargetSummary
from discourse.charts._chart import (
    NO_COMMENTS,
    NOT_SHOWN,
    Chart,
    StanceChart,
    beside,
    compact,
    marks,
    rows_axis,
    unshown,
)
from discourse.charts._picture import Table
from discourse.charts._theme import look, theme
from discourse.charts._votes_axis import limits, scale_x
from discourse.stance.judgement import Stance

HALF = 0.3  # of a row, the most that marks are moved away from its middle
STEP = 0.15  # of a row, between marks moved apart
LEVELS = 101  # marks in one place, beyond which they hide each other
REACH = 0.48  # of a row, how far a median's line goes from its middle
FEW = 2  # comments; fewer have no median worth a line


def _votes(summary: TargetSummary, stance: Stance | None) -> list[int]:
    """The votes of a stance's comments, those that show none left out."""
    votes = (summary.measure.of(m.votes) for m in summary.marks if m.stance is stance)
    return [vote for vote in votes if vote is not None]


def _stances(summary: TargetSummary) -> list[Stance | None]:
    return [*Stance, None] if summary.abstained else list(Stance)


def _all(summary: TargetSummary) -> list[int]:
    return [vote for stance in (*Stance, None) for vote in _votes(summary, stance)]


def _lacks(summary: TargetSummary) -> str:
    return "" if _all(summary) else f"no comment shows {summary.measure}"


def _note(summary: TargetSummary) -> str:
    """Of lines and bands only what is drawn."""
    lined = [s for s in _stances(summary) if len(_votes(summary, s)) >= FEW]
    bands = [_band(summary, stance) is not None for stance in lined]
    line = " Black line: the median of the row" if lined else ""
    where = "" if all(bands) else ", where there are enough"
    unit = summary.resampled_over
    band = f"; grey band: its 95 % interval (resampled {unit}s{where})" if any(bands) else ""
    end = "." if lined else ""
    silent = unshown(summary.comments - len(_all(summary)))
    return (
        "Every mark is a comment, moved up or down where it would cover another."
        f"{line}{band}{end}{silent}"
    )


def _band(summary: TargetSummary, stance: Stance | None) -> Interval | None:
    return summary.row(stance).resampled.median_net if stance else None


def _draw(ax: Axes, summary: TargetSummary) -> None:
    stances = _stances(summary)
    rows_axis(ax, [(f"{look(s).name} {look(s).glyph}", look(s).dark) for s in stances])
    every = _all(summary)
    scaled = scale_x(ax, every)
    ax.set_xlim(*limits(every))
    ax.set_xlabel(f"{summary.measure}, {scaled}" if scaled else str(summary.measure))
    ax.grid(axis="x")
    ax.axvline(0, color=theme().quiet, lw=0.8, zorder=1)
    for y, stance in enumerate(stances):
        votes = _votes(summary, stance)
        gap = _strip(ax, y, votes, stance, size=_size(len(every)))
        if len(votes) >= FEW:
            _median(ax, y, votes, _band(summary, stance), gap)
        beside(ax, y, _said(summary, stance, votes), colour=theme().ink if votes else theme().quiet)


def _size(marks: int) -> float:
    return 8.0 if marks <= 60 else 5.0 if marks <= 600 else 3.0


def _strip(ax: Axes, y: int, votes: Sequence[int], stance: Stance | None, size: float) -> float:
    """Draws the marks; gives how far from the row's middle a line at the median is clear of them.

    A line drawn through marks hides them, or they it.
    """
    if not votes:
        return 0.0
    figure: Any = ax.figure
    wide = size * figure.dpi / 72
    dots = [float(x) for x, _ in ax.transData.transform([(vote, y) for vote in votes])]
    offsets = spread(dots, wide)
    marks(ax, votes, [y + offset for offset in offsets], stance, size)
    ((line, top), (_, bottom)) = ax.transData.transform([(median(votes), y), (0, y + 1)])
    mark = wide / abs(bottom - top)  # as a part of the row
    near = [abs(o) for dot, o in zip(dots, offsets, strict=True) if abs(dot - line) < 0.8 * wide]
    return max(near) + 0.8 * mark if near else 0.0


def spread(places: Sequence[float], size: float) -> list[float]:
    """How far each mark is moved up or down so that it does not cover another."""
    order = [(level + 1) // 2 * (-1) ** level for level in range(LEVELS)]  # 0, -1, 1, -2, …
    taken = dict.fromkeys(order, float("-inf"))  # the last place on each level
    levels = [0] * len(places)
    for number in sorted(range(len(places)), key=lambda n: places[n]):
        free = (level for level in order if places[number] - taken[level] >= size)
        level = next(free, None)
        levels[number] = min(taken, key=lambda each: taken[each]) if level is None else level
        taken[levels[number]] = places[number]
    highest = max(map(abs, levels), default=0)
    step = min(STEP, HALF / max(highest, 1))
    return [step * level for level in levels]


def _median(ax: Axes, y: int, votes: Sequence[int], band: Interval | None, gap: float) -> None:
    """A line across the row, broken where marks are."""
    middle = median(votes)
    if band is not None:
        ax.fill_betweenx([y - 0.44, y + 0.44], band.low, band.high, color="#efefef", lw=0, zorder=0)
    ends = (y - REACH, y - min(gap, REACH - 0.08), y + min(gap, REACH - 0.08), y + REACH)
    ax.vlines([middle, middle], ends[::2], ends[1::2], color=theme().ink, lw=2.2, zorder=2)


def _said(summary: TargetSummary, stance: Stance | None, votes: Sequence[int]) -> str:
    if not votes:
        spoken = any(mark.stance is stance for mark in summary.marks)
        return NOT_SHOWN if spoken else NO_COMMENTS
    if len(votes) < FEW:
        return "1 comment"
    return f"median {compact(median(votes), signed=True)}\nof {len(votes):,}"


def _numbers(summary: TargetSummary) -> Table:
    columns = ("article", "comment", "position", "stance", "confidence", "up", "down", "net")
    return Table((*columns, "excerpt"), tuple(_cells(mark) for mark in summary.marks))


def _cells(mark: Mark) -> tuple[str | int | float | None, ...]:
    return (
        *(mark.article, mark.comment_id, mark.position),
        *(mark.stance.value if mark.stance else None, mark.confidence),
        *(mark.votes.up, mark.votes.down, mark.votes.net, mark.excerpt),
    )


def _alt(summary: TargetSummary) -> str:
    parts = []
    for stance in _stances(summary):
        votes = _votes(summary, stance)
        parts.append(f"{look(stance).name} {_said(summary, stance, votes)}".replace("\n", " "))
    return f"Strips of {summary.measure}, a mark for each comment: {'; '.join(parts)}."


def _inches(summary: TargetSummary) -> float:
    return 0.8 * len(_stances(summary))


CHART: StanceChart = Chart(
    name="net-votes",
    title="Votes of single comments",
    inches=_inches,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
)
