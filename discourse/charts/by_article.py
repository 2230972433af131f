"""Many articles under each other: who speaks and who is voted for, on the same axes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from discourse.aggregate import ArticleSummary, Summary, TargetSummary
from discourse.charts._chart import Chart, beside, compact, counted, percent_ticks
from discourse.charts._fonts import wrap
from discourse.charts._picture import Table
from discourse.charts._theme import theme
from discourse.charts.spoken_voted import Bar, stacked
from discourse.stance.judgement import Stance

HEADS = 1.2  # rows above the first bar's middle, where the columns are named
PAGED = 30  # articles on a page
VOTES_AT = 1.35  # where the second column of bars begins, the first being 1 wide
TITLES = 3.5  # inches for the articles' titles
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


Lines = tuple[Line, ...]


def lines(summary: Summary, name: str) -> Lines:
    """The articles with at least one stance toward a target, most against first."""
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


def pages(found: Lines) -> Iterator[Lines]:
    """All of them, so many a page."""
    for start in range(0, len(found), PAGED):
        yield found[start : start + PAGED]


def _order(line: Line) -> tuple[float, float, str]:
    against, _, favor = (row.share.share or 0.0 for row in line.summary.rows)
    return -against, favor, line.article.key


def _draw(ax: Axes, drawn: Lines) -> None:
    ax.set_xlim(0, VOTES_AT + 1)
    ax.set_ylim(len(drawn) - 0.5, -HEADS)
    ax.set_yticks([])
    both = [0.0, 0.5, 1.0, VOTES_AT, VOTES_AT + 0.5, VOTES_AT + 1]
    percent_ticks(ax, both, (0.0, 0.5, 1.0) * 2)
    ax.spines["bottom"].set_visible(False)  # it would join the two columns
    _heads(ax)
    for y, line in enumerate(drawn):
        title = wrap(line.article.title or line.article.key, TITLES - 0.15, 8.5, lines=2)
        beside(ax, y, "\n".join(title), left=True, size=8.5)
        stacked(ax, y, line.comments, 0.7)
        if line.ups.whole:
            stacked(ax, y, line.ups, 0.7, left=VOTES_AT)
        else:
            said = "no up-votes" if line.summary.voted else "up-votes not shown"
            ax.text(VOTES_AT + 0.02, y, said, va="center", color=theme().quiet)
        beside(ax, y, f"{compact(line.comments.whole)} / {compact(line.ups.whole)}")


def _heads(ax: Axes) -> None:
    middle = -(HEADS + 0.5) / 2
    for x, head in ((0.0, "comments"), (VOTES_AT, "up-votes they drew")):
        ax.text(x, middle, head, weight="bold", va="center")
    beside(ax, middle, "comments / up-votes", colour=theme().quiet)


def _numbers(drawn: Lines) -> Table:
    columns = ("article", "title", "stance", "comments", "share", "up", "share_of_up")
    return Table(columns, tuple(cells for line in drawn for cells in _cells(line)))


def _cells(line: Line) -> Iterator[tuple[str | int | float | None, ...]]:
    for stance, n, up in zip(Stance, line.comments.parts, line.ups.parts, strict=True):
        share = n / line.comments.whole
        voted = up / line.ups.whole if line.ups.whole else None
        yield line.article.key, line.article.title, stance.value, n, share, up, voted


def _alt(drawn: Sequence[Line]) -> str:
    return (
        f"Stacked bars for {counted(len(drawn), 'article')}, most against first: shares of "
        "comments and of the up-votes they drew, by stance."
    )


CHART: Chart[Lines] = Chart(
    name="articles",
    title="Article by article",
    inches=lambda drawn: ROW * (len(drawn) + HEADS - 0.5),
    lacks=lambda drawn: "" if drawn else "no article has a comment with a stance",
    note=lambda _drawn: "By stance, in % of each bar; the most against first.",
    draw=_draw,
    numbers=_numbers,
    alt=_alt,
    legend=True,
)
