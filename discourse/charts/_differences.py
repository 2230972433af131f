"""Two models side by side: how much better or worse the new one is, on all rows and on parts."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from discourse.charts._chart import Chart, beside, whisker
from discourse.charts._picture import Footer, Picture, Table
from discourse.charts._sheet import Face, panel, sheet, space, words
from discourse.charts._theme import style, theme, written

WIDTH = 9.0
ROW = 0.24  # inches
NAMES = 2.6
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Gap:
    """One row: a figure of both models, from 0 to 1; the interval is of new minus old."""

    part: str  # of the rows: a set, or a part of one
    n: int
    old: float
    new: float
    low: float | None
    high: float | None
    whole: bool  # all rows of a set

    @property
    def change(self) -> float:
        """In percentage points."""
        return 100 * (self.new - self.old)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What there is to draw: a sentence that says what it comes to, and the rows."""

    sentence: str
    old: str
    new: str
    rows: tuple[Gap, ...]


def differences(found: Gaps, footer: Footer) -> Picture:
    """The picture of a comparison of two models."""
    with style():
        inner = WIDTH - 0.9
        blocks = [
            words(f"{found.new} against {found.old}", inner, Face(16, bold=True), lines=2),
            space(0.06),
            words(written(found.sentence), inner, Face(10), lines=4),
            space(0.2),
            panel(CHART, found, inner),
            words(f"{footer.method} discourse {footer.version}.", inner, Face(8, quiet=True)),
        ]
        made = sheet(WIDTH, blocks)
    return Picture("differences", made.figure, CHART.numbers(found), CHART.alt(found))


def _draw(ax: Axes, found: Gaps) -> None:
    ax.set_ylim(len(found.rows) - 0.5, -0.5)
    ax.set_yticks([])
    ax.axvline(0, color=theme().quiet, lw=1)
    ax.grid(axis="x")
    for place, row in enumerate(found.rows):
        if row.whole and place:
            ax.axhline(place - 0.5, color=theme().faint, lw=0.8)
        _row(ax, place, row)
    reach = max([1.0, *(abs(end) for row in found.rows for end in _ends(row))])
    ax.set_xlim(-1.08 * reach, 1.08 * reach)
    ax.set_xlabel("percentage points: the old model is better to the left, the new to the right")


def _row(ax: Axes, place: int, row: Gap) -> None:
    if row.low is not None and row.high is not None:
        whisker(ax, place, 100 * row.low, 100 * row.high)
    sure = row.low is not None and row.high is not None and not row.low <= 0 <= row.high
    ink = theme().ink
    ax.scatter(
        [row.change],
        [place],
        s=64 if row.whole else 30,
        marker="D" if row.whole else "o",
        c=ink if sure else "white",
        edgecolors=ink,
        zorder=4,
    )
    beside(ax, place, row.part, left=True, size=9.5 if row.whole else 8.5)
    beside(ax, place, written(f"{_signed(row.change)}   n {row.n:,}"), size=8.5)


def _ends(row: Gap) -> tuple[float, ...]:
    ends = () if row.low is None or row.high is None else (100 * row.low, 100 * row.high)
    return (row.change, *ends)


def _signed(points: float) -> str:
    return f"{round(points, 1) + 0.0:+.1f}".replace("-", MINUS)


def _numbers(found: Gaps) -> Table:
    columns = ("part", "n", "old", "new", "change", "low", "high")
    rows = (
        (row.part, row.n, row.old, row.new, row.new - row.old, row.low, row.high)
        for row in found.rows
    )
    return Table(columns, tuple(rows))


CHART: Chart[Gaps] = Chart(
    name="differences",
    title="Difference in F1",
    inches=lambda found: ROW * len(found.rows),
    lacks=lambda _found: "",
    note=lambda _found: (
        "Macro-F1 of all rows of a set (diamonds) and of parts of them, F1 of single stances. "
        "Lines are 95 % intervals; a mark is filled where its line leaves out zero. Of many parts, "
        "some leave it out by chance."
    ),
    draw=_draw,
    numbers=_numbers,
    alt=lambda found: f"Differences in F1 between two models. {found.sentence}",
    left=NAMES,
    right=1.3,
)
