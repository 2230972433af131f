"""Scales for votes: linear, or logarithmic beyond a threshold where few comments drew most."""

from math import ceil, log10

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from discourse.charts._chart import Floats, compact
from discourse.charts._theme import numerals

TAIL = 8  # times the upper quartile: beyond, a linear axis shows one comment and a crowd at zero
SMALL = 40  # an axis this short needs no other scale


def threshold(votes: Floats) -> int:
    """Up to where the axis is linear; 0 where all of it is."""
    sizes = np.abs(votes)
    if not len(sizes) or sizes.max() <= SMALL:
        return 0
    typical = max(float(np.quantile(sizes, 0.75)), 1.0)
    return int(10 ** max(1, ceil(log10(typical)))) if sizes.max() > TAIL * typical else 0


def scale_x(ax: Axes, votes: Floats) -> str:
    """Scale and ticks of the x axis; says in words what the scale is, if not linear."""
    linear = threshold(votes)
    if linear:
        ax.set_xscale("symlog", linthresh=linear)
    return _ticked(ax.xaxis, votes, linear)


def scale_y(ax: Axes, votes: Floats) -> str:
    """As `scale_x`, of the y axis."""
    linear = threshold(votes)
    if linear:
        ax.set_yscale("symlog", linthresh=linear)
    return _ticked(ax.yaxis, votes, linear)


def _ticked(axis: Axis, votes: Floats, linear: int) -> str:
    """Whole-number ticks, written plainly."""
    signed = bool(votes.min() < 0)
    said = numerals().written  # of this picture: ticks are named when it is saved
    axis.set_major_formatter(FuncFormatter(lambda vote, _: said(compact(vote, signed=signed))))
    axis.set_minor_locator(NullLocator())
    if not linear:
        axis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
        return ""
    axis.set_major_locator(FixedLocator(_ticks(votes, linear)))
    return f"logarithmic beyond \N{PLUS-MINUS SIGN}{linear:,}"


def limits(votes: Floats) -> tuple[float, float]:
    """From below the least to above the greatest, zero always inside."""
    low, high = _ends(votes)
    linear = threshold(votes)
    if linear:
        return low * 1.6 - linear / 5, high * 1.6 + linear / 5
    room = max(0.06 * (high - low), 0.6)
    return low - room, high + room


def _ends(votes: Floats) -> tuple[float, float]:
    return min(0.0, float(votes.min())), max(0.0, float(votes.max()))


def _ticks(votes: Floats, linear: int) -> list[float]:
    low, high = _ends(votes)
    top = max(-low, high)
    decades = [float(linear * 10**n) for n in range(10) if linear * 10**n <= top]
    between = [2.0 * linear, 5.0 * linear] if top < 20 * linear else []
    ahead = [linear / 2, *decades, *between]
    ticks = [0.0, *ahead, *(-tick for tick in ahead)]
    return sorted(tick for tick in ticks if low * 1.3 <= tick <= high * 1.3 or tick == 0)
