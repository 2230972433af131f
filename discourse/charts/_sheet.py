"""A figure built from blocks laid under each other, every length in inches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from discourse.charts._chart import Area, Chart, T
from discourse.charts._fonts import wrap
from discourse.charts._picture import Spot
from discourse.charts._theme import theme, written

MARGIN = 0.45
GUTTER = 0.45  # between panels side by side
LINE = 1.4 / 72  # inches a line takes for each point of its size
WIDER = (1.0, 1.1, 1.2, 1.35, 1.5, 1.7)  # of a slide, while what is on it is too high
SQUEEZED, STRETCHED = 0.75, 1.6  # how much lower or higher than it likes a plot on a slide may be

Spots = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet, from its top left corner."""

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """Something so high that paints itself into its place, and tells what of it leads where."""

    height: float
    paint: Callable[[Figure, Box], Spots]
    empty: bool = False  # nothing but room


@dataclass(frozen=True, slots=True)
class Sheet:
    """One figure with its spots."""

    figure: Figure
    spots: Spots


def sheet(width: float, blocks: Sequence[Block], *, height: float | None = None) -> Sheet:
    """A figure as high as its blocks need, or as high as is said."""
    whole = pile(blocks)
    size = (width, height or whole.height + 2 * MARGIN)
    worn = theme()
    dpi = worn.across / width if worn.across else worn.dpi
    figure = Figure(figsize=size, dpi=dpi, facecolor="white")
    return Sheet(figure, whole.paint(figure, Box(MARGIN, MARGIN, width - 2 * MARGIN)))


def paged(
    width: float, ratio: float, body: Sequence[Block], head: Sequence[Block], foot: Sequence[Block]
) -> Iterator[Sheet]:
    """Sheets of one height, as many as the body needs; later ones bear the head, all the foot.

    What does not fit goes to the next sheet, and what comes after it moves up where it does. A
    block higher than a sheet makes its sheet higher.
    """
    room = width * ratio - 2 * MARGIN - pile(foot).height
    page, later = _filled(body, room)
    while True:
        left = space(max(0.0, room - pile(page).height))
        yield sheet(width, [*page, left, *foot])
        if not later:
            return
        more, later = _filled(later, room - pile(head).height)
        page = [*head, *more]


def _filled(blocks: Sequence[Block], room: float) -> tuple[list[Block], list[Block]]:
    """Those that fit, at least one, and those left; the room after a block goes where it goes."""
    page, later, last = list[Block](), list[Block](), list[Block]()
    for block in blocks:
        if block.empty:
            if last:
                last.append(block)
            continue
        full = any(not one.empty for one in page)
        last = later if full and pile([*page, block]).height > room else page
        last.append(block)
    return page, later


def slide(ratio: float, least: float, blocks: Callable[[float, float], Sequence[Block]]) -> Sheet:
    """A sheet of one shape with type as large as fits.

    `blocks` gives what is on it for a width and a factor for the height of plots.
    """
    for wider in WIDER:
        width = least * wider
        inner, room = width - 2 * MARGIN, width * ratio - 2 * MARGIN
        fixed = pile(blocks(inner, 0.0)).height
        plots = pile(blocks(inner, 1.0)).height - fixed
        factor = min((room - fixed) / plots, STRETCHED) if plots else 1.0
        if factor >= SQUEEZED and fixed <= room:
            return sheet(width, blocks(inner, factor), height=width * ratio)
    return sheet(width, blocks(inner, SQUEEZED))


def space(height: float) -> Block:
    """Nothing, so high."""
    return Block(height, lambda _figure, _box: (), empty=True)


@dataclass(frozen=True, slots=True)
class Face:
    """How a text looks."""

    size: float
    quiet: bool = False
    bold: bool = False


