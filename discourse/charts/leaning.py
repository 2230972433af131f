"""Which way comments and votes lean: against to the left, in favor to the right, of the middle."""

from dataclasses import dataclass
from itertools import accumulate

from matplotlib.axes import Axes

from discourse.aggregate import TargetSummary
from discourse.charts._chart import (
    NARROW,
    Chart,
    StanceChart,
    beside,
    percent,
    percent_ticks,
    rows_axis,
    stance_bar,
)
from discourse.charts._picture import Table
from discourse.charts._theme import look, theme
from discourse.stance.judgement import Stance

SIDES = (
    (-0.04, "\N{LEFTWARDS ARROW} against", "right"),
    (0.04, "in favor \N{RIGHTWARDS ARROW}", "left"),
)
WIDEST = 0.3  # of an interval of corrected shares
LABELLED = 0.07  # narrower parts have no room for their percentage


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares by stance, and of what."""

    name: str
    shares: tuple[float, ...]

    @property
    def lean(self) -> float:
        """In favor less against."""
        return self.shares[2] - self.shares[0]


def mixes(summary: TargetSummary) -> list[Mix]:
    """The comments as labelled, corrected for the model's errors, and the up-votes."""
    found = [Mix("as labelled", tuple(row.share.share or 0.0 for row in summary.rows))]
    if summary.corrected.shares and not _too_wide(summary):
        found.append(Mix("corrected", tuple(each.value for each in summary.corrected.shares)))
    ups = [summary.up_share(stance) for stance in Stance]
    if None not in ups:
        found.append(Mix("up-votes", tuple(share or 0.0 for share in ups)))
    return found


def _too_wide(summary: TargetSummary) -> bool:
    """Whether a corrected share is so uncertain that a bar without its interval would mislead."""
    bands = [each.interval for each in summary.corrected.shares]
    return any(band.high - band.low > WIDEST for band in bands)


def _lacks(summary: TargetSummary) -> str:
    return "" if summary.judged else "no comment has a stance"


def _note(summary: TargetSummary) -> str:
    corrected = ""
    if summary.corrected.shares:
        corrected = " Corrected: for the model's known errors."
        if _too_wide(summary):
            corrected = (
                " Shares corrected for the model's errors are too uncertain to be drawn here: an "
                f"interval is wider than {100 * WIDEST:.0f} points."
            )
    return (
        "Each bar is 100 %, set so that the middle of neutral is at zero. Right: in favor minus "
        f"against, in points.{corrected}"
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    drawn = mixes(summary)
    rows_axis(ax, [(mix.name, theme().ink) for mix in drawn])
    reach = max(max(mix.shares[::2]) + mix.shares[1] / 2 for mix in drawn)
    ticks = [tick for tick in (-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1) if abs(tick) <= reach]
    ax.set_xlim(-reach * 1.03, reach * 1.03)
    percent_ticks(ax, ticks, [abs(tick) for tick in ticks])
    ax.grid(axis="x")
    ax.axvline(0, color=theme().ink, lw=1, zorder=3)
    for y, mix in enumerate(drawn):
        _bar(ax, y, mix)
        points = round(100 * mix.lean)
        beside(ax, y, f"{points:+d} points".replace("-", "\N{MINUS SIGN}"))
    for x, side, align in SIDES:
        ax.annotate(
            side,
            xy=(x, 0),
            xycoords=("data", "axes fraction"),
            xytext=(0, -27),
            textcoords="offset points",
            ha=align,
            color=theme().quiet,
            va="center",
        )


def _bar(ax: Axes, y: int, mix: Mix) -> None:
    start = -mix.shares[0] - mix.shares[1] / 2
    lefts = list(accumulate(mix.shares, initial=start))
    for stance, left, share in zip(Stance, lefts, mix.shares, strict=False):
        seen = look(stance)
        stance_bar(ax, y, share, 0.6, stance, left=left)
        if share >= LABELLED:
            ax.text(
                left + share / 2,
                y,
                percent(share).removesuffix(f"{NARROW}%"),
                ha="center",
                va="center",
                color=seen.ink,
                bbox={"facecolor": seen.colour, "edgecolor": "none", "pad": 1.2},
                zorder=4,
            )


def _numbers(summary: TargetSummary) -> Table:
    columns = ("of", *(stance.value for stance in Stance), "favor_less_against")
    return Table(columns, tuple((mix.name, *mix.shares, mix.lean) for mix in mixes(summary)))


def _alt(summary: TargetSummary) -> str:
    parts = [f"{mix.name} {_in_words(mix)}" for mix in mixes(summary)]
    return f"Bars to both sides of neutral: {'; '.join(parts)}."


def _in_words(mix: Mix) -> str:
    pairs = zip(Stance, mix.shares, strict=True)
    return ", ".join(f"{percent(share)} {look(stance).name}" for stance, share in pairs)


CHART: StanceChart = Chart(
    name="leaning",
    title="Which way it leans",
    inches=lambda summary: 0.5 * len(mixes(summary)),
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    legend=True,
)
