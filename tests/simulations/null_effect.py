"""How often the tests cry wolf where there is no effect, and how often intervals hold the truth.

    python -m tests.simulations.null_effect            # a fast look
    python -m tests.simulations.null_effect --full > tests/simulations/RESULTS.md    # minutes

Votes are drawn without regard to stances: whatever a test rejects, it rejects wrongly.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import erfc, sqrt
from pathlib import Path

import numpy as np
from scipy.stats import kruskal

from discourse.aggregate.bootstrap import Drawn, resample
from discourse.aggregate.columns import Columns
from discourse.aggregate.comparison import Voted, compare, voted
from discourse.aggregate.correction import Confusion, corrected_shares
from discourse.aggregate.effects import Matrix
from discourse.aggregate.exposure import exposure
from discourse.aggregate.intervals import Interval
from discourse.aggregate.ranks import scores
from discourse.aggregate.votes import Measure
from discourse.stance.judgement import Stance
from tests.simulations.threads import Clustering, answered, skewed, without_effect

LEVEL = 0.05
SEED = 1
Shares = tuple[float, float, float]
HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "discourse" / "stance" / "models" / "default" / "calibration.json"
GOOD: Matrix = ((75, 20, 5), (15, 75, 10), (8, 27, 65))  # of a better model, in 100 each
FULL, FAST = 1000, 50  # trials

LONG = Clustering(of_conversation=1.5, length=8)
SETTINGS = {
    "12 articles, short conversations": Clustering(),
    "12 articles, long conversations": LONG,
    "60 articles, short conversations": Clustering(articles=60, conversations=5),
    "5 articles, short conversations": Clustering(articles=5),
    "1 article, short conversations": Clustering(articles=1, conversations=60),
    "1 article, long conversations": replace(LONG, articles=1, conversations=30),
}
BY_AGE = {
    "30 articles, early comments more against, more voted on": Clustering(articles=30, early=0.5),
    "30 articles, much more": Clustering(articles=30, early=1.0),
    "1 article, more": Clustering(articles=1, conversations=60, early=0.5),
}
TRUTHS: tuple[Shares, ...] = ((0.45, 0.35, 0.20), (0.70, 0.25, 0.05), (1 / 3, 1 / 3, 1 / 3))
ARTICLES = (1, 5, 30)


@dataclass(frozen=True, slots=True)
class Rejections:
    """The share of trials in which each test finds an effect at the 5 % level."""

    ours: float
    single: float  # single comments shuffled within articles
    kruskal: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often 95 % intervals held the truth, and how wide they were in the mean."""

    held: float
    width: float


def rejections(trials: int, how: Clustering) -> Rejections:
    """Against and in favor compared in so many sets of threads without an effect."""
    found = []
    for trial in range(trials):
        table = voted(without_effect(np.random.default_rng([SEED, trial]), how), Measure.NET)
        found.append((_ours(table, trial), single_p(table), _kruskal(table)))
    return Rejections(*_rejected(found))


def by_age(trials: int, how: Clustering) -> tuple[float, float]:
    """How often an effect of stance is found that is one of age: compared plainly, and adjusted."""
    found = []
    for trial in range(trials):
        table = voted(without_effect(np.random.default_rng([SEED, trial]), how), Measure.NET)
        adjusted = exposure(table, trial).adjusted
        found.append((_ours(table, trial), _p(None if adjusted is None else adjusted.p)))
    plain, held = _rejected(found)
    return plain, held


def coverage(trials: int, articles: int, truth: Shares, model: Matrix) -> Coverage:
    """Of corrected shares, over stances and trials.

    The matrix that corrects is itself counted on as many examples as the model's, drawn anew in
    each trial.
    """
    counts = np.array(model, dtype=np.float64)
    rates, found = counts / counts.sum(axis=1, keepdims=True), []
    how = Clustering(articles=articles, conversations=60 if articles == 1 else 12)
    for trial in range(trials):
        rng = np.random.default_rng([SEED, trial])
        of, held = answered(rng, how, np.array(truth), rates)
        drawn = rng.multinomial(int(counts.sum()), counts.ravel() / counts.sum()).reshape(3, 3)
        seen = Confusion(tuple(tuple(map(int, row)) for row in drawn))
        shares = corrected_shares(of, _drawn(of, articles, trial), seen, trial).shares
        found += [(share.interval, true) for share, true in zip(shares, held, strict=True)]
    return _covered(found)


