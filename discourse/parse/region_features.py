"""What stands around each line of a text page: the features whose weights tell where comments are.

The features of a line are its own traits and those of its neighbours (`says@-1`), what stands
above and below on the page (stamps, forms, headings), and what the rules of `comment_region` took
it for. They are named, so that weights can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from discourse.parse.line_traits import traits

_OFFSETS = (-2, -1, 0, 1, 2)
_WINDOW = 8
_FEW = (1, 2, 3, 5)
_MANY = (1, 2, 3, 5, 9, 17)
_FAR = (2, 3, 5, 9, 17, 33, 65, 129)
_PLACES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_COUNTED = {
    "stamps": frozenset(("stamp",)),
    "buttons": frozenset(("button",)),
    "persons": frozenset(("i", "you")),
    "sentences": frozenset(("stop", "mark")),
    "asides": frozenset(("sidebar", "footer", "headline")),
    "links": frozenset(("elided", "shared")),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """Where rules see comments: the first line and the one after the last, and how they see it."""

    start: int
    end: int
    kind: str


Features = list[list[str]]


def features(lines: Sequence[str], guess: Guess | None) -> Features:
    """The features of each line of a page that is no blank one."""
    known = [traits(line) for line in lines]
    counts = {name: _counts(known, wanted) for name, wanted in _COUNTED.items()}
    forms = _counts(known, frozenset(("form",)))
    under = list(_under(known))
    return [
        [
            "bias",
            f"place{_rank(n / len(known), _PLACES)}",
            *_near(known, n),
            *_around(counts, n),
            f"form-above{min(2, forms[n])}",
            f"form-below{min(2, forms[-1] - forms[n + 1])}",
            *under[n],
            *_guessed(n, guess),
        ]
        for n in range(len(known))
    ]


def _rank(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)


def _counts(known: Sequence[frozenset[str]], wanted: frozenset[str]) -> list[int]:
    """How many lines above each line have one of the traits; the last is how many have at all."""
    return list(accumulate((not wanted.isdisjoint(line) for line in known), initial=0))


@lru_cache(maxsize=4096)
def _at(line: frozenset[str], offset: int) -> tuple[str, ...]:
    return tuple(f"{trait}@{offset}" for trait in line)


def _near(known: Sequence[frozenset[str]], n: int) -> Iterator[str]:
    """The traits of a line and of its neighbours."""
    for offset in _OFFSETS:
        if 0 <= n + offset < len(known):
            yield from _at(known[n + offset], offset)
        else:
            yield f"none@{offset}"


def _around(counts: dict[str, list[int]], n: int) -> Iterator[str]:
    """How many lines of a kind stand a little above and below, and on the whole page."""
    for name, above in counts.items():
        last = len(above) - 1
        before = above[n] - above[max(0, n - _WINDOW)]
        after = above[min(last, n + 1 + _WINDOW)] - above[n + 1]
        yield f"{name}-before{_rank(before, _FEW)}"
        yield f"{name}-after{_rank(after, _FEW)}"
    stamps = counts["stamps"]
    yield f"stamps-all{_rank(stamps[-1], _MANY)}"
    yield f"stamps-above{_rank(stamps[n], _MANY)}"
    yield f"stamps-below{_rank(stamps[-1] - stamps[n], _MANY)}"


def _under(known: Sequence[frozenset[str]]) -> Iterator[list[str]]:
    """How far below which heading of comments each line stands."""
    heading, kind = -1, ""
    for n, line in enumerate(known):
        if heading < 0:
            yield ["under-none"]
        else:
            far = _rank(n - heading, _FAR)
            yield [f"under{far}", f"under-{kind}", f"under-{kind}:{min(far, 4)}"]
        if "heading" in line:
            heading, kind = n, max(trait for trait in line if trait.startswith("heading"))


def _guessed(n: int, guess: Guess | None) -> Iterator[str]:
    """What the rules take a line for."""
    if guess is None:
        yield "guess-none"
        return
    where = "in" if guess.start <= n < guess.end else "out"
    yield f"guess-{where}"
    yield f"guess-{where}-{guess.kind}"
    for offset in (-1, 0, 1):
        if n + offset == guess.start:
            yield f"guess-start@{offset}"
        if n + offset == guess.end - 1:
            yield f"guess-end@{offset}"
    if n == guess.start:
        yield f"guess-start-{guess.kind}"
