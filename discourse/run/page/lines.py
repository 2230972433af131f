"""A row of a summary table: one stance and the votes that its comments drew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.aggregate import Abstained, Estimate, StanceRow
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
    "share of comments (95\N{NO-BREAK SPACE}%)",
    "corrected share (95\N{NO-BREAK SPACE}%)",
    "up-votes",
    "down-votes",
    "net votes",
    "mean net (95\N{NO-BREAK SPACE}%)",
    "median net (95\N{NO-BREAK SPACE}%)",
    "approval (95\N{NO-BREAK SPACE}%)",
    "votes not shown",
)


def stance_line(row: StanceRow, corrected: Estimate | None) -> StanceLine:
    """The row's numbers under COLUMNS."""
    return StanceLine(
        key=row.stance.value,
        words=WORDS[row.stance],
        glyph=GLYPHS[row.stance],
        n=row.n,
        cells=(
            numbers.share_of(row.share, row.share_interval),
            numbers.estimate(corrected),
            numbers.total(row.up),
            numbers.total(row.down),
            numbers.net_total(row.net),
            numbers.signed_of(row.mean_net, row.resampled.mean_net),
            numbers.signed_of(row.median_net, row.resampled.median_net),
            numbers.share_of(row.approval, row.approval_interval),
            numbers.count(row.votes_missing),
        ),
    )


def silent_lines(abstentions: Sequence[Abstained]) -> Iterator[StanceLine]:
    """The comments without a stance, a row a reason; shares are of those that have one."""
    for one in abstentions:
        yield StanceLine(
            key=NONE,
            words=f"{NONE_WORDS}: {one.reason}",
            glyph=NONE_GLYPH,
            n=one.n,
            cells=(
                numbers.UNKNOWN,
                numbers.UNKNOWN,
                numbers.total(one.up),
                numbers.total(one.down),
                numbers.net_total(one.net),
                *[numbers.UNKNOWN] * 3,
                numbers.count(one.votes_missing),
            ),
        )