def of_means(trials: int, articles: int) -> Coverage:
    """Of mean net votes where most comments draw few votes and some very many."""
    found = []
    for trial in range(trials):
        of, mean = skewed(np.random.default_rng([SEED, trial]), Clustering(articles=articles))
        interval = _drawn(of, articles, trial).rows[Stance.AGAINST].mean_net
        if interval is not None:
            found.append((interval, mean))
    return _covered(found)


def single_p(table: Voted) -> float:
    """Single comments shuffled within articles, by the normal limit (van Elteren 1960)."""
    pair = table.kept(np.flatnonzero(table.stance != 1))
    ranked, first = scores(pair.votes, pair.article), (pair.stance == 0).astype(np.float64)
    size = np.bincount(pair.article).astype(np.float64)
    ours = np.bincount(pair.article, first)
    spread = np.bincount(pair.article, ranked**2) * ours * (size - ours)
    variance = float((spread / np.maximum(size * (size - 1), 1)).sum())
    return erfc(abs(float(ranked @ first)) / sqrt(2 * variance)) if variance else 1.0


def _drawn(of: Columns, articles: int, seed: int) -> Drawn:
    return resample(of, (of.article if articles >= 5 else of.root).astype(np.intp), seed)


def _covered(found: list[tuple[Interval, float]]) -> Coverage:
    held = [interval.low <= true <= interval.high for interval, true in found]
    return Coverage(
        float(np.mean(held)),
        float(np.mean([interval.high - interval.low for interval, _ in found])),
    )


def _rejected(ps: Sequence[tuple[float, ...]]) -> list[float]:
    return [float(share) for share in (np.array(ps) <= LEVEL).mean(axis=0)]


def _ours(table: Voted, seed: int) -> float:
    return _p(compare(table, Stance.AGAINST, Stance.FAVOR, seed).p)


def _p(p: float | None) -> float:
    """Where there is no test nothing is found."""
    return 1.0 if p is None else p


def _kruskal(table: Voted) -> float:
    groups = [table.votes[table.stance == code] for code in np.unique(table.stance)]
    return float(kruskal(*groups).pvalue) if len(groups) > 1 else 1.0


def shipped() -> Matrix:
    """The shipped model's confusion matrix."""
    told = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple(tuple(row) for row in told["confusion"])


def report(trials: int) -> Iterator[str]:
    """The tables, line by line, as Markdown."""
    yield f"Shares of {trials:,} trials in which a test finds an effect at the 5 % level.\n"
    yield "| no effect | ours | single comments | Kruskal-Wallis |"
    yield "|---|---|---|---|"
    for name, how in SETTINGS.items():
        found = rejections(trials, how)
        yield f"| {name} | {found.ours:.1%} | {found.single:.1%} | {found.kruskal:.1%} |"
    yield "\n| an effect of age alone | ours | adjusted for time |"
    yield "|---|---|---|"
    for name, how in BY_AGE.items():
        plain, adjusted = by_age(trials, how)
        yield f"| {name} | {plain:.1%} | {adjusted:.1%} |"
    yield f"\nShares of 95 % intervals that hold the truth, in {trials:,} trials; mean width.\n"
    yield "| corrected shares: model, examples | truth | 1 article | 5 articles | 30 articles |"
    yield "|---|---|---|---|---|"
    yield from _corrected(trials)
    yield "\n| mean net votes, skewed | 5 articles | 12 articles | 30 articles | 200 articles |"
    yield "|---|---|---|---|---|"
    cells = [_cell(of_means(trials, articles)) for articles in (5, 12, 30, 200)]
    yield f"| intervals | {' | '.join(cells)} |"


def _corrected(trials: int) -> Iterator[str]:
    for name, model in (("shipped", shipped()), ("better", GOOD)):
        examples = sum(map(sum, model))
        for truth in TRUTHS:
            said = " / ".join(f"{share:.2f}" for share in truth)
            cells = [_cell(coverage(trials, articles, truth, model)) for articles in ARTICLES]
            yield f"| {name}, {examples:,} | {said} | {' | '.join(cells)} |"


def _cell(found: Coverage) -> str:
    return f"{found.held:.1%} ({found.width:.2f})"


def main(flags: list[str]) -> None:
    """Every setting, a line each, as they are done."""
    made = report(FULL if "--full" in flags else FAST)
    command = " ".join(["python -m tests.simulations.null_effect", *flags])
    title = "# How often the tests cry wolf, and how often intervals hold the truth\n"
    for line in chain((title, f"Made by `{command}`.\n"), made):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