def words(text: str, width: float, face: Face, lines: int = 3) -> Block:
    """A text, wrapped."""
    wrapped = wrap(text, width, face.size, bold=face.bold, lines=lines)

    def paint(figure: Figure, box: Box) -> Spots:
        for number, line in enumerate(wrapped):
            below = box.top + (number + 0.75) * face.size * LINE
            _text(figure, box.left, below, line, face)
        return ()

    return Block(len(wrapped) * face.size * LINE, paint)


def _text(figure: Figure, left: float, top: float, text: str, face: Face) -> None:
    width, height = figure.get_size_inches()
    figure.text(
        left / width,
        1 - top / height,
        text,
        size=face.size,
        color=theme().quiet if face.quiet else theme().ink,
        weight="bold" if face.bold else "normal",
        va="baseline",
    )


TITLE, NOTE = Face(12, bold=True), Face(9, quiet=True)


def panel(
    chart: Chart[T],
    data: T,
    width: float,
    *,
    head: float = 0,
    stretch: float = 1,
) -> Block:
    """A chart with its title, how to read it, and room for what stands around the plot.

    `head` is the least height above the plot, so that plots side by side stand level; `stretch`
    multiplies the height of the plot.
    """
    title = words(chart.title, width, TITLE, lines=1)
    note = words(written(chart.note(data)), width, NOTE, lines=4)
    tall = chart.inches(data) * stretch
    head = max(head, title.height + note.height + 0.12)

    def paint(figure: Figure, box: Box) -> Spots:
        title.paint(figure, box)
        note.paint(figure, Box(box.left, box.top + title.height, width))
        wide, high = figure.get_size_inches()
        bottom = high - box.top - head - tall
        place = (
            (box.left + chart.left) / wide,
            bottom / high,
            (width - chart.left - chart.right) / wide,
            tall / high,
        )
        ax = figure.add_axes(place)
        chart.draw(ax, data)
        ends = (box.left / wide, (box.left + width) / wide)
        return tuple(_spot(figure, ax, area, ends) for area in chart.areas(data))

    return Block(head + tall + chart.under, paint)


def _spot(figure: Figure, ax: Axes, area: Area, ends: tuple[float, float]) -> Spot:
    """An area of a plot as a part of the whole picture."""
    corners = [(x, y) for x in area.across or (0, 0) for y in (area.top, area.bottom)]
    to_figure = ax.transData + figure.transFigure.inverted()
    xs, ys = zip(*to_figure.transform(corners).tolist(), strict=True)
    left, right = (min(xs), max(xs)) if area.across else ends
    return Spot(left, 1 - max(ys), right - left, max(ys) - min(ys), area.link)


def pile(blocks: Sequence[Block]) -> Block:
    """Blocks under each other, as one."""

    def paint(figure: Figure, box: Box) -> Spots:
        top, spots = box.top, list[Spot]()
        for block in blocks:
            spots += block.paint(figure, Box(box.left, top, box.width))
            top += block.height
        return tuple(spots)

    return Block(sum(block.height for block in blocks), paint)


def panels(charts: Sequence[Chart[T]], data: T, width: float, *, stretch: float = 1) -> Block:
    """Charts next to each other, their plots level and of one height."""
    wide = column(width, len(charts))
    tall = stretch * max(chart.inches(data) for chart in charts)
    head = max(
        panel(chart, data, wide).height - chart.inches(data) - chart.under for chart in charts
    )
    return side_by_side(
        [
            panel(chart, data, wide, head=head, stretch=tall / chart.inches(data))
            for chart in charts
        ],
        width,
    )


def side_by_side(blocks: Sequence[Block], width: float) -> Block:
    """Blocks next to each other, each of the width that `column` gives."""
    wide = column(width, len(blocks))

    def paint(figure: Figure, box: Box) -> Spots:
        spots = list[Spot]()
        for number, block in enumerate(blocks):
            spots += block.paint(figure, Box(box.left + number * (wide + GUTTER), box.top, wide))
        return tuple(spots)

    return Block(max(block.height for block in blocks), paint)


def column(width: float, columns: int) -> float:
    """How wide each of so many columns is."""
    return (width - (columns - 1) * GUTTER) / columns
