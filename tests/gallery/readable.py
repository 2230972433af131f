"""Whether a figure's text can be read: none leaves the canvas, none covers another."""

from collections.abc import Iterator
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

TOUCH = 0.014  # inches that boxes of text may share: a box is a little larger than its letters


def faults(figure: Figure) -> list[str]:
    """What cannot be read; a figure without any text is a fault too."""
    width, height = figure.get_size_inches() * figure.dpi
    placed = boxes(figure)
    found = [] if placed else ["there is no text"]
    for words, box in placed:
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height:
            found.append(f"{words!r} leaves the canvas")
    touch = TOUCH * figure.dpi
    ordered = sorted(placed, key=lambda one: one[1].y0)
    for number, (one, first) in enumerate(ordered):
        for other, second in ordered[number + 1 :]:
            if second.y0 > first.y1:
                break  # and so are all that follow
            wide = min(first.x1, second.x1) - max(first.x0, second.x0)
            high = min(first.y1, second.y1) - max(first.y0, second.y0)
            if min(wide, high) >= touch:
                found.append(f"{one!r} covers {other!r}")
    return found


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text that is drawn, and where."""
    canvas: Any = FigureCanvasAgg(figure)  # its methods are untyped
    figure.draw_without_rendering()
    renderer = canvas.get_renderer()
    found = [text for text in _texts(figure) if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in found]


def _texts(figure: Figure) -> Iterator[Text]:
    """Tick labels outside of their axis left out."""
    yield from figure.texts
    for ax in figure.axes:
        yield from ax.texts
        axes: tuple[Any, Any] = (ax.xaxis, ax.yaxis)  # which ticks are drawn is not public
        for axis in axes:
            yield axis.label
            yield from (tick.label1 for tick in axis._update_ticks())
