"""Who on a page says given words: an index of word triples over the article and the comments."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

ARTICLE = 0  # speaker 0 is the article; the comments follow in the order of time, from 1

WORD_LIMIT = 20_000  # words of one speaker that are compared; nobody quotes what comes later
_TRIPLE = 3
_SAMPLES = 24  # triples of a passage that are looked up
_RECENT, _EARLIEST = 24, 4  # speakers of one triple that are compared, latest and first
_INEXACT_SPEAKERS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """Words start..end of what a speaker printed, and how much of the passage is there."""

    speaker: int
    start: int
    end: int
    share: float = 1.0

    @property
    def exact(self) -> bool:
        """Whether every word is there."""
        return self.share >= 1


class Sources:
    """What the article and each comment printed, as packed words, ready for look-up."""

    def __init__(self, packed: Sequence[str]) -> None:
        self.packed = tuple(text[:WORD_LIMIT] for text in packed)
        self._speakers: dict[str, list[int]] = {}
        for speaker, text in enumerate(self.packed):
            for triple in set(_triples(text)):
                self._speakers.setdefault(triple, []).append(speaker)

    def exact(self, pieces: Sequence[str], before: int) -> tuple[Match, ...]:
        """Speakers before this one who say all the pieces, one after the other."""
        longest = max(pieces, key=len, default="")
        if len(longest) < _TRIPLE:
            return ()
        who = self._speakers
        sample = _sampled(longest)
        if any(triple not in who for triple in sample):
            return ()
        rarest = min((who[triple] for triple in sample), key=len)
        found = (self.said(speaker, pieces) for speaker in _nearest(rarest, before))
        return tuple(match for match in found if match)

    def said(self, speaker: int, pieces: Sequence[str]) -> Match | None:
        """Where this speaker says all the pieces, one after the other."""
        text, start, at = self.packed[speaker], -1, 0
        for piece in pieces:
            found = text.find(piece, at)
            if found < 0:
                return None
            start = found if start < 0 else start
            at = found + len(piece)
        return Match(speaker, start, at)

    def inexact(self, packed: str, before: int, least: float) -> tuple[Match, ...]:
        """Speakers before this one who say nearly these words in this order."""
        sample = _sampled(packed)
        hits: Counter[int] = Counter()
        for triple in sample:
            hits.update(_nearest(self._speakers.get(triple, []), before))
        enough = max(2, len(sample) // 3)
        likely = [s for s, count in hits.most_common(_INEXACT_SPEAKERS) if count >= enough]
        found = (self._aligned(speaker, packed) for speaker in likely)
        return tuple(match for match in found if match.share >= least)

    def shared(self, match: Match, packed: str) -> float:
        """How many of these words a match has, in this order."""
        text = self.packed[match.speaker][match.start : match.end]
        return LCSseq.similarity(packed, text) / max(1, len(packed))

    def _aligned(self, speaker: int, packed: str) -> Match:
        """The window of a speaker's words that shares most with the passage."""
        text, step = self.packed[speaker], _step(packed)
        offsets = []
        for at in range(0, len(packed) - _TRIPLE + 1, step):
            found = text.find(packed[at : at + _TRIPLE])
            if found >= 0:
                offsets.append(found - at)
        slack = 2 + len(packed) // 10
        start = max(0, sorted(offsets)[len(offsets) // 2] - slack)
        end = min(len(text), start + len(packed) + 2 * slack)
        common = LCSseq.similarity(packed, text[start:end])
        return Match(speaker, start, end, min(0.999, common / len(packed)))


def _triples(text: str) -> Iterator[str]:
    return (text[at : at + _TRIPLE] for at in range(len(text) - _TRIPLE + 1))


def _step(packed: str) -> int:
    return max(1, (len(packed) - _TRIPLE + 1) // _SAMPLES)


def _sampled(packed: str) -> list[str]:
    return [packed[at : at + _TRIPLE] for at in range(0, len(packed) - _TRIPLE + 1, _step(packed))]


def _nearest(speakers: list[int], before: int) -> list[int]:
    """The last few speakers before this one, and the first few of the page."""
    end = bisect_left(speakers, before)
    if end <= _RECENT + _EARLIEST:
        return speakers[:end]
    return speakers[:_EARLIEST] + speakers[end - _RECENT : end]
