"""What stands around each line of a text page: the features whose weights tell where comments are.

The features of a line are its own traits and those of its neighbours (`says@-1`), what stands
above and below on the page (stamps, forms, headings), and what the rules of `comment_region` took
it for. They are named, so that weights can be read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from discourse.parse.comment_lines import declared
from discourse.parse.line_repeats import with_repeats
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
    "refrains": frozenset(("refrain",)),
    "overs": frozenset(("over",)),
    "agains": frozenset(("again",)),
}
_TOLD = ("stamps", "refrains", "overs", "agains")  # counted on the whole page too
_SIDE = frozenset(("sidebar", "recent"))
_TITLES = frozenset(f"size{n}" for n in range(4))
_FITS = (0.01, 0.5, 1.6)  # of the comments that a heading declares, so many stand below


@dataclass(frozen=True, slots=True)
class Guess:
    """Where rules see comments: the first line and the one after the last, and how they see it."""

    start: int
    end: int
    kind: str


Features = list[list[str]]


def features(lines: Sequence[str], guess: Guess | None) -> Features:
    """The features of each line of a page that is no blank one."""
    known = with_repeats(lines, [traits(line) for line in lines])
    counts = {name: _counts(known, wanted) for name, wanted in _COUNTED.items()}
    forms = _counts(known, frozenset(("form",)))
    under = list(_under(known))
    asides = list(_below(known, _SIDE))
    fits = list(_fits(lines, known, counts))
    return [
        [
            "bias",
            f"place{_rank(n / len(known), _PLACES)}",
            *_near(known, n),
            *_around(counts, n),
            f"form-above{min(2, forms[n])}",
            f"form-below{min(2, forms[-1] - forms[n + 1])}",
            *under[n],
            f"aside-above{asides[n]}",
            f"fit-{fits[n]}",
            *_guessed(n, guess),
        ]
        for n in range(len(known))
    ]


def _rank(value: float, steps: Sequence[float]) -> int:
    return bisect_right(steps, value)


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
    for name in _TOLD:
        told = counts[name]
        yield f"{name}-all{_rank(told[-1], _MANY)}"
        yield f"{name}-above{_rank(told[n], _MANY)}"
        yield f"{name}-below{_rank(told[-1] - told[n], _MANY)}"


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


def _below(known: Sequence[frozenset[str]], wanted: frozenset[str]) -> Iterator[int]:
    """How far below the last short line with one of the traits each line stands, by rank."""
    last = -1
    for n, line in enumerate(known):
        yield 0 if last < 0 else 1 + _rank(n - last, _FAR)
        if not wanted.isdisjoint(line) and not _TITLES.isdisjoint(line):
            last = n


def _fits(
    lines: Sequence[str], known: Sequence[frozenset[str]], counts: dict[str, list[int]]
) -> Iterator[str]:
    """Whether as many heads stand below the heading over each line as it declares."""
    fit = "none"
    for n, line in enumerate(known):
        yield fit
        if "heading" in line:
            count = declared(lines[n])
            fit = "none" if not count else _fit(count, n, counts)


def _fit(count: int, n: int, counts: dict[str, list[int]]) -> str:
    """By the dates below, or where there are none, by the names over text."""
    stamps, overs = (counts[name][-1] - counts[name][n + 1] for name in ("stamps", "overs"))
    return f"{'stamps' if stamps else 'overs'}{_rank((stamps or overs) / count, _FITS)}"


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
