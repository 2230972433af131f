"""What the tests and corrections of a summary found: values only."""

from dataclasses import dataclass

from discourse.aggregate.intervals import Interval
from discourse.stance.judgement import Stance

MIN_SIDE = 5  # comments of each stance: of fewer nothing is said
UNTESTED = "not looked into for each of so many articles"
SIGNIFICANT = 0.05  # at or below, a report calls it more than chance
VAGUE = 0.5  # a share's interval that is wider is told without the share
Matrix = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and its 95 % interval."""

    value: float
    interval: Interval

    @property
    def vague(self) -> bool:
        """Of a share: whether the interval tells nearly nothing, and the value would mislead."""
        return self.interval.high - self.interval.low > VAGUE


@dataclass(frozen=True, slots=True)
class Corrected:
    """Shares of the stances with the model's known errors taken out, in the order of Stance.

    `lacks` says why there are none, and is empty where there are. `examples` were labelled by
    people and by the model, and told its errors; `split` names them. They are shares of `comments`:
    also of those for which the model was not sure enough to claim a stance.
    """

    shares: tuple[Estimate, ...] = ()
    lacks: str = "the model stores no confusion matrix"
    examples: int = 0
    split: str = ""
    comments: int = 0

    def share(self, stance: Stance) -> Estimate | None:
        """That of one stance; None where there is no correction."""
        return self.shares[list(Stance).index(stance)] if self.shares else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The votes of two stances' comments, compared within articles.

    `effect` is the rank-biserial correlation: of all pairs under one article the share in which
    `first` has more votes, minus the share in which it has fewer; None where there is no pair.
    `p` is from turning whole units around and `adjusted` the same with regard to the `family` of
    tests made beside it; both None where `lacks` says why there is no test.
    """

    first: Stance
    second: Stance
    n_first: int
    n_second: int
    articles: int
    unit: str  # "article" or "conversation"
    effect: float | None = None
    p: float | None = None
    adjusted: float | None = None
    family: int = 1
    rounds: int = 0
    lacks: str = ""

    @property
    def enough(self) -> bool:
        """Whether there are enough comments of both to say anything."""
        return min(self.n_first, self.n_second) >= MIN_SIDE

    @property
    def superiority(self) -> float | None:
        """The share of pairs in which `first` has more votes, ties counted half."""
        return None if self.effect is None else (1 + self.effect) / 2

    @property
    def beyond_chance(self) -> bool:
        """Whether the adjusted p is small."""
        return self.adjusted is not None and self.adjusted <= SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Exposure:
    """How votes go with where, or when, a comment stands; and stances compared at equal place.

    `by` is "time" where the comments are dated, else "position". `lacks` says why nothing is
    adjusted.
    """

    by: str
    n: int
    correlation: float | None  # rank correlation within articles
    adjusted: Comparison | None
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Who turns to whom: counts by stance, rows those who speak, columns those spoken to.

    `across` is the share of all that joins against and in favor, `expected` the same when stances
    are shuffled within articles, and `p` how often shuffling gives as extreme a share.
    `assortativity`, over all stances, is 1 where all turn to their like and below 0 where all turn
    to others; None where one stance alone is there.
    """

    counts: Matrix
    across: float | None = None
    expected: float | None = None
    p: float | None = None
    assortativity: float | None = None
    rounds: int = 0
    lacks: str = ""

    @property
    def beyond_chance(self) -> bool:
        """Whether p is small."""
        return self.p is not None and self.p <= SIGNIFICANT

    @property
    def n(self) -> int:
        """Pairs of which both comments have a stance."""
        return sum(map(sum, self.counts))


@dataclass(frozen=True, slots=True)
class Replies:
    """Who answers whom, and who quotes whom."""

    answers: Crossing
    quotes: Crossing

    @property
    def alike(self) -> bool:
        """Whether quotes say no more than replies: on some pages replies are known by them."""
        return bool(self.quotes.n) and self.quotes.counts == self.answers.counts
