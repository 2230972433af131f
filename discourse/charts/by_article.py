"""Many articles under each other: who speaks, who is voted for, and who comes out ahead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from discourse.aggregate import ArticleSummary, Summary, TargetSummary
from discourse.charts._chart import (
    Area,
    Chart,
    beside,
    compact,
    counted,
    percent,
    percent_ticks,
)
from discourse.charts._fonts import wrap
from discourse.charts._picture import Cell, Link, Table
from discourse.charts._theme import look, theme
from discourse.charts.spoken_voted import Bar, stacked
from discourse.stance.judgement import Stance

HEADS = 1.5  # rows above the first bar's middle, where the columns are named
PAGED = 30  # articles on a page
VOTES_AT, AHEAD_AT = 1.25, 2.5  # where the second and third column begin, each 1 wide
TITLES = 3.3  # inches for the articles' titles
LABELLED = 0.14  # narrower parts of a bar have no room for their percentage
ROW = 0.36  # inches an article takes


@dataclass(frozen=True, slots=True)
class Line:
    """One article with its summary for the target drawn."""

    article: ArticleSummary
    summary: TargetSummary

    @property
    def comments(self) -> Bar:
        """Its comments by stance."""
        return Bar("comments", tuple(row.n for row in self.summary.rows))

    @property
    def ups(self) -> Bar:
        """Their up-votes by stance."""
        return Bar("up-votes", tuple(row.up.total for row in self.summary.rows))

    @property
    def ahead(self) -> float | None:
        """The share of pairs in which the comment against has more votes; None of too few."""
        sides = self.summary.sides
        return sides.superiority if sides.enough else None


Lines = tuple[Line, ...]


def lines(summary: Summary, name: str) -> Lines:
    """The articles with at least one stance toward a target, against furthest ahead first."""
    found = [
        Line(article, part)
        for article in summary.articles
        for part in article.targets
        if part.target.name == name and part.judged
    ]
    return tuple(sorted(found, key=_order))


def fullest(found: Lines, most: int) -> Lines:
    """So many of them with the most comments, in their order."""
    kept = sorted(found, key=lambda line: -line.summary.judged)[:most]
    return tuple(sorted(kept, key=_order))


def pages(found: Lines, most: int = PAGED) -> Iterator[Lines]:
    """All of them, so many a page."""
    for start in range(0, len(found), most):
        yield found[start : start + most]


def _order(line: Line) -> tuple[bool, float, float, str]:
    """By the effect; those that have none last, the most against first."""
    against = line.summary.row(Stance.AGAINST).share.share or 0.0
    return line.ahead is None, -(line.ahead or 0.0), -against, line.article.key


def _note(drawn: Lines) -> str:
    measure = drawn[0].summary.measure
    return (
        "By stance, in % of each bar. Right: in how many of all pairs the comment against has more "
        f"{measure} than the one in favor (ties count half), the most first; filled where that is "
        "more than chance would give, none where fewer than 5 of either show votes."
    )


def _draw(ax: Axes, drawn: Lines) -> None:
    ax.set_xlim(0, AHEAD_AT + 1)
    ax.set_ylim(len(drawn) - 0.5, -HEADS)
    ax.set_yticks([])
    starts = (0.0, VOTES_AT, AHEAD_AT)
    percent_ticks(ax, [at + n for at in starts for n in (0, 0.5, 1)], (0.0, 0.5, 1.0) * 3)
    ax.spines["bottom"].set_visible(False)  # it would join the columns
    ax.vlines(AHEAD_AT + 0.5, -0.5, len(drawn) - 0.5, color=theme().quiet, lw=1, ls=(0, (4, 3)))
    _heads(ax)
    for y, line in enumerate(drawn):
        title = wrap(line.article.title or line.article.key, TITLES - 0.15, 8.5, lines=2)
        beside(ax, y, "\n".join(title), left=True, size=8.5, quoted=True)
        stacked(ax, y, line.comments, 0.7, labelled=LABELLED)
        if line.ups.whole:
            stacked(ax, y, line.ups, 0.7, left=VOTES_AT, labelled=LABELLED)
        else:
            said = "no up-votes" if line.summary.voted else "up-votes not shown"
            ax.text(VOTES_AT + 0.02, y, said, va="center", color=theme().quiet)
        _ahead(ax, y, line)
        ups = compact(line.ups.whole) if line.summary.voted else "\N{EN DASH}"
        beside(ax, y, f"{compact(line.comments.whole)} / {ups}")


def _ahead(ax: Axes, y: int, line: Line) -> None:
    """A mark on whichever side is ahead, in its colour and shape."""
    if line.ahead is None:
        return
    stance = Stance.AGAINST if line.ahead > 0.5 else Stance.FAVOR
    seen = look(stance if line.ahead != 0.5 else Stance.NEUTRAL)
    sure = line.summary.sides.beyond_chance
    at = AHEAD_AT + line.ahead
    ax.plot([AHEAD_AT, AHEAD_AT + 1], [y, y], color=theme().faint, lw=0.8, zorder=1)
    ax.plot([AHEAD_AT + 0.5, at], [y, y], color=seen.dot, lw=1.6, zorder=2)
    inside = seen.dot if sure else "white"
    ax.plot([at], [y], seen.marker, color=inside, mec=seen.dot, mew=1.4, ms=8, zorder=3)


def _heads(ax: Axes) -> None:
    heads = ((0.0, "comments"), (VOTES_AT, "up-votes they drew"), (AHEAD_AT, "against ahead"))
    for x, head in heads:
        ax.text(x, -(HEADS + 0.6) / 2, head, weight="bold", va="center")
    beside(ax, -(HEADS + 0.6) / 2, "comments /\nup-votes", colour=theme().quiet)


def _numbers(drawn: Lines) -> Table:
    columns = (
        *("article", "title", "stance", "comments", "share", "up", "share_of_up"),
        *("pairs_against_ahead", "p_adjusted"),
    )
    return Table(columns, tuple(cells for line in drawn for cells in _cells(line)))


def _cells(line: Line) -> Iterator[tuple[Cell, ...]]:
    for stance, n, up in zip(Stance, line.comments.parts, line.ups.parts, strict=True):
        share = n / line.comments.whole
        voted = up / line.ups.whole if line.ups.whole else None
        yield (
            *(line.article.key, line.article.title, stance.value, n, share, up, voted),
            *(line.ahead, line.summary.sides.adjusted),
        )


def _alt(drawn: Sequence[Line]) -> str:
    known = [line.ahead for line in drawn if line.ahead is not None]
    ahead = (
        f" Against is ahead in {percent(max(known))} of pairs in the first, {percent(min(known))} "
        "in the last."
        if known
        else ""
    )
    return (
        f"Stacked bars for {counted(len(drawn), 'article')}: shares of comments and of the "
        f"up-votes they drew, by stance.{ahead}"
    )


def _areas(drawn: Lines) -> Iterator[Area]:
    for row, line in enumerate(drawn):
        said = line.article.title or line.article.key
        yield Area(row - 0.5, row + 0.5, Link(said, article=line.article.key))


CHART: Chart[Lines] = Chart(
    name="articles",
    title="Article by article",
    inches=lambda drawn: ROW * (len(drawn) + HEADS - 0.5),
    lacks=lambda drawn: "" if drawn else "no article has a comment with a stance",
    note=_note,
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    areas=_areas,
    left=TITLES,
    right=1.1,
    legend=True,
)
