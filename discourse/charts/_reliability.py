"""How far a model may be trusted: confidence against accuracy, coverage, confusion."""

from collections.abc import Sized

from matplotlib.axes import Axes

from discourse.charts._chart import (
    Chart,
    beside,
    counted,
    percent,
    percent_axis,
    rows_axis,
)
from discourse.charts._numerals import ENGLISH, Numerals
from discourse.charts._picture import Footer, Picture, Table
from discourse.charts._sheet import MARGIN, Block, Face, panels, sheet, slide, space, words
from discourse.charts._theme import SCREEN, Theme, looks, style, theme, written
from discourse.charts._trust import Trust
from discourse.stance.judgement import Stance
from discourse.stance.metrics import CoveragePoint

__all__ = ["Trust", "trust"]

WIDTH = 11.0
HIGH = 2.6  # inches of a plot
NEVER = "the model was never calibrated"


def trust(
    found: Trust, footer: Footer, worn: Theme = SCREEN, numbers: Numerals = ENGLISH
) -> Picture:
    """The picture of all three, side by side; what is not known is said to be so."""
    charts = (RELIABILITY, COVERAGE, CONFUSION)
    drawn = [chart for chart in charts if not chart.lacks(found)]
    silent = "; ".join(dict.fromkeys(chart.lacks(found) for chart in charts if chart not in drawn))

    def blocks(inner: float, stretch: float) -> list[Block]:
        return [
            words(f"How far to trust {footer.model}", inner, Face(16, bold=True), lines=2),
            words(written(_on(found)), inner, Face(10, quiet=True), lines=2),
            space(0.2),
            *([panels(drawn, found, inner, stretch=stretch)] if drawn else []),
            *([words(f"Not drawn: {silent}.", inner, Face(9))] if silent else []),
            words(f"{footer.method} discourse {footer.version}.", inner, Face(8, quiet=True)),
        ]

    with style(worn, numbers):
        if worn.slides is not None:
            made = slide(worn.slides, WIDTH, blocks)
        else:
            made = sheet(WIDTH, blocks(WIDTH - 2 * MARGIN, 1))
        alt = written(" ".join(chart.alt(found) for chart in drawn) or _on(found))
    return Picture("trust", made.figure, _numbers(found), alt)


def _on(found: Trust) -> str:
    return f"On {counted(found.n, 'labelled example')}: {found.examples}" if found.n else NEVER


def _lacks(found: Trust, part: Sized, what: str) -> str:
    if not found.n:
        return NEVER
    return "" if part else f"the model stores no {what}"


def _draw_reliability(ax: Axes, found: Trust) -> None:
    percent_axis(ax, "confidence")
    _shares(ax)
    ax.plot([0, 1], [0, 1], color=theme().quiet, lw=1, ls="--")
    held = [one for one in found.bins if one.n]
    bars = ax.bar(
        [(one.low + one.high) / 2 for one in held],
        [one.accuracy for one in held],
        [0.92 * (one.high - one.low) for one in held],
        color=theme().faint,
        edgecolor=theme().quiet,
    )
    for bar, one in zip(bars, held, strict=True):
        middle, n = bar.get_x() + bar.get_width() / 2, written(f"{one.n:,}")
        ax.text(middle, 0.02, n, rotation=90, ha="center", va="bottom", size=8)
    ax.plot([one.confidence for one in held], [one.accuracy for one in held], "D", c=theme().ink)


def _draw_coverage(ax: Axes, found: Trust) -> None:
    percent_axis(ax, "of comments, the surest first")
    _shares(ax)
    shares = [point.coverage for point in found.coverage]
    ax.plot(shares, [point.accuracy for point in found.coverage], color=theme().ink, lw=1.6)
    claimed = _claimed(found)
    if claimed is not None and claimed.coverage < 1:
        ax.axvline(claimed.coverage, color=theme().quiet, lw=1, ls=":")
        ax.plot([claimed.coverage], [claimed.accuracy], "D", c=theme().ink)
        ax.text(claimed.coverage + 0.02, 0.02, "unclear", rotation=90, va="bottom", size=8)


