"""Numbers as a reader sees them; an unknown one is a dash."""

from discourse.aggregate import Estimate, Interval, Proportion, Tally

UNKNOWN = "\N{EN DASH}"
_MINUS = "\N{MINUS SIGN}"
_STAYS = "\N{NO-BREAK SPACE}"


def percent(share: float | None) -> str:
    """A share as a whole percentage, never rounded to all or nothing."""
    if share is None:
        return UNKNOWN
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "< 1 %"
    if rounded == 100 and share < 1:
        return "> 99 %"
    return f"{rounded} %"


def share_of(proportion: Proportion, interval: Interval | None) -> str:
    """A share and its interval."""
    if interval is None or proportion.share is None:
        return percent(proportion.share)
    return f"{percent(proportion.share)} {_span(interval)}"


def estimate(found: Estimate | None) -> str:
    """A share that was estimated, and its interval; that alone where it is wide."""
    if found is None:
        return UNKNOWN
    if found.vague:
        return f"{_span(found.interval)[1:-1]}{_STAYS}%"
    return f"{percent(found.value)} {_span(found.interval)}"


def signed_of(number: float | None, interval: Interval | None) -> str:
    """A number that may be below zero, and its interval."""
    if interval is None:
        return signed(number)
    ends = f"({signed(interval.low)} to {signed(interval.high)})"
    return f"{signed(number)} {ends.replace(' ', _STAYS)}"


def _span(interval: Interval) -> str:
    """The ends of an interval of shares, on one line."""
    return f"({100 * interval.low:.0f} to {100 * interval.high:.0f})".replace(" ", _STAYS)


def p_value(p: float | None) -> str:
    """In at most two digits that count."""
    if p is None:
        return UNKNOWN
    return f"{p:.2f}" if p >= 0.095 else f"{p:.2g}"


def count(number: int | None) -> str:
    """A count."""
    return UNKNOWN if number is None else f"{number:,}"


def signed(number: float | None) -> str:
    """A number that may be below zero."""
    if number is None:
        return UNKNOWN
    shown = round(number, 1)
    text = f"{shown:+,.0f}" if shown == round(shown) else f"{shown:+,.1f}"
    return "0" if shown == 0 else text.replace("-", _MINUS)


def total(tally: Tally) -> str:
    """A sum of up- or down-votes; unknown where no comment shows any."""
    return count(tally.total if tally.shown else None)


def net_total(tally: Tally) -> str:
    """A sum of net votes."""
    return signed(tally.total if tally.shown else None)


def counted(number: int, thing: str) -> str:
    """`1 comment`, `2 comments`."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
