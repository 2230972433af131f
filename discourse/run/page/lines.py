"""A row of a summary table: one stance and the votes that its comments drew."""

from dataclasses import dataclass

from discourse.aggregate import StanceRow
from discourse.run.page import numbers
from discourse.stance.judgement import Stance

WORDS = {Stance.AGAINST: "against", Stance.NEUTRAL: "neutral", Stance.FAVOR: "in favor"}
GLYPHS = {Stance.AGAINST: "▼", Stance.NEUTRAL: "●", Stance.FAVOR: "▲"}
NONE, NONE_WORDS, NONE_GLYPH = "none", "no stance", "×"  # noqa: RUF001 - the mark of the charts


@dataclass(frozen=True, slots=True)
class StanceLine:
    """One stance in words and numbers; `key` names it in the page's markup."""

    key: str
    words: str
    glyph: str
    n: int
    cells: tuple[str, ...]


COLUMNS = (
    "share of comments (95 %)",
    "up-votes",
    "down-votes",
    "net votes",
    "median net",
    "approval (95 %)",
    "votes not shown",
)


def stance_line(row: StanceRow) -> StanceLine:
    """The row's numbers under COLUMNS."""
    return StanceLine(
        key=row.stance.value,
        words=WORDS[row.stance],
        glyph=GLYPHS[row.stance],
        n=row.n,
        cells=(
            numbers.share_of(row.share, row.share_interval),
            numbers.total(row.up),
            numbers.total(row.down),
            numbers.net_total(row.net),
            numbers.signed(row.median_net),
            numbers.share_of(row.approval, row.approval_interval),
            numbers.count(row.votes_missing),
        ),
    )
