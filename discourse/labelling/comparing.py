"""An old model against a new one on labelled rows: is it better, and where does it differ?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from discourse.aggregate.clusters import FEWEST
from discourse.labelling.paired import Difference, Labels, Paired, pair
from discourse.stance.corpus import Example
from discourse.stance.judgement import UNKNOWN, Judgement

TOLERANCE = 0.01  # of macro-F1: how much less on what the old model knew is still no loss
ROUNDING = 1e-9  # a loss of just the tolerance is tolerated
SHORT, LONG = 10, 40  # words


class Verdict(StrEnum):
    """What a comparison comes to. Only `better` is a reason to change models."""

    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no difference shown"
    FORGOT = "better here, but worse on what it knew"

    @property
    def is_worse(self) -> bool:
        """Whether it speaks against the new model."""
        return self in (Verdict.WORSE, Verdict.FORGOT)


class Change(StrEnum):
    """What a new model did to a label."""

    MENDED = "mended"
    BROKEN = "broken"
    STILL_WRONG = "still wrong"  # but another label


@dataclass(frozen=True, slots=True)
class Answered:
    """A labelled row and what both models say."""

    example: Example
    old: Judgement
    new: Judgement

    @property
    def judged(self) -> bool:
        """Whether both models could judge it at all: it has words, in a language they know."""
        return UNKNOWN not in (self.old.scores, self.new.scores)

    @property
    def change(self) -> Change | None:
        """None where both give the same label."""
        if self.old.label is self.new.label:
            return None
        if self.new.label is self.example.stance:
            return Change.MENDED
        return Change.BROKEN if self.old.label is self.example.stance else Change.STILL_WRONG


@dataclass(frozen=True, slots=True)
class Group:
    """Part of a set: those rows for which `by` is `name`."""

    by: str
    name: str
    figures: Paired


@dataclass(frozen=True, slots=True)
class SetComparison:
    """Both models on one set. `unjudged` rows could not be judged by both and are left out.

    Where there are fewer than five articles, intervals draw comments: `by_article` is then False.
    """

    name: str
    figures: Paired
    groups: tuple[Group, ...]
    unjudged: int
    by_article: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both models on rows held out, and on sets that the old model knew.

    `tolerance` is how much macro-F1 may be lost on each of the latter.
    """

    held: SetComparison
    known: tuple[SetComparison, ...]
    tolerance: float = TOLERANCE

    @property
    def lost(self) -> tuple[SetComparison, ...]:
        """The known sets on which the new model loses more than is tolerated."""
        least = -self.tolerance - ROUNDING
        return tuple(one for one in self.known if one.figures.macro_f1.change < least)

    @property
    def verdict(self) -> Verdict:
        """Better or worse only where the interval of the difference in macro-F1 leaves out zero.

        A loss on known sets makes it worse, whatever the held rows say.
        """
        interval = self.held.figures.macro_f1.interval
        if interval is not None and interval.high < 0:
            return Verdict.WORSE
        better = interval is not None and interval.low > 0
        if self.lost:
            return Verdict.FORGOT if better else Verdict.WORSE
        return Verdict.BETTER if better else Verdict.NO_DIFFERENCE

    def sentence(self, old: str, new: str) -> str:
        """The verdict and the figures it rests on, in one line."""
        rows, units = self.held.figures, "articles" if self.held.by_article else "comments"
        held = f"{_told(rows.macro_f1)} on {rows.n:,} rows of {rows.clusters:,} {units}"
        known = [f"{one.name} {_points(one.figures.macro_f1.change)}" for one in self.known]
        behind = f"; on what it knew: {', '.join(known)}" if known else ""
        return f"{new} against {old}: {self.verdict}: {held}{behind}"


def compare_on(name: str, answered: Sequence[Answered], seed: int = 0) -> SetComparison:
    """Both models on one set and on its subgroups; raises ValueError where no row is judged."""
    judged = [one for one in answered if one.judged]
    articles = {one.example.group for one in judged}
    by_article = len(articles) >= FEWEST
    cluster = _article if by_article else _comment
    return SetComparison(
        name=name,
        figures=_paired(judged, cluster, seed),
        groups=tuple(_groups(judged, cluster, seed)),
        unjudged=len(answered) - len(judged),
        by_article=by_article,
    )


def _paired(
    answered: Sequence[Answered], cluster: Callable[[Answered], tuple[str, ...]], seed: int
) -> Paired:
    rows = [Labels(one.example.stance, one.old.label, one.new.label) for one in answered]
    return pair(rows, [cluster(one) for one in answered], seed)


def _groups(
    answered: Sequence[Answered], cluster: Callable[[Answered], tuple[str, ...]], seed: int
) -> Iterator[Group]:
    """A dimension in which all rows are alike says nothing more."""
    dimensions = {"target": _kind, "reply": _reply, "length": _length}
    for by, name_of in dimensions.items():
        names = [name_of(one) for one in answered]
        for name in sorted(set(names)) if len(set(names)) > 1 else ():
            some = [one for one, own in zip(answered, names, strict=True) if own == name]
            yield Group(by, name, _paired(some, cluster, seed))


def _article(one: Answered) -> tuple[str, ...]:
    return (one.example.group,)


def _comment(one: Answered) -> tuple[str, ...]:
    """A comment's rows about several targets stay together."""
    return (one.example.group, one.example.question.text)


def _kind(one: Answered) -> str:
    return one.example.kind or "unnamed"


def _reply(one: Answered) -> str:
    return "answers a comment" if one.example.question.context else "answers none"


def _length(one: Answered) -> str:
    words = len(one.example.question.text.split())
    if words <= SHORT:
        return f"up to {SHORT} words"
    return f"{SHORT + 1} to {LONG} words" if words <= LONG else f"over {LONG} words"


def _told(found: Difference) -> str:
    change = f"macro-F1 {found.old:.3f} to {found.new:.3f} ({_points(found.change)}"
    if found.interval is None:
        return f"{change}, too few for an interval)"
    low, high = _points(found.interval.low, ""), _points(found.interval.high, "")
    return f"{change}, 95 % interval {low} to {high})"


def _points(share: float, unit: str = " points") -> str:
    """A difference of shares in percentage points, with its sign."""
    points = round(100 * share, 1) + 0.0  # no minus before a zero
    return f"{points:+.1f}{unit}"
