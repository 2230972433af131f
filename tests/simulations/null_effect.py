"""How often the tests cry wolf where there is no effect, and how often intervals hold the truth.

    python -m tests.simulations.null_effect          # minutes
    python -m tests.simulations.null_effect --full   # the figures that are quoted

Threads are clustered as real ones are: each article has its own readers (a level of votes and a mix
of stances of its own), and so has each conversation under it. Votes are drawn without regard to
stances: whatever a test rejects, it rejects wrongly.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import kruskal

from discourse.aggregate.chance import chance_p, shuffles
from discourse.aggregate.comparison import compare, voted
from discourse.aggregate.correction import Confusion, corrected_shares
from discourse.aggregate.ranks import scores
from discourse.aggregate.summary import Mark, Measure
from discourse.stance.judgement import Stance
from discourse.thread import Votes

LEVEL = 0.05
STANCES = list(Stance)
TRUTH = np.array([0.45, 0.35, 0.20])
RATES = np.array([[0.75, 0.20, 0.05], [0.15, 0.75, 0.10], [0.08, 0.27, 0.65]])  # of the model


@dataclass(frozen=True, slots=True)
class Clustering:
    """How much the comments of one article, and of one conversation, have in common."""

    articles: int = 12
    conversations: int = 12  # an article, on average
    of_article: float = 1.0  # in units of what single comments differ by
    of_conversation: float = 0.7
    length: float = 2.5  # comments a conversation, on average


@dataclass(frozen=True, slots=True)
class Rejections:
    """The share of trials in which each test finds an effect at the 5 % level."""

    ours: float
    single: float  # single comments shuffled within articles
    kruskal: float


def marks(rng: np.random.Generator, how: Clustering) -> list[Mark]:
    """Comments under articles; stances and votes are each clustered, but apart from each other."""
    made: list[Mark] = []
    for article in range(how.articles):
        lean, level = rng.normal(0, how.of_article, 3), rng.normal(0, how.of_article)
        for conversation in range(1 + rng.poisson(how.conversations - 1)):
            size = rng.geometric(1 / how.length)
            leaning = lean + rng.normal(0, how.of_conversation, 3) + rng.gumbel(size=(size, 3))
            liking = level + rng.normal(0, how.of_conversation) + rng.normal(size=size)
            for stance, net in zip(leaning.argmax(axis=1), 3 * np.sinh(liking), strict=True):
                votes = Votes(net=round(float(net)))
                made.append(_mark(f"a{article}", f"c{conversation}", len(made), stance, votes))
    return made


def rejections(trials: int, how: Clustering, seed: int = 1) -> Rejections:
    """Against and in favor compared in so many sets of threads without an effect."""
    rng, found = np.random.default_rng(seed), []
    for trial in range(trials):
        made = marks(rng, how)
        found.append((_ours(made, trial), _single(made, trial), _kruskal(made)))
    return Rejections(
        *(float(np.mean([p <= LEVEL for p in ps])) for ps in zip(*found, strict=True))
    )


def coverage(trials: int, articles: int, examples: int, seed: int = 1) -> float:
    """How often the corrected share's interval holds the true share, over stances and trials.

    The true share is that of the articles' whole population; the model's matrix is itself counted
    on a sample of so many examples.
    """
    rng, held = np.random.default_rng(seed), []
    for trial in range(trials):
        gold = rng.multinomial(examples, [1 / 3] * 3)
        counts = tuple(
            tuple(map(int, rng.multinomial(n, row))) for n, row in zip(gold, RATES, strict=True)
        )
        said = list(_said(rng, articles))
        found = corrected_shares(said, [mark.article for mark in said], Confusion(counts), trial)
        for share, truth in zip(found.shares, TRUTH, strict=True):
            held.append(share.interval.low <= truth <= share.interval.high)
    return float(np.mean(held))


def _said(rng: np.random.Generator, articles: int) -> Iterator[Mark]:
    """What the model says of comments whose articles differ in their stances."""
    for article in range(articles):
        mix = rng.dirichlet(TRUTH * 8)
        for number in range(1 + rng.poisson(24)):
            stance = rng.choice(3, p=RATES[rng.choice(3, p=mix)])
            yield _mark(f"a{article}", f"{number}", number, stance, Votes())


def _mark(article: str, conversation: str, number: int, stance: int, votes: Votes) -> Mark:
    return Mark(article, str(number), number, STANCES[stance], 0.9, votes, conversation, "")


def _ours(made: list[Mark], seed: int) -> float:
    found = compare(voted(made, Measure.NET), Stance.AGAINST, Stance.FAVOR, seed)
    return 1.0 if found.p is None else found.p


def _single(made: list[Mark], seed: int) -> float:
    sides = [mark for mark in made if mark.stance is not Stance.NEUTRAL]
    table = voted(sides, Measure.NET)
    ranked, is_first = scores(table.votes, table.article), (table.stance == 0).astype(float)
    drawn = [ranked[places] @ is_first for places in shuffles(table.article, seed)]
    return chance_p(float(ranked @ is_first), np.concatenate(drawn))


def _kruskal(made: list[Mark]) -> float:
    groups = [[m.votes.net or 0 for m in made if m.stance is stance] for stance in STANCES]
    return float(kruskal(*[group for group in groups if group]).pvalue)


SETTINGS = {
    "12 articles, short conversations": Clustering(),
    "12 articles, long conversations": Clustering(of_conversation=1.5, length=8),
    "60 articles, short conversations": Clustering(articles=60, conversations=5),
    "5 articles, short conversations": Clustering(articles=5),
    "1 article, short conversations": Clustering(articles=1, conversations=60),
    "1 article, long conversations": Clustering(
        articles=1, conversations=30, of_conversation=1.5, length=8
    ),
}


def main(say: Callable[[str], object], *, full: bool) -> None:
    """Every setting, a line each."""
    trials = 1000 if full else 100
    say(f"No effect; share of {trials:,} trials rejected at the 5 % level\n")
    for name, how in SETTINGS.items():
        found = rejections(trials, how)
        say(
            f"  {name:34} ours {found.ours:6.1%}   single comments {found.single:6.1%}"
            f"   Kruskal {found.kruskal:6.1%}\n"
        )
    say("Corrected shares; share of 95 % intervals that hold the truth\n")
    for articles, examples in ((5, 300), (10, 300), (40, 300), (40, 3000), (200, 3000)):
        held = coverage(trials, articles, examples)
        say(f"  {articles:3} articles, {examples:5,} examples in the matrix {held:6.1%}\n")


if __name__ == "__main__":
    main(sys.stdout.write, full="--full" in sys.argv[1:])
