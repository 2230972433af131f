"""Whom each paragraph addresses: which of the names at paragraph starts are truly addressees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.parse._names import (
    Address,
    Authors,
    Form,
    address,
    looks_like_reaction,
    looks_like_user_name,
    speaks_to,
)
from discourse.parse._passages import ALONE, Bar
from discourse.parse._passages import Form as Passage
from discourse.parse._segments import Printed, Segment, pieces
from discourse.parse._sources import ARTICLE, Sources
from discourse.parse._words import Vocabulary

_BAR: Bar = ALONE[Passage.PARAGRAPH]
_AFTER = 6  # segments from a name on that are looked at for a quote


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name that starts a segment of a comment.

    `quotes` where a comment's words follow it, `spoken_to` where it is followed by "you".
    """

    speaker: int
    segment: int
    address: Address
    quotes: bool
    spoken_to: bool


def addressees(
    comments: Sequence[Printed], sources: Sources, vocabulary: Vocabulary, authors: Authors
) -> dict[tuple[int, int], Address]:
    """The addresses of a page by speaker and segment; comments are in the order of speakers."""
    judge = _Judge(sources, vocabulary, authors)
    candidates = [
        candidate
        for speaker, comment in enumerate(comments, 1)
        for candidate in judge.candidates(speaker, comment)
    ]
    used = Counter(candidate.address.name.casefold() for candidate in candidates)
    known = {c.address.name.casefold() for c in candidates if judge.certain(c, used)}
    return {
        (c.speaker, c.segment): c.address for c in candidates if c.address.name.casefold() in known
    }


@dataclass(frozen=True, slots=True)
class _Judge:
    """Tells names from other words at the start of paragraphs, by what else the page says."""

    sources: Sources
    vocabulary: Vocabulary
    authors: Authors

    def candidates(self, speaker: int, comment: Printed) -> Iterator[_Candidate]:
        """Names that a comment may address."""
        found = [
            (number, at_start)
            for number, segment in enumerate(comment.segments)
            if not segment.marked and (at_start := address(segment.text, self.authors))
        ]
        prefixes = sum(at_start.form is Form.PREFIX for _, at_start in found)
        for number, at_start in found:
            if at_start.form is Form.PREFIX and (number > 0 or prefixes > 1):
                continue  # a dialogue, or a list
            following = comment.segments[number : number + _AFTER]
            quotes = self._quotes(speaker, following, at_start)
            spoken_to = speaks_to(following[0].text[at_start.rest :])
            yield _Candidate(speaker, number, at_start, quotes, spoken_to)

    def _quotes(self, speaker: int, segments: Sequence[Segment], at_start: Address) -> bool:
        """Whether what follows a name repeats a comment, and not the article."""
        first = segments[0]
        here = first.words.between(at_start.rest, len(first.text))
        rest = [pieces(segment.text, 0, segment.words) for segment in segments[1:]]
        following = [(here.packed,), *rest] if here.packed else rest
        if at_start.form is Form.PREFIX or self._said(following[:1]):
            return any(self._repeats(speaker, parts) for parts in following)
        return False

    def _said(self, passages: Sequence[tuple[str, ...]]) -> bool:
        """Whether anybody says these passages, the article or a comment."""
        everybody = len(self.sources.packed)
        return any(len(self.sources.exact(parts, everybody)) > 1 for parts in passages)

    def _repeats(self, speaker: int, parts: tuple[str, ...]) -> bool:
        packed = "".join(parts)
        if len(packed) < _BAR.words or self.vocabulary.weight(packed) < _BAR.weight:
            return False
        said_by = {m.speaker for m in self.sources.exact(parts, len(self.sources.packed))}
        return ARTICLE not in said_by and bool(said_by - {speaker})

    def certain(self, candidate: _Candidate, used: Counter[str]) -> bool:
        """Whether a name is an addressee by itself; `used` counts the candidates of each name."""
        name, form = candidate.address.name, candidate.address.form
        if form is Form.AT or self.authors.find(name):
            return True
        if form is not Form.PREFIX:
            return candidate.quotes
        # "name - ...": no word of this page's talk
        strange = self.vocabulary.passages_with(name) <= used[name.casefold()]
        spoken_to = candidate.spoken_to and not looks_like_reaction(name)
        return strange and (candidate.quotes or spoken_to or looks_like_user_name(name))
