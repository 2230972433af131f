"""Net votes of single comments by stance: every comment a mark, each median a line."""

from collections import defaultdict
from collections.abc import Sequence

from matplotlib.axes import Axes

from discourse.aggregate import Interval, Mark, TargetSummary
from discourse.aggregate.intervals import median_or_none
from discourse.charts._chart import (
    INK,
    QUIET,
    Chart,
    StanceChart,
    beside,
    compact,
    counted,
    look,
    marks,
    rows_axis,
)
from discourse.charts._picture import Table
from discourse.charts._sheet import DPI
from discourse.charts._votes_axis import limits, scale_x
from discourse.stance.judgement import Stance

HALF = 0.36  # of a row, the most that marks are stacked away from its middle
STEP = 0.15  # of a row, between marks stacked on one another


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
    left_out = summary.comments - len(_all(summary))
    unshown = f" {counted(left_out, 'comment')} without shown votes left out." if left_out else ""
    return (
        "Every mark is a comment; equal ones are stacked. Black line: the median of the stance; "
        f"grey band: its 95 % interval (resampled {summary.resampled_over}s).{unshown}"
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    stances = _stances(summary)
    rows_axis(ax, [(f"{look(s).name} {look(s).glyph}", look(s).dark) for s in stances])
    every = _all(summary)
    scaled = scale_x(ax, every)
    ax.set_xlim(*limits(every))
    ax.set_xlabel(f"{summary.measure}, {scaled}" if scaled else str(summary.measure))
    ax.grid(axis="x")
    ax.axvline(0, color=QUIET, lw=0.8, zorder=1)
    for y, stance in enumerate(stances):
        votes = _votes(summary, stance)
        _strip(ax, y, votes, stance, size=_size(len(every)))
        band = summary.row(stance).resampled.median_net if stance else None
        _median(ax, y, votes, band)


def _size(marks: int) -> float:
    return 8.0 if marks <= 60 else 5.0 if marks <= 600 else 3.0


def _strip(ax: Axes, y: int, votes: Sequence[int], stance: Stance | None, size: float) -> None:
    dots = ax.transData.transform([(vote, y) for vote in votes] or [(0, 0)])
    offsets = stacked([float(x) for x, _ in dots][: len(votes)], size * DPI / 72)
    marks(ax, votes, [y + offset for offset in offsets], stance, size)


def stacked(places: Sequence[float], size: float) -> list[float]:
    """How far each mark is moved up or down so that marks in one place do not hide each other."""
    columns: dict[int, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        columns[round(place / size)].append(number)
    highest = max((len(column) for column in columns.values()), default=1)
    step = min(STEP, 2 * HALF / max(highest - 1, 1))
    offsets = [0.0] * len(places)
    for column in columns.values():
        for level, number in enumerate(sorted(column, key=lambda n: places[n])):
            offsets[number] = step * (level - (len(column) - 1) / 2)
    return offsets


def _median(ax: Axes, y: int, votes: Sequence[int], band: Interval | None) -> None:
    middle = median_or_none(votes)
    if middle is None:
        beside(ax, y, "none", colour=QUIET)
        return
    if band is not None:
        ax.fill_betweenx([y - 0.44, y + 0.44], band.low, band.high, color="#efefef", lw=0, zorder=0)
    ax.plot([middle, middle], [y - 0.46, y + 0.46], color=INK, lw=2.2, zorder=2)
    beside(ax, y, f"median {compact(middle, signed=True)}\nof {len(votes):,}")


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
        middle = median_or_none(votes)
        said = "none" if middle is None else f"median {compact(middle, signed=True)}"
        parts.append(f"{look(stance).name} {said} of {counted(len(votes), 'comment')}")
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
