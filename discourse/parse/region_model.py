"""Where the comments of a text page stand, by weights learned from pages that people have read.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) with the states
before, inside and after: a page has one run of comments or none. The score of a run is the sum of
three products of features and weights: that of its first line with the weights for starts, that of
its last line with those for ends, that of every line with those for being inside; no run scores 0.
`tests/benchmarks/train_text_regions.py` says where the weights come from, and learns them anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from discourse.parse.region_features import Features
from discourse.parse.region_weights import WEIGHTS

Weights = Mapping[str, tuple[float, float, float]]  # inside, start, end
_UNKNOWN = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Run:
    """Lines from `start` up to `end`, and how likely (log odds against none) they are comments."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What it scores to start at a line, and to end with it, all lines before it being inside."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]

    def of(self, start: int, end: int) -> float:
        """The score of the lines from start up to end."""
        return self.starts[start] + self.ends[end - 1]

    def best(self) -> Run:
        """The likeliest run of a page that has lines."""
        first, at = 0, Run(0, 1, self.of(0, 1))
        for last in range(len(self.ends)):
            if self.starts[last] > self.starts[first]:
                first = last
            if (score := self.of(first, last + 1)) > at.score:
                at = Run(first, last + 1, score)
        return at


@lru_cache(maxsize=1)
def learned() -> Weights:
    """The weights that ship: a feature a line, with its hundredths for inside, start and end."""
    rows = (line.split() for line in WEIGHTS.splitlines())
    return {
        name: (int(inside) / 100, int(start) / 100, int(end) / 100)
        for name, inside, start, end in rows
    }


def scores(page: Features, weights: Weights) -> Scores:
    """The scores of a page with these features."""
    sums = [_sum(line, weights) for line in page]
    above = list(accumulate((inside for inside, _, _ in sums), initial=0.0))
    return Scores(
        tuple(start - before for (_, start, _), before in zip(sums, above, strict=False)),
        tuple(end + upto for (_, _, end), upto in zip(sums, above[1:], strict=True)),
    )


def _sum(line: list[str], weights: Weights) -> tuple[float, float, float]:
    inside = start = end = 0.0
    for name in line:
        one, two, three = weights.get(name, _UNKNOWN)
        inside += one
        start += two
        end += three
    return inside, start, end
