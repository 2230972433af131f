"""How a training went, and whether more labels would help: plain numbers in, pictures out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from discourse.charts._picture import Picture, Table
from discourse.charts._theme import style, theme

WIDTH, HEIGHT = 8.0, 5.6  # inches
SMOOTHED = 20  # steps of the running mean of the loss
COLOURS = ("#1f6fb4", "#a34f00", "#6b6b6b", "#0b3c6f", "#e07b16")
MARKERS, DASHES = ("o", "s", "^", "D", "v"), ("-", "--", "-.", ":", "-")


@dataclass(frozen=True, slots=True)
class Measured:
    """Macro-F1 on each dev set, by name, after so many steps of a stage."""

    step: int
    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class StageCourse:
    """One stage: the loss of each step from the first on, and what was measured along the way.

    `kept` is the step whose weights were kept, where a stage chose.
    """

    name: str
    losses: tuple[float, ...]
    measured: tuple[Measured, ...]
    kept: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A model from part of the labels: macro-F1 on what was held out, with its 95 % interval.

    `earlier` is its macro-F1 on the set it knew before.
    """

    labels: int
    score: float
    low: float | None
    high: float | None
    earlier: float


def training_picture(stages: Sequence[StageCourse], title: str) -> Picture:
    """The loss above, the dev figures below, all over the steps of all stages."""
    starts = [0, *accumulate(len(stage.losses) for stage in stages)]
    with style():
        figure, (above, below) = _sheet(title, 2)
        _losses(above, stages, starts)
        _scores(below, stages, starts)
        for ax in (above, below):
            ax.set_xlim(0, max(starts[-1], 1))
            for start in starts[1:-1]:
                ax.axvline(start, color=theme().quiet, lw=0.8, ls=":")
        above.tick_params(labelbottom=False)
        _stage_names(above, stages, starts)
    return Picture("training", figure, _course_numbers(stages), _course_alt(stages))


def learning_picture(
    shares: Sequence[Share], held: int, sentence: str, spans: str = "95 % intervals"
) -> Picture:
    """Macro-F1 by the number of labels learned from; the first share is the model before.

    `spans` says what lies between `low` and `high`.
    """
    with style():
        figure, (ax,) = _sheet(sentence, 1)
        places = range(len(shares))
        scores, earlier = [one.score for one in shares], [one.earlier for one in shares]
        ax.plot(places, earlier, "s--", color=COLOURS[2], label="the set it knew before")
        ax.plot(places, scores, "o-", color=COLOURS[0], label="held-out labels of yours")
        for place, one in zip(places, shares, strict=True):
            if one.low is not None and one.high is not None:
                ax.plot([place, place], [one.low, one.high], color=COLOURS[0], lw=1.2)
        ax.set_xticks(places, [_under(one) for one in shares])
        ax.set_xlim(-0.3, len(shares) - 0.5)
        ax.set_xlabel("labels learned from, and macro-F1 on what was held out")
        ax.set_ylabel("macro-F1")
        ax.grid(axis="y")
        _legend(ax)
        note = f"Measured on the same {held:,} held-out labels. Lines: {spans}."
        figure.text(0.09, 0.015, note, size=8, color=theme().quiet)
    rows = tuple((s.labels, s.score, s.low, s.high, s.earlier) for s in shares)
    table = Table(("labels", "macro_f1", "low", "high", "earlier_set_macro_f1"), rows)
    return Picture("learning-curve", figure, table, f"Line: {sentence}")


def _sheet(title: str, rows: int) -> tuple[Figure, list[Axes]]:
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=150)
    figure.text(0.09, 0.965, title, size=11, va="top", wrap=True)
    figure.subplots_adjust(left=0.09, right=0.97, top=0.84, bottom=0.15, hspace=0.3)
    return figure, [figure.add_subplot(rows, 1, row + 1) for row in range(rows)]


def _legend(ax: Axes) -> None:
    """Above the plot, where no line is."""
    ax.legend(
        frameon=False, loc="lower right", bbox_to_anchor=(1, 1), ncols=4, fontsize=8, borderpad=0
    )


def _under(share: Share) -> str:
    return f"{f'{share.labels:,}' if share.labels else 'before'}\n{share.score:.3f}"


def _stage_names(ax: Axes, stages: Sequence[StageCourse], starts: Sequence[int]) -> None:
    """Over the middle of each stage that is wide enough for its name."""
    for stage, start in zip(stages, starts, strict=False):
        steps = len(stage.losses)
        if steps > 0.15 * starts[-1]:
            where = ax.get_xaxis_transform()
            middle = start + steps / 2
            ax.text(middle, 1.02, stage.name, transform=where, ha="center", size=8)


def _losses(ax: Axes, stages: Sequence[StageCourse], starts: Sequence[int]) -> None:
    ax.set_ylabel("loss")
    ax.grid(axis="y")
    for stage, start in zip(stages, starts, strict=False):
        steps = [start + place for place in range(1, len(stage.losses) + 1)]
        ax.plot(steps, stage.losses, color=theme().faint, lw=0.8)
        ax.plot(steps, running_mean(stage.losses), color=COLOURS[0], lw=1.4)


def _scores(ax: Axes, stages: Sequence[StageCourse], starts: Sequence[int]) -> None:
    ax.set_ylabel("macro-F1 on dev sets")
    ax.set_xlabel("steps")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(axis="y")
    names = [name for stage in stages for one in stage.measured for name, _ in one.scores]
    looks = zip(cycle(COLOURS), cycle(MARKERS), cycle(DASHES), strict=False)
    for name, (colour, marker, dash) in zip(dict.fromkeys(names), looks, strict=False):
        points = [
            (start + one.step, score)
            for stage, start in zip(stages, starts, strict=False)
            for one in stage.measured
            for other, score in one.scores
            if other == name
        ]
        xs, ys = zip(*points, strict=True)
        ax.plot(xs, ys, color=colour, marker=marker, ls=dash, ms=4, label=name, clip_on=False)
    for stage, start in zip(stages, starts, strict=False):
        if stage.kept is not None:
            ax.axvline(start + stage.kept, color=theme().ink, lw=1, label="weights kept")
    if names:
        _legend(ax)


def running_mean(values: Sequence[float]) -> list[float]:
    """Each value's mean with up to SMOOTHED - 1 before it."""
    sums = [0.0, *accumulate(values)]
    firsts = [max(0, end - SMOOTHED) for end in range(1, len(sums))]
    return [(sums[end] - sums[first]) / (end - first) for end, first in enumerate(firsts, start=1)]


def _course_numbers(stages: Sequence[StageCourse]) -> Table:
    names = tuple(
        dict.fromkeys(name for stage in stages for one in stage.measured for name, _ in one.scores)
    )
    rows = []
    for stage in stages:
        measured = {one.step: dict(one.scores) for one in stage.measured}
        for step in range(len(stage.losses) + 1):
            loss = stage.losses[step - 1] if step else None
            scores = (measured.get(step, {}).get(name) for name in names)
            if step or step in measured:
                rows.append((stage.name, step, loss, *scores))
    return Table(("stage", "step", "loss", *names), tuple(rows))


def _course_alt(stages: Sequence[StageCourse]) -> str:
    parts = [
        f"{stage.name}: {len(stage.losses):,} steps, loss {stage.losses[0]:.3f} to "
        f"{running_mean(stage.losses)[-1]:.3f}"
        for stage in stages
        if stage.losses
    ]
    return f"Lines of loss and dev figures. {'; '.join(parts)}."
