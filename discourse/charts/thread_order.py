"""The thread in page order: each comment's votes and stance."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from discourse.aggregate import Mark, TargetSummary
from discourse.charts._chart import Chart, StanceChart, counted, marks, rows_axis
from discourse.charts._picture import Table
from discourse.charts._theme import look, theme
from discourse.charts._votes_axis import limits, scale_y
from discourse.stance.judgement import Stance

STEMMED = 150  # comments; beyond, stems are a wall
CROWDED = 600  # comments; beyond, marks hide each other and medians tell more
STRETCHES = 40


def _votes(summary: TargetSummary) -> list[int]:
    votes = (summary.measure.of(mark.votes) for mark in summary.marks)
    return [vote for vote in votes if vote is not None]


def _lacks(summary: TargetSummary) -> str:
    return "" if summary.comments else "there are no comments"


def _note(summary: TargetSummary) -> str:
    if not _votes(summary):
        return "Every mark is a comment, the first at the left. No votes are shown."
    unshown = summary.comments - len(_votes(summary))
    hollow = f" Hollow at zero: votes not shown ({unshown:,})." if unshown else ""
    lines = f" Lines: each stance's median in {STRETCHES} stretches of the thread."
    crowded = lines if summary.comments > CROWDED else ""
    return f"Every mark is a comment, the first at the left.{crowded}{hollow}"


def _draw(ax: Axes, summary: TargetSummary) -> None:
    votes = _votes(summary)
    if votes:
        _by_votes(ax, summary, votes)
    else:
        _by_stance(ax, summary)
    ax.set_xlim(0.3, summary.comments + 0.7)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=12, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda place, _: f"{place:,.0f}"))
    ax.set_xlabel("comment, in page order")


def _by_votes(ax: Axes, summary: TargetSummary, votes: Sequence[int]) -> None:
    scaled = scale_y(ax, votes)
    ax.set_ylim(*limits(votes))
    label = str(summary.measure)
    ax.set_ylabel(f"{label},\n{scaled}" if scaled else label)
    ax.grid(axis="y")
    ax.axhline(0, color=theme().quiet, lw=0.8, zorder=1)
    size = _size(summary.comments)
    for stance in (*Stance, None):
        mine = [mark for mark in summary.marks if mark.stance is stance]
        shown = [m for m in mine if summary.measure.of(m.votes) is not None]
        heights = [summary.measure.of(mark.votes) or 0 for mark in shown]
        places = [mark.position for mark in shown]
        if summary.comments <= STEMMED:
            ax.vlines(places, 0, heights, color=look(stance).colour, lw=1.6, zorder=2)
        marks(ax, places, heights, stance, size, faint=summary.comments > CROWDED)
        if stance and summary.comments > CROWDED:
            _medians(ax, places, heights, stance, summary.comments)
        unshown = [m.position for m in mine if summary.measure.of(m.votes) is None]
        marks(ax, unshown, [0] * len(unshown), stance, size, hollow=True)


def _medians(
    ax: Axes, places: Sequence[int], heights: Sequence[int], stance: Stance, comments: int
) -> None:
    """The median of a stance in each stretch of a thread too long to be seen comment by comment."""
    length = comments / STRETCHES
    stretches: dict[int, list[int]] = defaultdict(list)
    for place, height in zip(places, heights, strict=True):
        stretches[int((place - 1) / length)].append(height)
    xs = [(stretch + 0.5) * length for stretch in sorted(stretches)]
    ys = [median(stretches[stretch]) for stretch in sorted(stretches)]
    for colour, width in (("white", 5.0), (look(stance).dark, 2.2)):
        ax.plot(xs, ys, color=colour, lw=width, zorder=5)
    marks(ax, xs[::5], ys[::5], stance, 8, above=True)


def _by_stance(ax: Axes, summary: TargetSummary) -> None:
    """Without votes, the height says the stance."""
    stances: list[Stance | None] = [*Stance, None] if summary.abstained else list(Stance)
    rows_axis(ax, [(f"{look(s).name} {look(s).glyph}", look(s).dark) for s in stances])
    for y, stance in enumerate(stances):
        mine = [mark for mark in summary.marks if mark.stance is stance]
        ax.axhline(y, color="#ececec", lw=0.8, zorder=1)
        marks(ax, [m.position for m in mine], [y] * len(mine), stance, _size(summary.comments))


def _size(comments: int) -> float:
    return (
        8.0 if comments <= 60 else 6.0 if comments <= STEMMED else 4.0 if comments <= 2000 else 2.5
    )


def _numbers(summary: TargetSummary) -> Table:
    columns = ("position", "comment", "stance", "confidence", "up", "down", "net")
    return Table(columns, tuple(_cells(mark) for mark in summary.marks))


def _cells(mark: Mark) -> tuple[str | int | float | None, ...]:
    return (
        *(mark.position, mark.comment_id, mark.stance.value if mark.stance else None),
        *(mark.confidence, mark.votes.up, mark.votes.down, mark.votes.net),
    )


def _alt(summary: TargetSummary) -> str:
    votes = _votes(summary)
    said = f"{summary.measure} from {min(votes):,} to {max(votes):,}" if votes else "no votes shown"
    return f"{counted(summary.comments, 'comment')} in page order, {said}."


CHART: StanceChart = Chart(
    name="thread-order",
    title="The thread in page order",
    inches=lambda summary: 2.4 if _votes(summary) else 1.3,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    right=0.1,
    numbers=_numbers,
    alt=_alt,
    legend=True,
)
