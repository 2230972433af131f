"""Who answers whom, comment by comment: an arc from each answer back to what it answers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import MaxNLocator

from discourse.aggregate import TargetSummary
from discourse.charts._chart import Area, Chart, Floats, StanceChart, beside, counted, marks
from discourse.charts._comments import have, stances
from discourse.charts._picture import Link, Table
from discourse.charts._theme import theme
from discourse.charts._votes_axis import STEPS
from discourse.stance.judgement import Stance

NODES = 150  # comments; the arcs of more cannot be followed
BEND = np.linspace(0, np.pi, 40)


@dataclass(frozen=True, slots=True)
class Arcs:
    """Pairs of places: who speaks, who is spoken to; and which join against and in favor."""

    speakers: Floats
    spoken_to: Floats
    across: Floats


def arcs(summary: TargetSummary, *, quotes: bool) -> Arcs:
    """The answers or the quotes of an article's comments, by their position on the page."""
    of = summary.columns
    parents = np.flatnonzero(of.parent >= 0)
    pairs = (of.quoting, of.quoted) if quotes else (parents, of.parent[parents])
    one, other = (np.asarray(part, dtype=np.intp) for part in pairs)
    sides = np.array([list(Stance).index(s) for s in (Stance.AGAINST, Stance.FAVOR)])
    both = np.isin(of.stance[one], sides) & np.isin(of.stance[other], sides)
    across = both & (of.stance[one] != of.stance[other])
    return Arcs(
        *(part.astype(np.float64) for part in (of.position[one], of.position[other], across))
    )


def _lacks(summary: TargetSummary) -> str:
    if summary.comments >= NODES:
        return f"{NODES} comments or more: their arcs could not be followed"
    if not len(arcs(summary, quotes=False).speakers) and not len(summary.columns.quoting):
        return "no comment answers or quotes another"
    return ""


def _separate(summary: TargetSummary) -> bool:
    """Whether quotes say anything that answers do not."""
    return bool(len(summary.columns.quoting)) and not summary.replies.alike


def _note(summary: TargetSummary) -> str:
    quotes = " Above the line answers, beneath it quotes." if _separate(summary) else ""
    return (
        "Every mark is a comment, in page order. An arc joins an answer with what it answers: "
        f"dark and thick between against and in favor, else pale.{quotes}"
    )


def _draw(ax: Axes, summary: TargetSummary) -> None:
    answers = arcs(summary, quotes=False)
    quotes = arcs(summary, quotes=True) if _separate(summary) else None
    for drawn, way in ((answers, 1), (quotes, -1)):
        if drawn is not None:
            _arcs(ax, drawn, way)
    size = 8.0 if summary.comments <= 60 else 5.5
    for stance in stances(summary):
        places = summary.columns.position[have(summary, stance)].astype(np.float64)
        marks(ax, places, np.zeros(len(places)), stance, size, above=True)
    ax.axhline(0, color=theme().faint, lw=0.8, zorder=0)
    if quotes is not None:
        beside(ax, 0.5, "answers", left=True, colour=theme().quiet)
        beside(ax, -0.5, "quotes", left=True, colour=theme().quiet)
    ax.set_xlim(0.3, summary.comments + 0.7)
    ax.set_ylim(-1.08 if quotes is not None else -0.15, 1.08)
    ax.set_yticks([])
    ax.xaxis.set_major_locator(MaxNLocator(steps=STEPS, nbins=12, integer=True, min_n_ticks=1))
    ax.set_xlabel("comment, in page order")


def _arcs(ax: Axes, drawn: Arcs, way: int) -> None:
    """Half-ellipses as high as they are wide, up to the height of the plot."""
    if not len(drawn.speakers):
        return
    middle = (drawn.speakers + drawn.spoken_to)[:, None] / 2
    reach = np.abs(drawn.speakers - drawn.spoken_to)[:, None] / 2
    heights = np.sqrt(reach / reach.max())
    paths = np.stack([middle + reach * np.cos(BEND), way * heights * np.sin(BEND)], axis=2)
    for across, colour, width in ((0, "#b5b5b5", 1.0), (1, theme().ink, 1.9)):
        chosen = list(paths[drawn.across == across])
        lines = LineCollection(chosen, colors=colour, linewidths=width, zorder=1 + across)
        ax.add_collection(lines)


def _numbers(summary: TargetSummary) -> Table:
    rows = list[tuple[str, int, int, int]]()
    for verb, quotes in (("answers", False), ("quotes", True)):
        found = arcs(summary, quotes=quotes)
        pairs = zip(found.speakers, found.spoken_to, found.across, strict=True)
        rows += [(verb, int(one), int(other), int(across)) for one, other, across in pairs]
    return Table(("verb", "speaker", "spoken_to", "between_the_sides"), tuple(rows))


def _alt(summary: TargetSummary) -> str:
    found = arcs(summary, quotes=False)
    return (
        f"Arcs for {counted(len(found.speakers), 'answer')} among "
        f"{counted(summary.comments, 'comment')}, {int(found.across.sum())} of them between "
        "against and in favor."
    )


def _areas(summary: TargetSummary) -> Iterator[Area]:
    for mark in summary.marks:
        link = Link(f"comment {mark.position}", article=mark.article, comment=mark.comment_id)
        at = float(mark.position)
        yield Area(-0.12, 0.12, link, across=(at - 0.5, at + 0.5))


CHART: StanceChart = Chart(
    name="reply-network",
    title="Who answers whom, comment by comment",
    inches=lambda summary: 2.6 if _separate(summary) else 1.6,
    lacks=_lacks,
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=_areas,
    left=0.7,
    right=0.1,
    legend=True,
)
