"""What a summary holds: stance by vote, for one article and over all, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from discourse.aggregate.effects import Comparison, Corrected, Estimate, Exposure, Replies
from discourse.aggregate.intervals import Interval, Proportion, Tally, wider
from discourse.stance.judgement import Stance
from discourse.stance.questions import Target
from discourse.thread import Votes


class Measure(StrEnum):
    """The one number that places a comment on a votes axis."""

    NET = "net votes"
    UP = "up-votes"  # pages that show likes only

    def of(self, votes: Votes) -> int | None:
        """That number; None where the page does not show it."""
        return net_of(votes) if self is Measure.NET else votes.up

    @staticmethod
    def for_all(marks: Sequence["Mark"]) -> "Measure":
        """Net votes, or up-votes where no comment's net can be known but some up-votes can."""
        likes = any(mark.votes.up is not None for mark in marks)
        nets = any(net_of(mark.votes) is not None for mark in marks)
        return Measure.UP if likes and not nets else Measure.NET


def net_of(votes: Votes) -> int | None:
    """Net votes as printed, else up minus down where both are shown."""
    if votes.net is not None or votes.up is None or votes.down is None:
        return votes.net
    return votes.up - votes.down


@dataclass(frozen=True, slots=True)
class Mark:
    """One comment as charts draw it; `stance` is None where the model abstained.

    `conversation` is the id of the top-level comment under which it stands; `answers` and `quotes`
    name other comments of the article.
    """

    article: str
    comment_id: str
    position: int  # from 1, in page order
    stance: Stance | None
    confidence: float
    votes: Votes
    conversation: str
    excerpt: str
    posted: datetime | None = None
    answers: str | None = None
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resampled:
    """Bootstrap intervals of one stance; None where too few units would be drawn from."""

    share: Interval | None = None
    approval: Interval | None = None
    median_net: Interval | None = None


@dataclass(frozen=True, slots=True)
class StanceRow:
    """The comments of one stance.

    `approval` is up over up and down, of comments that show both; `unvoted` counts those among
    them that drew no vote at all, for which it is undefined.
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
class TargetSummary:
    """The comments' stances toward one target, within an article or over all articles."""

    target: Target
    articles: int
    rows: tuple[StanceRow, ...]  # one a stance, in the order of Stance
    marks: tuple[Mark, ...]
    measure: Measure
    resampled_over: str  # the unit of the bootstrap: "article" or "conversation"
    method: str  # in words, how the intervals were made; charts print it
    corrected: Corrected
    comparisons: tuple[Comparison, ...]  # against and in favor first
    exposure: Exposure
    replies: Replies

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
        return sum(not mark.votes.shown for mark in self.marks)

    @property
    def sides(self) -> Comparison:
        """Votes of the comments against, compared with those in favor."""
        return self.comparisons[0]

    def corrected_share(self, stance: Stance) -> Estimate | None:
        """The share of a stance with the model's errors taken out, where these are known."""
        return self.corrected.share(stance)

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
