"""Passages of a comment that may be quotes, and what speaks for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice

from discourse.parse._segments import (
    Segment,
    in_quotation_marks,
    pieces,
    truncated_end,
    truncated_start,
)
from discourse.parse._sources import ARTICLE, WORD_LIMIT, Match, Sources
from discourse.parse._words import Vocabulary, sentences

_SENTENCE_SHARE = 0.6  # of its words that each sentence of an inexact quote must have
_SENTENCES = 5_000  # of one paragraph that are compared
_LINK = re.compile(r"(?:https?://|www\.)\S+")  # anybody may give it
_NEAR = 3  # comments before, from which an opening paragraph is often repeated


class Form(Enum):
    """How a passage stands in its comment: the plainer a quote, the fewer words prove it."""

    MARKED = "marked"  # by markup or `>`
    QUOTATION = "quotation"  # a whole paragraph or sentence in quotation marks
    PARAGRAPH = "paragraph"
    CLOSING = "closing"  # a paragraph with nothing of the commenter's own after it
    SENTENCE = "sentence"  # part of a paragraph of the commenter's own


@dataclass(frozen=True, slots=True)
class Bar:
    """What a passage must have to be taken for a quote rather than a chance."""

    words: int
    weight: float  # in distinctive words


ALONE = {
    Form.MARKED: Bar(2, 0.5),
    Form.QUOTATION: Bar(3, 1.0),
    Form.PARAGRAPH: Bar(4, 2.25),
    Form.CLOSING: Bar(7, 3.5),
    Form.SENTENCE: Bar(7, 3.5),
}
# the same where the comment quotes or addresses that speaker anyway
SUPPORTED = {
    Form.MARKED: Bar(1, 0.0),
    Form.QUOTATION: Bar(2, 0.5),
    Form.PARAGRAPH: Bar(3, 0.7),
    Form.CLOSING: Bar(5, 2.0),
    Form.SENTENCE: Bar(5, 2.0),
}
_INEXACT = {
    Form.MARKED: (Bar(3, 1.0), 0.6),
    Form.QUOTATION: (Bar(6, 3.0), 0.75),
    Form.PARAGRAPH: (Bar(8, 4.0), 0.8),
    Form.CLOSING: (Bar(12, 6.0), 0.9),
    Form.SENTENCE: (Bar(12, 6.0), 0.9),
}


@dataclass(frozen=True, slots=True)
class Signs:
    """What beside its words speaks for a quote."""

    starts_within: bool = False  # a passage cut off in mid-sentence hardly comes by chance
    breaks_off: bool = False  # many write dots, so this only says where to look
    question: bool = False  # a question is repeated to be answered
    opening: bool = False  # it opens a comment and repeats one that stands just before

    @property
    def gift(self) -> tuple[int, float]:
        """Words and distinctive words that a quote may have less."""
        weight = 1.0 * self.starts_within + 0.5 * self.question + 0.75 * self.opening
        return int(self.starts_within or self.opening), weight


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters start..end of a segment, its words, and who says them."""

    segment: int
    start: int
    end: int
    packed: str
    form: Form
    weight: float
    signs: Signs
    matches: tuple[Match, ...] = ()

    def clears(self, bar: Bar) -> bool:
        """Whether there is enough of it, with what else speaks for a quote."""
        words, weight = self.signs.gift
        return len(self.packed) + words >= bar.words and self.weight + weight >= bar.weight

    @property
    def strong(self) -> bool:
        """Whether it is a quote whatever the rest of the comment says."""
        if not self.matches:
            return False
        bar = ALONE[self.form] if self.matches[0].exact else _INEXACT[self.form][0]
        return self.clears(bar)


