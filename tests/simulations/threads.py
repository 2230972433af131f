"""Made-up threads as columns, clustered as real ones are.

Each article has its own readers (a level of votes and a mix of stances of its own), and so has
each conversation under it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.columns import NONE, Columns
from discourse.aggregate.names import Names

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Clustering:
    """How much the comments of one article, and of one conversation, have in common."""

    articles: int = 12
    conversations: int = 12  # an article, on average
    of_article: float = 1.0  # in units of what single comments differ by
    of_conversation: float = 0.7
    length: float = 2.5  # comments a conversation, on average
    early: float = 0.0  # how much early comments are against, and how much more they are voted on


@dataclass(frozen=True, slots=True)
class Shape:
    """Which comments stand under which conversation and article, and how late each was made."""

    article: Places
    conversation: Places
    age: Floats  # days the page had been there when the comment came, below 1

    @property
    def conversations(self) -> int:
        """How many there are."""
        return int(self.conversation[-1]) + 1


def shape(rng: np.random.Generator, how: Clustering) -> Shape:
    """Threads without stances and votes yet."""
    under = np.repeat(np.arange(how.articles), 1 + rng.poisson(how.conversations - 1, how.articles))
    sizes = rng.geometric(1 / how.length, len(under))
    return Shape(
        article=np.repeat(under, sizes),
        conversation=np.repeat(np.arange(len(under)), sizes),
        age=rng.random(sizes.sum()) ** 2,  # most come soon
    )


def columns(made: Shape, stance: Places, net: Floats) -> Columns:
    """The comments as a summary holds them."""
    n, unknown = len(stance), np.full(len(stance), np.nan)
    firsts = np.unique(made.conversation, return_index=True)[1]
    return Columns(
        articles=tuple(f"a{number}" for number in range(int(made.article[-1]) + 1)),
        reasons=(),
        ids=Names.of([str(place) for place in range(n)]),
        excerpts={},
        article=made.article.astype(np.int32),
        position=np.arange(1, n + 1, dtype=np.int32),
        root=firsts[made.conversation].astype(np.int32),
        parent=np.full(n, NONE, dtype=np.int32),
        stance=stance.astype(np.int16),
        reason=np.full(n, NONE, dtype=np.int16),
        likeliest=stance.astype(np.int16),
        confidence=np.full(n, 0.9),
        up=unknown,
        down=unknown,
        net=net,
        posted=made.age * DAY,
        offset=unknown,
        quoting=np.empty(0, dtype=np.int32),
        quoted=np.empty(0, dtype=np.int32),
    )


def without_effect(rng: np.random.Generator, how: Clustering) -> Columns:
    """Stances and votes each clustered, and votes drawn without regard to stances.

    Where `early` is not zero both go with the comment's age, and with each other only thereby.
    """
    made = shape(rng, how)
    n, a, c = len(made.age), made.article, made.conversation
    lean = rng.normal(0, how.of_article, (how.articles, 3))[a]
    lean = lean + rng.normal(0, how.of_conversation, (made.conversations, 3))[c]
    lean = lean + rng.gumbel(size=(n, 3))
    young = -np.log(0.02 + made.age)  # what is early by hours counts more than by days
    lean[:, 0] += how.early * young
    liking = rng.normal(0, how.of_article, how.articles)[a] + rng.normal(size=n)
    liking = liking + rng.normal(0, how.of_conversation, made.conversations)[c]
    votes = np.round(3 * np.sinh(liking + how.early * young))
    return columns(made, lean.argmax(axis=1), votes)


def answered(
    rng: np.random.Generator, how: Clustering, truth: Floats, rates: Floats
) -> tuple[Columns, Floats]:
    """What a model says of comments, and the shares that are to be held.

    Those are of the population that articles are drawn from; of a single article, its own.
    """
    made = shape(rng, how)
    mixes = rng.dirichlet(truth * 8, how.articles)
    held = mixes[0] if how.articles == 1 else truth
    leanings = np.array([rng.dirichlet(mixes[a] * 4 + 1e-3) for a in _owners(made)])
    true = _drawn(rng, leanings[made.conversation])
    said = _drawn(rng, rates[true])
    return columns(made, said, np.full(len(said), np.nan)), held


def skewed(rng: np.random.Generator, how: Clustering) -> tuple[Columns, float]:
    """Comments with votes as they are found: most few, some very many; and their true mean."""
    made = shape(rng, how)
    spread = (0.7, 0.5, 1.0)
    liking = rng.normal(0, spread[0], how.articles)[made.article]
    liking = liking + rng.normal(0, spread[1], made.conversations)[made.conversation]
    liking = liking + rng.normal(0, spread[2], len(made.age))
    mean = float(np.exp(0.5 * np.square(spread).sum()))
    return columns(made, np.zeros(len(made.age), dtype=np.intp), np.exp(liking)), mean


def _owners(made: Shape) -> Places:
    """The article of each conversation."""
    return made.article[np.unique(made.conversation, return_index=True)[1]]


def _drawn(rng: np.random.Generator, shares: Floats) -> Places:
    """One of each row's kinds, drawn by its shares."""
    upto = np.cumsum(shares, axis=1)
    found: Places = (rng.random(len(shares))[:, None] > upto[:, :-1]).sum(axis=1)
    return found
