"""Small multiples: each article's comments by their votes, all on the same axis."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib.axes import Axes

from discourse.charts._chart import Area, Chart, Floats, counted, marks, percent
from discourse.charts._comments import shown_votes
from discourse.charts._fonts import shorten, wrap
from discourse.charts._picture import Cell, Link, Table
from discourse.charts._theme import look, theme, written
from discourse.charts._votes_axis import limits, scale_words, scale_x
from discourse.charts.by_article import Line, Lines
from discourse.stance.judgement import Stance

ACROSS, PAGED = 3, 12
CELL = 1.75  # inches an article takes
PLOT = 0.44  # of a cell's height, from its bottom
FLOOR = 0.2  # of a cell's height, under the plot
WIDE = 0.9  # of a cell's width
SIZE = 8.5


@dataclass(frozen=True, slots=True)
class Grid:
    """The articles of one page, and the votes of those on all pages: their axis is the same."""

    lines: Lines
    votes: Floats


def grids(found: Lines) -> Iterator[Grid]:
    """Pages of the articles that show votes, in their order."""
    shown = [line for line in found if len(_every(line))]
    votes = np.concatenate([np.empty(0), *map(_every, shown)])
    for start in range(0, len(shown), PAGED):
        yield Grid(tuple(shown[start : start + PAGED]), votes)


def _every(line: Line) -> Floats:
    return np.concatenate([shown_votes(line.summary, stance) for stance in Stance])


def _note(grid: Grid) -> str:
    measure = grid.lines[0].summary.measure
    scale = scale_words(grid.votes)
    return (
        f"Every mark is a comment at its {measure}, on the same axis in all"
        f"{f' ({scale})' if scale else ''}; black lines are medians. "
        "Sorted by how often, in all pairs, the comment against has more than the one in favor."
    )


def _draw(ax: Axes, grid: Grid) -> None:
    """The axes given are only the frame; each article has its own within."""
    ax.set_axis_off()
    ax.set_ylim(_deep(grid), 0)
    ax.set_xlim(0, ACROSS)
    frame = ax.get_position()
    high, wide = frame.height / _deep(grid), frame.width / ACROSS
    for number, line in enumerate(grid.lines):
        row, column = divmod(number, ACROSS)
        left, bottom = frame.x0 + column * wide, frame.y1 - (row + 1) * high
        place = (left, bottom + FLOOR * high, WIDE * wide, PLOT * high)
        _cell(ax, place, line, grid)


def _deep(grid: Grid) -> int:
    return ceil(len(grid.lines) / ACROSS)


def _cell(frame: Axes, place: tuple[float, float, float, float], line: Line, grid: Grid) -> None:
    ax = frame.get_figure(root=True).add_axes(place)  # type: ignore[union-attr] # it is drawn
    scale_x(ax, grid.votes, small=True)
    ax.set_xlim(*limits(grid.votes))
    ax.set_ylim(2.6, -0.6)
    ax.set_yticks([])
    ax.tick_params(labelsize=8)
    ax.axvline(0, color=theme().quiet, lw=0.8, zorder=1)
    for y, stance in enumerate(Stance):
        votes = shown_votes(line.summary, stance)
        marks(ax, votes, np.full(len(votes), y), stance, 4.5, faint=True)
        if len(votes) > 1:
            ax.vlines(np.median(votes), y - 0.42, y + 0.42, color=theme().ink, lw=2, zorder=5)
    _titled(ax, line)


def _titled(ax: Axes, line: Line) -> None:
    figure = ax.get_figure(root=True)
    wide = float(ax.bbox.width / figure.dpi) if figure else 0.0
    title = wrap(line.article.title or line.article.key, wide, SIZE, bold=True, lines=2)
    above = {"xycoords": "axes fraction", "textcoords": "offset points", "size": SIZE}
    said = counted(line.summary.judged, "comment")
    if line.ahead is not None:
        said += f"; against ahead in {percent(line.ahead)} of pairs"
    told = shorten(written(said), wide, SIZE)
    ax.annotate(told, (0, 1), xytext=(0, 4), color=theme().quiet, va="bottom", **above)  # type: ignore[arg-type] # the keys are annotate's
    text = "\n".join(title)
    ax.annotate(text, (0, 1), xytext=(0, 17), weight="bold", va="bottom", **above)  # type: ignore[arg-type] # the keys are annotate's


def _numbers(grid: Grid) -> Table:
    columns = ("article", "title", "stance", "comments", "median", "pairs_against_ahead")
    return Table(columns, tuple(cells for line in grid.lines for cells in _cells(line)))


def _cells(line: Line) -> Iterator[tuple[Cell, ...]]:
    for stance in Stance:
        votes = shown_votes(line.summary, stance)
        middle = float(np.median(votes)) if len(votes) else None
        yield (
            *(line.article.key, line.article.title, stance.value, len(votes), middle),
            line.ahead,
        )


def _alt(grid: Grid) -> str:
    looks = ", ".join(look(stance).name for stance in Stance)
    return (
        f"A small strip plot for each of {counted(len(grid.lines), 'article')}: "
        f"{grid.lines[0].summary.measure} of comments {looks}, on the same axis."
    )


def _areas(grid: Grid) -> Iterator[Area]:
    for number, line in enumerate(grid.lines):
        row, column = divmod(number, ACROSS)
        link = Link(line.article.title or line.article.key, article=line.article.key)
        yield Area(row, row + 1, link, across=(column, column + WIDE))


CHART: Chart[Grid] = Chart(
    name="multiples",
    title="Votes of single comments, article by article",
    inches=lambda grid: CELL * _deep(grid),
    lacks=lambda grid: "" if grid.lines else "no article shows votes on comments with a stance",
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=_areas,
    left=0.1,
    right=0.0,
    under=0.1,
    legend=True,
)
