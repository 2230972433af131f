"""What a summary holds: stance by vote, for one article and over all, ready to be drawn."""

from dataclasses import dataclass
from datetime import date

from discourse.aggregate.columns import Columns
from discourse.aggregate.effects import Comparison, Corrected, Estimate, Exposure, Replies
from discourse.aggregate.intervals import Interval, Proportion, Tally, wider
from discourse.aggregate.marks import Marks
from discourse.aggregate.votes import Measure
from discourse.stance.judgement import Stance
from discourse.stance.questions import Target


@dataclass(frozen=True, slots=True)
class Resampled:
    """Bootstrap intervals of one stance; None where too few units would be drawn from.

    `gap` is that of the share of up-votes less the share of the comments that show them.
    """

    share: Interval | None = None
    approval: Interval | None = None
    mean_net: Interval | None = None
    median_net: Interval | None = None
    up_share: Interval | None = None
    gap: Interval | None = None


@dataclass(frozen=True, slots=True)
class StanceRow:
    """The comments of one stance.

    `approval` is up over up and down, of comments that show both; `unvoted` counts those among
    them that drew no vote at all, for which it is undefined. `balance` is the smaller of their
    up- and down-votes over the larger, `controversy` the median of the comments' (see
    `votes.controversy`); both None where nothing was voted.
    """

    stance: Stance
    share: Proportion
    up: Tally
    down: Tally
    net: Tally
    mean_net: float | None
    median_net: float | None
    approval: Proportion
    unvoted: int
    votes_missing: int
    resampled: Resampled
    balance: float | None = None
    controversy: float | None = None

    @property
    def n(self) -> int:
        """Number of comments."""
        return self.share.part

    @property
    def share_interval(self) -> Interval | None:
        """The wider of Wilson's and the resampled interval: neither alone is safe with few."""
        return wider(self.share.interval, self.resampled.share)

    @property
    def approval_interval(self) -> Interval | None:
        """As `share_interval`, of approval."""
        return wider(self.approval.interval, self.resampled.approval)


@dataclass(frozen=True, slots=True)
class Abstained:
    """The comments for which no stance is claimed, for one reason."""

    reason: str
    n: int
    up: Tally
    down: Tally
    net: Tally
    votes_missing: int


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """The comments' stances toward one target, within an article or over all articles."""

    target: Target
    articles: int
    rows: tuple[StanceRow, ...]  # one a stance, in the order of Stance
    abstentions: tuple[Abstained, ...]  # one a reason, the commonest first
    marks: Marks
    measure: Measure
    resampled_over: str  # the unit of the bootstrap: "article" or "conversation"
    method: str  # in words, how the intervals were made; charts print it
    corrected: Corrected
    comparisons: tuple[Comparison, ...]  # against and in favor first
    exposure: Exposure
    replies: Replies

    @property
    def columns(self) -> Columns:
        """The comments as arrays."""
        return self.marks.columns

    @property
    def comments(self) -> int:
        """Comments in all."""
        return len(self.marks)

    @property
    def judged(self) -> int:
        """Comments with a stance."""
        return sum(row.n for row in self.rows)

    @property
    def voted(self) -> int:
        """Comments with a stance that show up-votes: the base on which to compare with votes."""
        return sum(row.up.shown for row in self.rows)

    @property
    def abstained(self) -> int:
        """Comments for which the model claims no stance; in no row."""
        return self.comments - self.judged

    @property
    def votes_missing(self) -> int:
        """Comments that show no votes at all, those without a stance included."""
        rows = sum(row.votes_missing for row in self.rows)
        return rows + sum(one.votes_missing for one in self.abstentions)

    @property
    def sides(self) -> Comparison:
        """Votes of the comments against, compared with those in favor."""
        return self.comparisons[0]

    def corrected_share(self, stance: Stance) -> Estimate | None:
        """The share of a stance with the model's errors taken out, where these are known."""
        return self.corrected.share(stance)

    def up_share(self, stance: Stance) -> float | None:
        """The stance's part of the up-votes on comments with a stance; None where there are none.

        To be held against its part of the comments that show up-votes: `row.up.shown / voted`.
        """
        whole = sum(row.up.total for row in self.rows)
        return self.row(stance).up.total / whole if whole else None

    def net_share(self, stance: Stance) -> float | None:
        """The stance's part of the net votes; None unless all stances' sums are zero or more."""
        nets = [row.net.total for row in self.rows]
        if min(nets) < 0 or not sum(nets):
            return None
        return self.row(stance).net.total / sum(nets)

    def row(self, stance: Stance) -> StanceRow:
        """The row of a stance."""
        return next(row for row in self.rows if row.stance is stance)


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article and what its comments say to each target."""

    key: str
    title: str
    source: str
    published: date | None
    comments: int
    targets: tuple[TargetSummary, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """All articles of a run, each by itself, and each target over all articles that have it."""

    articles: tuple[ArticleSummary, ...]
    overall: tuple[TargetSummary, ...]
