"""What a terminal shows of one target: rows of words and numbers, bars and sparklines."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate import (
    Finding,
    Interval,
    Measure,
    StanceRow,
    Tally,
    TargetSummary,
    findings,
    key_sentence,
)
from discourse.run.page import numbers
from discourse.run.page.lines import GLYPHS, NONE_GLYPH, NONE_WORDS, WORDS
from discourse.stance.judgement import Stance

Floats = NDArray[np.float64]

STRETCHES = 12  # parts of a thread, or of the range of votes, that a sparkline shows
UNITS = ((1e9, 1e9, "G"), (1e8, 1e6, "M"), (1e5, 1e3, "k"), (0, 1, ""))  # from, in, name
SPOKEN = ("stance", "n", "share", "corrected")
VOTED = ("", "up", "down", "net", "median", "approval")


@dataclass(frozen=True, slots=True)
class Line:
    """One stance, or none; `drawn` holds heights from 0 to 1, a single one is a bar's length."""

    stance: Stance | None
    cells: tuple[str, ...]
    drawn: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `drawing` says what the last column draws."""

    columns: tuple[str, ...]
    drawing: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """One target over all articles."""

    title: str
    sentence: str
    counts: str
    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def overview(summary: TargetSummary) -> Overview:
    """What is to be seen of a target."""
    name, text = summary.target.name, summary.target.text
    grids = [_spoken(summary)]
    if summary.votes_missing < summary.comments:
        grids.append(_voted(summary))
    if summary.articles == 1 and summary.judged >= STRETCHES:
        grids.append(_along(summary))
    return Overview(
        title=name if text in ("", name) else f"{name}: {text}",
        sentence=key_sentence(summary),
        counts=_counts(summary),
        grids=tuple(grids),
        findings=findings(summary),
        notes=tuple(_notes(summary)),
    )


def _counts(summary: TargetSummary) -> str:
    comments = numbers.counted(summary.comments, "comment")
    counted = f"{comments} on {numbers.counted(summary.articles, 'article')}"
    parts = [f"{one.n:,} without a stance ({one.reason})" for one in summary.abstentions]
    missing = summary.votes_missing
    return ", ".join([counted, *parts, *([f"votes not shown on {missing:,}"] if missing else [])])


def _notes(summary: TargetSummary) -> list[str]:
    if summary.corrected.lacks:
        return [summary.method, f"No corrected shares: {summary.corrected.lacks}"]
    made = summary.corrected
    examples = f"{made.examples:,} examples of {made.split}"
    read = "Corrected: the share of all comments read, without the model's known errors"
    return [summary.method, f"{read} ({examples})"]


def _named(stance: Stance | None) -> str:
    glyph, words = (NONE_GLYPH, NONE_WORDS) if stance is None else (GLYPHS[stance], WORDS[stance])
    return f"{glyph} {words}"


def _spoken(summary: TargetSummary) -> Grid:
    lines = [
        Line(row.stance, _spoken_cells(summary, row), (row.share.share or 0.0,))
        for row in summary.rows
    ]
    if summary.abstained:
        unknown = (_named(None), f"{summary.abstained:,}", "", "")
        lines.append(Line(None, unknown, ()))
    columns = SPOKEN if summary.corrected.shares else SPOKEN[:-1]
    return Grid(columns, "share of comments", tuple(lines))


def _spoken_cells(summary: TargetSummary, row: StanceRow) -> tuple[str, ...]:
    corrected = summary.corrected_share(row.stance)
    cells = (_named(row.stance), f"{row.n:,}", _share(row.share.share, row.share_interval))
    if corrected is None:
        return cells
    low, high = (f"{100 * end:.0f}" for end in (corrected.interval.low, corrected.interval.high))
    vague = f"{low}\N{EN DASH}{high} %"
    return (*cells, vague if corrected.vague else _share(corrected.value, corrected.interval))


def _share(share: float | None, interval: Interval | None) -> str:
    """A share and its interval, as short as can be."""
    if share is None or interval is None:
        return numbers.percent(share)
    low, high = (f"{100 * end:.0f}" for end in (interval.low, interval.high))
    return f"{numbers.percent(share)} ({low}\N{EN DASH}{high})"


def _voted(summary: TargetSummary) -> Grid:
    of = summary.columns
    votes = of.nets if summary.measure is Measure.NET else of.up
    edges = _edges(votes)
    lines = [
        Line(row.stance, _voted_cells(row), _spread(votes[of.stance == code], edges))
        for code, row in enumerate(summary.rows)
    ]
    low, high = (_short(float(end), signed=True) for end in (edges[0], edges[-1]))
    kind = "net" if summary.measure is Measure.NET else "up"
    drawing = f"{kind}, {low} to {high}" if len(edges) > 1 else ""
    return Grid(VOTED, drawing, tuple(lines))


def _voted_cells(row: StanceRow) -> tuple[str, ...]:
    return (
        _named(row.stance),
        _total(row.up),
        _total(row.down),
        _total(row.net, signed=True),
        _short(row.median_net, signed=True),
        _share(row.approval.share, row.approval_interval),
    )


def _total(tally: Tally, *, signed: bool = False) -> str:
    return _short(tally.total if tally.shown else None, signed=signed)


def _short(number: float | None, *, signed: bool = False) -> str:
    """A number in at most seven columns."""
    size = 0 if number is None else abs(number)
    part, unit = next((part, unit) for least, part, unit in UNITS if size >= least)
    if number is None or signed:
        return numbers.signed(None if number is None else number / part) + unit
    return numbers.count(round(number / part)) + unit


def _edges(votes: Floats) -> Floats:
    """Where the stretches of the range of votes begin and end: finer near zero."""
    shown = votes[~np.isnan(votes)]
    if not len(shown) or shown.min() == shown.max():
        return shown[:1] if len(shown) else np.zeros(1)
    low, high = float(np.arcsinh(shown.min())), float(np.arcsinh(shown.max()))
    edges = np.sinh(np.linspace(low, high, STRETCHES + 1))
    edges[0], edges[-1] = shown.min(), shown.max()  # sinh leaves a trace
    return edges


def _spread(votes: Floats, edges: Floats) -> tuple[float, ...]:
    if len(edges) < 2:
        return ()
    counts = np.histogram(votes[~np.isnan(votes)], edges)[0]
    return _heights(counts.tolist())


def _along(summary: TargetSummary) -> Grid:
    """How much of each stretch of the thread is of which stance."""
    of = summary.columns
    stretch = (np.arange(len(of)) * STRETCHES // len(of))[of.judged]
    whole = np.bincount(stretch, minlength=STRETCHES)
    lines = []
    for code, stance in enumerate(Stance):
        mine = np.bincount(stretch[of.stance[of.judged] == code], minlength=STRETCHES)
        shares = np.divide(mine, whole, out=np.zeros(STRETCHES), where=whole > 0)
        lines.append(Line(stance, (_named(stance),), tuple(float(one) for one in shares)))
    return Grid(("",), "share from the first comment to the last", tuple(lines))


def _heights(counts: Sequence[int]) -> tuple[float, ...]:
    most = max(counts, default=0)
    return tuple(count / most if most else 0.0 for count in counts)
