"""In their own words: the comment of each stance that readers liked most, and least."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes

from discourse.aggregate import Mark, TargetSummary
from discourse.charts._chart import (
    Chart,
    StanceChart,
    beside,
    compact,
    counted,
    plot_inches,
    rows_axis,
)
from discourse.charts._fonts import wrap
from discourse.charts._picture import Table
from discourse.charts._theme import look, theme
from discourse.stance.judgement import Stance

ROW = 0.46  # inches a comment takes
SIZE = 9.0


@dataclass(frozen=True, slots=True)
class Voice:
    """One comment to be quoted, and why."""

    stance: Stance
    why: str  # "most" or "least": of all comments of its stance
    mark: Mark
    votes: int


def voices(summary: TargetSummary) -> list[Voice]:
    """For each stance the comment with most votes, and the one with fewest if below zero."""
    return [voice for stance in Stance for voice in _of(summary, stance)]


def _of(summary: TargetSummary, stance: Stance) -> Iterator[Voice]:
    ranked = _ranked(summary, stance)
    if ranked:
        yield Voice(stance, "most", *ranked[0])
    if len(ranked) > 1 and ranked[-1][1] < 0:
        yield Voice(stance, "least", *ranked[-1])


def _ranked(summary: TargetSummary, stance: Stance) -> list[tuple[Mark, int]]:
    """The stance's comments that have words and votes, the most voted first."""
    voted = [
        (mark, votes)
        for mark in summary.marks
        if mark.stance is stance and mark.excerpt
        if (votes := summary.measure.of(mark.votes)) is not None
    ]
    return sorted(voted, key=lambda pair: -pair[1])


def _lacks(summary: TargetSummary) -> str:
    return "" if voices(summary) else f"no comment with a stance shows {summary.measure}"


def _note(summary: TargetSummary) -> str:
    return (
        f"The comment of each stance with the most {summary.measure}, and the one with the "
        "fewest where that is below zero. Beginnings of the comments' own words."
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    quoted = voices(summary)
    seen = [look(voice.stance) for voice in quoted]
    rows_axis(ax, [(f"{each.name} {each.glyph}", each.dark) for each in seen])
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    width = plot_inches(ax) - 0.15
    for y, voice in enumerate(quoted):
        lines = wrap(voice.mark.excerpt, width, SIZE, lines=2)
        ax.text(0, y, "\n".join(lines), size=SIZE, va="center")
        beside(ax, y, _votes(voice, summary), colour=theme().quiet)
        if y:
            same = quoted[y - 1].stance is voice.stance
            ax.axhline(y - 0.5, color="#f0f0f0" if same else "#c8c8c8", lw=0.8)


def _votes(voice: Voice, summary: TargetSummary) -> str:
    unit = str(summary.measure).replace("votes", "vote" if abs(voice.votes) == 1 else "votes")
    return f"{compact(voice.votes, signed=True)} {unit}"


def _numbers(summary: TargetSummary) -> Table:
    columns = ("stance", "why", "article", "comment", "up", "down", "net", "excerpt")
    return Table(columns, tuple(_cells(voice) for voice in voices(summary)))


def _cells(voice: Voice) -> tuple[str | int | float | None, ...]:
    mark = voice.mark
    return (
        *(voice.stance.value, f"{voice.why} votes", mark.article, mark.comment_id),
        *(mark.votes.up, mark.votes.down, mark.votes.net, mark.excerpt),
    )


def _alt(summary: TargetSummary) -> str:
    return f"{counted(len(voices(summary)), 'comment')} quoted, of each stance the most voted."


CHART: StanceChart = Chart(
    name="voices",
    title="In their own words",
    inches=lambda summary: ROW * len(voices(summary)),
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    under=0.1,
)
