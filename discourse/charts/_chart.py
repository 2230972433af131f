"""What all charts share: their shape, marks, number formats and rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from discourse.aggregate import TargetSummary
from discourse.charts._picture import Link, Table
from discourse.charts._theme import look, looks, theme, written
from discourse.stance.judgement import Stance

T = TypeVar("T")
Floats = NDArray[np.float64]
RASTERIZED = 2_000  # marks; more would make an SVG or PDF too large to open

MINUS, NARROW = "\N{MINUS SIGN}", "\N{NARROW NO-BREAK SPACE}"


# What a row lacks, the same words in every chart: comments; votes, though the page shows them; or
# votes that the page shows.
NO_COMMENTS, NO_VOTES, NOT_SHOWN = "no comments", "no votes", "votes not shown"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the plot, in its data coordinates, that leads to comments.

    Without `across` it is as wide as the whole chart.
    """

    top: float
    bottom: float
    link: Link
    across: tuple[float, float] | None = None


def no_areas(_data: object) -> tuple[Area, ...]:
    """Of charts whose parts lead nowhere."""
    return ()


@dataclass(frozen=True, slots=True)
class Chart(Generic[T]):
    """One kind of chart. `lacks` says why there is nothing to draw, and is empty where there is."""

    name: str
    title: str
    inches: Callable[[T], float]  # height of the plotting area
    lacks: Callable[[T], str]
    note: Callable[[T], str]  # how to read it
    draw: Callable[[Axes, T], None]
    numbers: Callable[[T], Table]
    alt: Callable[[T], str]
    areas: Callable[[T], Iterable[Area]] = no_areas
    left: float = 1.0  # inches left of the plotting area, for the rows' names
    right: float = 1.45  # inches right of it, for numbers
    under: float = 0.55  # inches under it, for the axis
    legend: bool = False  # whether it needs one: the others name their rows


StanceChart = Chart[TargetSummary]


def stance_areas(_summary: TargetSummary) -> tuple[Area, ...]:
    """Of charts with a row a stance: each leads to the stance's comments."""
    return tuple(
        Area(row - 0.5, row + 0.5, Link(looks()[stance].name, stance=stance))
        for row, stance in enumerate(Stance)
    )


def plot_inches(ax: Axes) -> float:
    """How wide the plotting area is."""
    figure: Any = ax.figure
    return float(ax.bbox.width / figure.dpi)


def percent(share: float | None) -> str:
    """A share for a label."""
    if share is None:
        return "none"
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return f"<1{NARROW}%"
    if rounded == 100 and share < 1:
        return f">99{NARROW}%"
    return f"{rounded}{NARROW}%"


def compact(number: float, *, signed: bool = False) -> str:
    """A number in at most five or so characters: 950, 12.3k, 1.2M."""
    size, unit = abs(number), ""
    for limit, name in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if size >= limit:
            size, unit = size / (1e3 if name == "k" else limit), name
            break
    digits = f"{size:.1f}".removesuffix(".0") if unit or size % 1 else f"{size:,.0f}"
    sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
    return f"{sign}{digits}{unit}"


def counted(n: int, noun: str) -> str:
    """A count with its noun."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def unshown(n: int) -> str:
    """The sentence, for the end of a caption, that comments are left out for want of votes."""
    verb = "is" if n == 1 else "are"
    return f" {counted(n, 'comment')} whose votes are not shown {verb} left out." if n else ""


def rows_axis(ax: Axes, names: list[tuple[str, str]], *, size: float = 9) -> None:
    """Names the rows 0, 1, … from the top, each in its colour, and takes the y axis away."""
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_yticks([])
    for row, (name, colour) in enumerate(names):
        beside(ax, row, name, colour=colour, left=True, size=size)


def stance_rows(ax: Axes) -> None:
    """One row a stance."""
    rows_axis(ax, [(f"{each.name} {each.glyph}", each.dark) for each in looks().values()])


def beside(  # noqa: PLR0913 - what, where and how it looks
    ax: Axes,
    row: float,
    text: str,
    *,
    colour: str = "",
    left: bool = False,
    size: float = 9,
    quoted: bool = False,
) -> None:
    """A text left or right of the plotting area, at a row; in ink where no colour is given.

    Text of ours has its numbers written as in the locale, `quoted` text has not.
    """
    ax.annotate(
        text if quoted else written(text),
        xy=(0 if left else 1, row),
        xycoords=("axes fraction", "data"),
        xytext=(-8 if left else 8, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        color=colour or theme().ink,
        size=size,
        annotation_clip=False,
    )


def percent_axis(ax: Axes, label: str) -> None:
    """An x axis of shares, always from nothing to all."""
    ax.set_xlim(0, 1)
    percent_ticks(ax, (0, 0.25, 0.5, 0.75, 1))
    ax.grid(axis="x")
    ax.set_xlabel(label)


def percent_ticks(ax: Axes, places: Sequence[float], names: Sequence[float] = ()) -> None:
    """Ticks of the x axis, named as shares of their own places or of those given."""
    shares = names or places
    ax.set_xticks(list(places), [written(f"{share * 100:.0f}{NARROW}%") for share in shares])


def stance_bar(  # noqa: PLR0913 - where, how large and whose
    ax: Axes, row: float, width: float, high: float, stance: Stance, *, left: float = 0
) -> None:
    """A bar in the colour and hatch of its stance."""
    seen = look(stance)
    drawn = ax.barh(row, width, high, left, color=seen.colour, edgecolor=seen.edge)
    for bar in drawn.patches:
        bar.set(hatch=seen.hatch, linewidth=theme().outline)


def whisker(ax: Axes, row: float, low: float, high: float, *, cap: float = 0.12) -> None:
    """An interval, drawn as a line with caps, white-edged so that it shows on any bar."""
    for width, colour in ((3.4, "white"), (1.4, theme().ink)):
        ax.plot([low, high], [row, row], color=colour, lw=width, solid_capstyle="butt")
        for end in (low, high):
            ax.plot([end, end], [row - cap, row + cap], color=colour, lw=width)


def marks(  # noqa: PLR0913 - where, whose and how large
    ax: Axes,
    xs: Sequence[float] | Floats,
    ys: Sequence[float] | Floats,
    stance: Stance | None,
    size: float,
    *,
    hollow: bool = False,
    faint: bool = False,
    above: bool = False,
) -> None:
    """The marks of single comments, in the colour and shape of their stance."""
    seen = look(stance)
    crossed = seen.marker == "x"  # has no inside
    ax.scatter(
        xs,
        ys,
        s=size**2,
        marker=seen.marker,
        c="white" if hollow and not crossed else seen.dot,
        edgecolors=None if crossed else seen.dot if hollow else "white",
        linewidths=1.2 if crossed or hollow else 0.5 if size >= 6 else 0.2,
        alpha=0.4 if faint else None,
        zorder=6 if above else 3,
        clip_on=False,
        rasterized=len(xs) > RASTERIZED,
    )
