"""A figure built from blocks laid under each other, every length in inches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from discourse.charts._chart import INK, QUIET, Chart, T
from discourse.charts._fonts import wrap

DPI = 150
MARGIN = 0.45
GUTTER = 0.45  # between panels side by side
LINE = 1.4 / 72  # inches a line takes for each point of its size
ROW_NAMES = 1.0  # left of a plotting area


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet, from its top left corner."""

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """Something so high that paints itself into its place."""

    height: float
    paint: Callable[[Figure, Box], None]


def sheet(width: float, blocks: Sequence[Block]) -> Figure:
    """A figure as high as its blocks need."""
    whole = pile(blocks)
    figure = Figure(figsize=(width, whole.height + 2 * MARGIN), dpi=DPI, facecolor="white")
    whole.paint(figure, Box(MARGIN, MARGIN, width - 2 * MARGIN))
    return figure


def space(height: float) -> Block:
    """Nothing, so high."""
    return Block(height, lambda _figure, _box: None)


@dataclass(frozen=True, slots=True)
class Face:
    """How a text looks."""

    size: float
    colour: str = INK
    bold: bool = False


def words(text: str, width: float, face: Face, lines: int = 3) -> Block:
    """A text, wrapped."""
    wrapped = wrap(text, width, face.size, bold=face.bold, lines=lines)

    def paint(figure: Figure, box: Box) -> None:
        for number, line in enumerate(wrapped):
            below = box.top + (number + 0.75) * face.size * LINE
            _text(figure, box.left, below, line, face)

    return Block(len(wrapped) * face.size * LINE, paint)


def _text(figure: Figure, left: float, top: float, text: str, face: Face) -> None:
    width, height = figure.get_size_inches()
    figure.text(
        left / width,
        1 - top / height,
        text,
        size=face.size,
        color=face.colour,
        weight="bold" if face.bold else "normal",
        va="baseline",
    )


TITLE, NOTE = Face(12, bold=True), Face(9, QUIET)


def panel(
    chart: Chart[T], data: T, width: float, *, row_names: float = ROW_NAMES, head: float = 0
) -> Block:
    """A chart with its title, how to read it, and room for what stands around the plot.

    `head` is the least height above the plot, so that plots side by side stand level.
    """
    title = words(chart.title, width, TITLE, lines=1)
    note = words(chart.note(data), width, NOTE)
    tall = chart.inches(data)
    head = max(head, title.height + note.height + 0.12)

    def paint(figure: Figure, box: Box) -> None:
        title.paint(figure, box)
        note.paint(figure, Box(box.left, box.top + title.height, width))
        wide, high = figure.get_size_inches()
        bottom = high - box.top - head - tall
        place = (
            (box.left + row_names) / wide,
            bottom / high,
            (width - row_names - chart.right) / wide,
            tall / high,
        )
        chart.draw(figure.add_axes(place), data)

    return Block(head + tall + chart.under, paint)


def pile(blocks: Sequence[Block]) -> Block:
    """Blocks under each other, as one."""

    def paint(figure: Figure, box: Box) -> None:
        top = box.top
        for block in blocks:
            block.paint(figure, Box(box.left, top, box.width))
            top += block.height

    return Block(sum(block.height for block in blocks), paint)


def panels(charts: Sequence[Chart[T]], data: T, width: float) -> Block:
    """Charts next to each other, their plots level."""
    wide = column(width, len(charts))
    head = max(
        panel(chart, data, wide).height - chart.inches(data) - chart.under for chart in charts
    )
    return side_by_side([panel(chart, data, wide, head=head) for chart in charts], width)


def side_by_side(blocks: Sequence[Block], width: float) -> Block:
    """Blocks next to each other, each of the width that `column` gives."""
    wide = column(width, len(blocks))

    def paint(figure: Figure, box: Box) -> None:
        for number, block in enumerate(blocks):
            block.paint(figure, Box(box.left + number * (wide + GUTTER), box.top, wide))

    return Block(max(block.height for block in blocks), paint)


def column(width: float, columns: int) -> float:
    """How wide each of so many columns is."""
    return (width - (columns - 1) * GUTTER) / columns
