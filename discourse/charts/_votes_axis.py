"""Scales for votes: linear, or logarithmic beyond a threshold where few comments drew most."""

from math import ceil, copysign, floor, log10

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from discourse.charts._chart import Floats, compact
from discourse.charts._theme import numerals

TAIL = 8  # times the upper quartile: beyond, a linear axis shows one comment and a crowd at zero
SMALL = 40  # an axis this short needs no other scale
LEAST = 10  # votes up to which any axis is linear
STEPS = (1, 2, 5, 10)  # times a power of ten: round numbers
LINEAR = 10 / 9  # decades that the linear part takes, of base 10: matplotlib's SymmetricalLogScale
ROOM = 0.05  # of the axis, left free at either end
DECADES = 1.4  # beyond so many, ticks are powers of ten alone
TICKS = 5  # powers of ten on one side, at most
APART = 0.6  # decades between the ticks of a small plot, which has a few on one side
FEW = 2


def threshold(votes: Floats) -> int:
    """Up to where the axis is linear; 0 where all of it is."""
    sizes = np.abs(votes)
    if not len(sizes) or sizes.max() <= SMALL:
        return 0
    typical = max(float(np.quantile(sizes, 0.75)), LEAST / TAIL)
    return max(LEAST, _rounded_up(typical)) if sizes.max() > TAIL * typical else 0


def _rounded_up(number: float) -> int:
    """The next round number."""
    power = 10 ** floor(log10(number)) if number > 1 else 1
    return next(step * power for step in STEPS if step * power >= number)


def scale_x(ax: Axes, votes: Floats, *, small: bool = False) -> str:
    """Scale and ticks of the x axis; says in words what the scale is, if not linear."""
    linear = threshold(votes)
    if linear:
        ax.set_xscale("symlog", linthresh=linear)
    return _ticked(ax.xaxis, votes, linear, small=small)


def scale_y(ax: Axes, votes: Floats) -> str:
    """As `scale_x`, of the y axis."""
    linear = threshold(votes)
    if linear:
        ax.set_yscale("symlog", linthresh=linear)
    return _ticked(ax.yaxis, votes, linear, small=False)


def _ticked(axis: Axis, votes: Floats, linear: int, *, small: bool) -> str:
    """Whole-number ticks, written plainly."""
    signed = bool(votes.min() < 0)
    said = numerals().written  # of this picture: ticks are named when it is saved
    axis.set_major_formatter(FuncFormatter(lambda vote, _: said(compact(vote, signed=signed))))
    axis.set_minor_locator(NullLocator())
    if not linear:
        axis.set_major_locator(MaxNLocator(steps=STEPS, nbins=6, integer=True, min_n_ticks=1))
        return ""
    axis.set_major_locator(FixedLocator(_ticks(votes, linear, small=small)))
    return scale_words(votes)


def scale_words(votes: Floats) -> str:
    """What the scale is, if not linear."""
    linear = threshold(votes)
    return f"logarithmic beyond \N{PLUS-MINUS SIGN}{linear:,}" if linear else ""


def limits(votes: Floats) -> tuple[float, float]:
    """From below the least to above the greatest, zero always inside."""
    low, high = _ends(votes)
    linear = threshold(votes)
    if linear:
        ends = _placed(low, linear), _placed(high, linear)
        room = ROOM * (ends[1] - ends[0])
        return _at(ends[0] - room, linear), _at(ends[1] + room, linear)
    room = max(0.06 * (high - low), 0.6)
    return low - room, high + room


def _ends(votes: Floats) -> tuple[float, float]:
    return min(0.0, float(votes.min())), max(0.0, float(votes.max()))


def _placed(votes: float, linear: int) -> float:
    """Where votes stand on the axis, in decades from zero."""
    size = abs(votes) / linear
    return copysign(LINEAR * size if size <= 1 else LINEAR + log10(size), votes)


def _at(place: float, linear: int) -> float:
    """The votes at a place: `_placed` turned around."""
    size = abs(place)
    return copysign(linear * (size / LINEAR if size <= LINEAR else 10 ** (size - LINEAR)), place)


def _ticks(votes: Floats, linear: int, *, small: bool) -> list[float]:
    low, high = limits(votes)
    top = max(-low, high)
    beyond = [tick for tick in _beyond(top, linear) if tick <= top]
    ahead = _sparse([linear, *beyond]) if small else [linear / 2, linear, *beyond]
    ticks = [0.0, *ahead, *(-tick for tick in ahead)]
    return sorted(tick for tick in ticks if low <= tick <= high)


def _sparse(ticks: list[float]) -> list[float]:
    """So few of them, and so far apart, that a small plot has room to name them."""
    kept = ticks[:1]
    for tick in ticks[1:]:
        if log10(tick / kept[-1]) >= APART:
            kept.append(tick)
    return kept[:: ceil(len(kept) / FEW)]


def _beyond(top: float, linear: int) -> list[float]:
    """Round numbers from twice the linear part up: on a long axis powers of ten alone, few."""
    powers = [10.0**n for n in range(ceil(log10(2 * linear)), ceil(log10(max(top, 2))) + 1)]
    if top > linear * 10**DECADES:
        return powers[:: ceil(len(powers) / TICKS)]
    every = (step * power / 10 for power in [*powers, 10 * powers[-1]] for step in STEPS[:-1])
    return [tick for tick in every if tick >= 2 * linear]