class Finder:
    """Finds passages of comments among what was said before."""

    def __init__(self, sources: Sources, vocabulary: Vocabulary) -> None:
        self._sources = sources
        self._vocabulary = vocabulary

    def passages(self, segment: Segment, start: int, before: int) -> list[Passage]:
        """What a segment from `start` on repeats: all of it, else lines, else sentences."""
        if segment.at > WORD_LIMIT:
            return []
        whole = self._passage(segment, start, len(segment.text), before, Form.PARAGRAPH)
        if segment.marked or (whole.matches and self._throughout(whole, segment)):
            return [whole]
        lines = list(_lines(segment.text, start))
        if len(lines) > 1:
            found = [self._passage(segment, a, b, before, Form.PARAGRAPH) for a, b in lines]
            if any(passage.matches for passage in found):
                return [p for p in found if p.matches]
        return self._sentences(segment, start, before) or [
            replace(whole, matches=()) if whole.matches else whole
        ]

    def _throughout(self, whole: Passage, segment: Segment) -> bool:
        """Whether every sentence of a passage is in what it repeats, not only most of its words."""
        match = whole.matches[0]
        if match.exact:
            return True
        for start, end in sentences(segment.text[whole.start :]):
            words = segment.words.between(whole.start + start, whole.start + end)
            if self._sources.shared(match, words.packed) < _SENTENCE_SHARE:
                return False
        return True

    def _passage(self, segment: Segment, start: int, end: int, before: int, form: Form) -> Passage:
        text = segment.text[start:end]
        if segment.marked:
            form = Form.MARKED
        elif in_quotation_marks(text):
            form = Form.QUOTATION
        words = segment.words.between(start, end)
        distinctive = self._vocabulary.distinctive(words.packed)
        question = distinctive and text.rstrip().endswith("?")
        signs = Signs(truncated_start(text), truncated_end(text), question)
        weight = self._vocabulary.weight(words.packed)
        bare = Passage(segment.number, start, end, words.packed, form, weight, signs)
        linked = form is not Form.MARKED and _LINK.fullmatch(text.strip())
        matches = () if linked else self._matches(bare, pieces(text, start, words), before)
        if not matches:
            return bare
        near = distinctive and any(
            match.speaker >= before - _NEAR for match in matches if match.speaker != ARTICLE
        )
        if near and form is Form.PARAGRAPH and segment.number == 0:
            signs = replace(signs, opening=True)
        return replace(bare, matches=matches, signs=signs)

    def _matches(self, passage: Passage, parts: tuple[str, ...], before: int) -> tuple[Match, ...]:
        for tried in _variants(passage, parts):
            found = self._sources.exact(tried, before)
            if found:
                return found
        bar, share = _INEXACT[passage.form]
        if passage.form is not Form.SENTENCE and passage.clears(bar):
            return self._sources.inexact(passage.packed, before, share)
        return ()

    def all_of(self, speaker: int) -> str:
        """All that a speaker printed, in packed words."""
        return self._sources.packed[speaker]

    def supported(self, passage: Passage, segment: Segment, speaker: int) -> Match | None:
        """Where a speaker, quoted or addressed anyway, says this passage."""
        text = segment.text[passage.start : passage.end]
        if not passage.clears(SUPPORTED[passage.form]) or _LINK.fullmatch(text.strip()):
            return None
        words = segment.words.between(passage.start, passage.end)
        return self._sources.said(speaker, pieces(text, passage.start, words))

    def later(self, passage: Passage, segment: Segment, speaker: int) -> Match | None:
        """The first speaker after this one who says a passage: a page may not be in order."""
        if not passage.clears(ALONE[Form.MARKED]):
            return None
        text = segment.text[passage.start : passage.end]
        words = segment.words.between(passage.start, passage.end)
        matches = self._sources.exact(pieces(text, passage.start, words), len(self._sources.packed))
        return next((match for match in matches if match.speaker > speaker), None)

    def _sentences(self, segment: Segment, start: int, before: int) -> list[Passage]:
        """The longest runs of whole sentences that somebody said in a row."""
        places = [
            (start + a, start + b) for a, b in islice(sentences(segment.text[start:]), _SENTENCES)
        ]
        found: list[Passage] = []
        first = 0
        while first < len(places):
            count, run = self._run(segment, places, first, before)
            if run:
                found.append(run)
            first += max(1, count)
        return found

    def _run(
        self, segment: Segment, places: Sequence[tuple[int, int]], first: int, before: int
    ) -> tuple[int, Passage | None]:
        """How many sentences from one on somebody said in a row: found by doubling, halving."""

        def said(count: int) -> Passage | None:
            bounds = places[first][0], places[first + count - 1][1]
            passage = self._passage(segment, *bounds, before, Form.SENTENCE)
            return passage if passage.matches else None

        most = len(places) - first
        known, run, step, growing = 0, None, 1, True
        while step:
            longer = said(known + step) if known + step <= most else None
            if longer:
                known, run = known + step, longer
                step *= 2 if growing else 1
            else:
                growing = False
            if not growing:
                step //= 2
        return known, run


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    for line in text[start:].split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _variants(passage: Passage, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The passage, and again without a word that its truncation may have cut in two."""
    yield parts
    if passage.signs.breaks_off and parts and len(parts[-1]) > 3:
        yield (*parts[:-1], parts[-1][:-1])
    if passage.signs.starts_within and parts and len(parts[0]) > 3:
        yield (parts[0][1:], *parts[1:])
