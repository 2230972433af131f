"""In their own words: of each stance the most approved, most rejected and most divided comment."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes

from discourse.aggregate import Mark, Measure, TargetSummary
from discourse.charts._chart import (
    Area,
    Chart,
    StanceChart,
    beside,
    compact,
    counted,
    plot_inches,
    rows_axis,
)
from discourse.charts._fonts import wrap
from discourse.charts._picture import Cell, Link, Table
from discourse.charts._theme import look, theme
from discourse.stance.judgement import Stance

ROW = 0.46  # inches a comment takes
SIZE = 9.0
MOST, LEAST, DIVIDED = "most approved", "most rejected", "most divided"
MILD = "least rejected"  # of a stance whose comments are all below zero


@dataclass(frozen=True, slots=True)
class Voice:
    """One comment to be quoted, and why: of all comments of its stance."""

    stance: Stance
    why: str
    mark: Mark
    votes: str


def voices(summary: TargetSummary) -> list[Voice]:
    """For each stance as many as there are of the three, none quoted twice.

    The most approved has the most votes (below zero it is called the least rejected); the most
    rejected the fewest, if below zero; the most divided drew both up- and down-votes, many and
    evenly split.
    """
    worded = [mark for place in summary.columns.excerpts if (mark := summary.marks[place]).excerpt]
    return [
        voice
        for stance in Stance
        for voice in _of(summary, stance, [mark for mark in worded if mark.stance is stance])
    ]


def _of(summary: TargetSummary, stance: Stance, mine: list[Mark]) -> Iterator[Voice]:
    measure = summary.measure
    voted = [(mark, votes) for mark in mine if (votes := measure.of(mark.votes)) is not None]
    ranked = sorted(voted, key=lambda pair: -pair[1])
    quoted = list[Mark]()
    if ranked:
        (mark, votes), alone = ranked[0], len(ranked) == 1
        quoted.append(mark)
        why = MOST if votes >= 0 else LEAST if alone else MILD
        yield Voice(stance, why, mark, _votes(votes, measure))
    if len(ranked) > 1 and ranked[-1][1] < 0:
        quoted.append(ranked[-1][0])
        yield Voice(stance, LEAST, ranked[-1][0], _votes(ranked[-1][1], measure))
    split = max((mark for mark in mine if mark not in quoted), key=_division, default=None)
    if split is not None and _division(split):
        yield Voice(stance, DIVIDED, split, _both(split))


def _division(mark: Mark) -> float:
    return (mark.controversy or 0.0) if mark.votes.up and mark.votes.down else 0.0


def _both(mark: Mark) -> str:
    return f"{compact(mark.votes.up or 0)} up, {compact(mark.votes.down or 0)} down"


def _votes(votes: int, measure: Measure) -> str:
    unit = str(measure).replace("votes", "vote" if abs(votes) == 1 else "votes")
    return f"{compact(votes, signed=True)} {unit}"


def _lacks(summary: TargetSummary) -> str:
    return "" if voices(summary) else f"no comment with a stance shows {summary.measure}"


def _note(summary: TargetSummary) -> str:
    why = {voice.why for voice in voices(summary)}
    least = ", the one with the fewest where that is below zero" if LEAST in why else ""
    divided = ", and another that split its readers most evenly" if DIVIDED in why else ""
    return (
        f"Of each stance the comment with the most {summary.measure}{least}{divided}. "
        "Beginnings of their own words."
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    quoted = voices(summary)
    seen = [look(voice.stance) for voice in quoted]
    names = [f"{each.name} {each.glyph}" for each in seen]
    both = [f"{name}\n{voice.why}" for name, voice in zip(names, quoted, strict=True)]
    rows_axis(ax, [(name, each.dark) for name, each in zip(both, seen, strict=True)], size=8.5)
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    width = plot_inches(ax) - 0.15
    for y, voice in enumerate(quoted):
        lines = wrap(voice.mark.excerpt, width, SIZE, lines=2)
        ax.text(0, y, "\n".join(lines), size=SIZE, va="center")
        beside(ax, y, voice.votes, colour=theme().quiet)
        if y:
            same = quoted[y - 1].stance is voice.stance
            ax.axhline(y - 0.5, color="#f0f0f0" if same else "#c8c8c8", lw=0.8)


def _numbers(summary: TargetSummary) -> Table:
    columns = ("stance", "why", "article", "comment", "up", "down", "net", "controversy", "excerpt")
    return Table(columns, tuple(_cells(voice) for voice in voices(summary)))


def _cells(voice: Voice) -> tuple[Cell, ...]:
    mark = voice.mark
    return (
        *(voice.stance.value, voice.why, mark.article, mark.comment_id),
        *(mark.votes.up, mark.votes.down, mark.votes.net, mark.controversy, mark.excerpt),
    )


def _alt(summary: TargetSummary) -> str:
    said = f"{counted(len(voices(summary)), 'comment')} quoted"
    return f"{said}: of each stance the most approved, rejected and divided."


def _areas(summary: TargetSummary) -> Iterator[Area]:
    for row, voice in enumerate(voices(summary)):
        mark = voice.mark
        link = Link(f"comment {mark.position}", article=mark.article, comment=mark.comment_id)
        yield Area(row - 0.5, row + 0.5, link)


CHART: StanceChart = Chart(
    name="voices",
    title="In their own words",
    inches=lambda summary: ROW * len(voices(summary)),
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=_areas,
    under=0.1,
)