def _claimed(found: Trust) -> CoveragePoint | None:
    """The last point at which the model still claims a stance."""
    held = [point for point in found.coverage if point.threshold >= found.min_confidence]
    return held[-1] if held else None


def _shares(ax: Axes) -> None:
    """A y axis from nothing to all."""
    ax.set_ylim(0, 1)
    places = (0, 0.25, 0.5, 0.75, 1)
    ax.set_yticks(places, [written(percent(place)) for place in places])
    ax.grid(axis="y")


def _draw_confusion(ax: Axes, found: Trust) -> None:
    seen = looks()
    rows_axis(ax, [(f"{seen[stance].name} {seen[stance].glyph}", "") for stance in Stance])
    ax.set_xlim(-0.5, len(Stance) - 0.5)
    ax.set_xticks(range(len(Stance)), [seen[stance].name for stance in Stance], size=8)
    ax.set_xlabel("labelled by the model")
    for y, row in enumerate(found.confusion):
        for x, count in enumerate(row):
            share = count / max(1, sum(row))
            ink = "white" if share > 0.5 else theme().ink
            ax.barh(y, 0.96, 0.94, x - 0.48, color=theme().ink, alpha=share, lw=0)
            said = written(f"{percent(share)}\n{count:,}")
            ax.text(x, y, said, ha="center", va="center", color=ink, size=8.5)
        beside(ax, y, f"n {sum(row):,}", size=8)


def _numbers(found: Trust) -> Table:
    columns = ("what", "from", "to", "n", "confidence", "accuracy", "answer")
    bins = [("bin", b.low, b.high, b.n, b.confidence, b.accuracy, "") for b in found.bins]
    points = [
        ("coverage", 0.0, p.coverage, round(p.coverage * found.n), p.threshold, p.accuracy, "")
        for p in found.coverage
    ]
    cells = [
        (f"gold {gold}", None, None, count, None, None, answer.value)
        for gold, row in zip(Stance, found.confusion, strict=False)
        for answer, count in zip(Stance, row, strict=True)
    ]
    return Table(columns, (*bins, *points, *cells))


def _coverage_note(found: Trust) -> str:
    claimed = _claimed(found)
    if claimed is None or claimed.coverage == 1:
        return "Accuracy of the surest comments, up to all of them."
    return (
        f"Accuracy of the surest comments. Below a confidence of {found.min_confidence:.2f} no "
        f"stance is claimed: {percent(claimed.coverage)} have one, {percent(claimed.accuracy)} of "
        "those are right."
    )


RELIABILITY: Chart[Trust] = Chart(
    name="reliability",
    lacks=lambda found: _lacks(found, found.bins, "reliability"),
    title="Is it right as often as it says?",
    inches=lambda _found: HIGH,
    note=lambda found: (
        "How many labels of each confidence are right; on the dashed line they are as sure as "
        f"they should be. Mean gap {100 * found.error:.1f} points."
    ),
    draw=_draw_reliability,
    numbers=_numbers,
    alt=lambda found: f"Confidence against accuracy: mean gap {100 * found.error:.1f} points.",
    right=0.2,
)
COVERAGE: Chart[Trust] = Chart(
    name="coverage",
    lacks=lambda found: _lacks(found, found.coverage, "coverage curve"),
    title="Are the surest labels better?",
    inches=lambda _found: HIGH,
    note=_coverage_note,
    draw=_draw_coverage,
    numbers=_numbers,
    alt=_coverage_note,
    right=0.2,
)
CONFUSION: Chart[Trust] = Chart(
    name="confusion",
    lacks=lambda found: _lacks(found, found.confusion, "confusion matrix"),
    title="What does it take for what?",
    inches=lambda _found: HIGH,
    note=lambda _found: "A row a true stance, a column what the model made of it.",
    draw=_draw_confusion,
    numbers=_numbers,
    alt=lambda found: "Right labels: " + ", ".join(_recalls(found)) + ".",
    right=0.6,
)


def _recalls(found: Trust) -> list[str]:
    return [
        f"{percent(row[place] / max(1, sum(row)))} of {stance.value}"
        for place, (stance, row) in enumerate(zip(Stance, found.confusion, strict=False))
    ]
