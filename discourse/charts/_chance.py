"""What was tested, in words, and beside it the numbers of every comparison."""

from collections.abc import Iterator, Sequence

from discourse.aggregate import Comparison, Finding, TargetSummary, findings
from discourse.charts import replies
from discourse.charts._picture import Cell, Table
from discourse.charts._sheet import (
    NOTE,
    TITLE,
    Block,
    Face,
    column,
    panel,
    pile,
    side_by_side,
    space,
    words,
)
from discourse.charts._theme import written

CHANCE = "More than chance?"
TOLD = Face(9.5)


def chance(summary: TargetSummary, width: float) -> Iterator[Block]:
    """The findings; beside them the grids of replies, where there are any."""
    found = findings(summary)
    if not found:
        return
    if replies.CHART.lacks(summary):
        yield told(summary, found, width)
    else:
        half = column(width, 2)
        grids = panel(replies.CHART, summary, half)
        yield side_by_side([told(summary, found, half), grids], width)
    yield space(0.2)


def told(summary: TargetSummary, found: Sequence[Finding], width: float) -> Block:
    """The findings alone."""
    note = (
        f"Votes are ranked within articles and whole {summary.sides.unit}s turned around "
        "at random; replies are held against stances shuffled within articles."
    )
    lines = [words(CHANCE, width, TITLE, lines=1), words(note, width, NOTE), space(0.08)]
    for finding in found:
        said = written(f"{finding.about}: {finding.said}")
        lines += [words(said, width, TOLD, lines=6), space(0.07)]
    return pile(lines)


def comparisons(summary: TargetSummary) -> Table:
    """Each pair of stances compared."""
    columns = (
        *("first", "second", "n_first", "n_second", "articles", "rank_biserial"),
        *("pairs_first_ahead", "p", "p_adjusted", "tests", "unit", "lacks"),
    )
    return Table(columns, tuple(map(_cells, summary.comparisons)))


def _cells(made: Comparison) -> tuple[Cell, ...]:
    return (
        *(made.first.value, made.second.value, made.n_first, made.n_second, made.articles),
        *(made.effect, made.superiority, made.p, made.adjusted, made.family, made.unit),
        made.lacks,
    )


def alt(summary: TargetSummary) -> str:
    """The findings as one text."""
    return " ".join(f"{finding.about}: {finding.said}" for finding in findings(summary))
