"""Tables of what was compared: votes of stances with each other, and who answers whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from discourse.aggregate import Comparison, TargetSummary
from discourse.run.page import numbers
from discourse.run.page.lines import GLYPHS, WORDS
from discourse.stance.judgement import Stance

COMPARED = ("stances", "comments", "more votes in", "p", "p, adjusted", "tests")


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """Two stances' votes compared, in words and numbers under COMPARED."""

    stances: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnsweredCell:
    """How many comments of a stance answer those of another; keys name them in the markup."""

    speaker: str
    answered: str
    n: int
    words: str


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """A row of who answers whom."""

    key: str
    words: str
    glyph: str
    cells: tuple[AnsweredCell, ...]


def compared(part: TargetSummary) -> tuple[ComparedLine, ...]:
    """Each pair of stances of which anything can be said."""
    return tuple(_line(made) for made in part.comparisons if made.superiority is not None)


def answered(part: TargetSummary) -> tuple[AnsweredLine, ...]:
    """Who answers whom, by stance; nothing where there are no answers."""
    return tuple(_answered(part)) if part.replies.answers.n else ()


def _line(made: Comparison) -> ComparedLine:
    share = made.superiority or 0.0
    ahead, share = (made.first, share) if share >= 0.5 else (made.second, 1 - share)
    told = f"{WORDS[ahead]}: {numbers.percent(share)} of pairs"
    return ComparedLine(
        f"{WORDS[made.first]} and {WORDS[made.second]}",
        (
            f"{numbers.count(made.n_first)} and {numbers.count(made.n_second)}",
            told if share > 0.5 else "neither",
            numbers.p_value(made.p) if made.p is not None else made.lacks or numbers.UNKNOWN,
            numbers.p_value(made.adjusted),
            numbers.count(made.family),
        ),
    )


def _answered(part: TargetSummary) -> Iterator[AnsweredLine]:
    for speaker, counts in zip(Stance, part.replies.answers.counts, strict=True):
        cells = tuple(
            AnsweredCell(
                speaker.value,
                other.value,
                n,
                f"Show {n} {WORDS[speaker]} that answer {WORDS[other]}",
            )
            for other, n in zip(Stance, counts, strict=True)
        )
        yield AnsweredLine(speaker.value, WORDS[speaker], GLYPHS[speaker], cells)
