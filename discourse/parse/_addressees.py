"""Whom each paragraph addresses: which of the names at paragraph starts are truly addressees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.parse._names import Address, Authors, Form, address, looks_like_user_name
from discourse.parse._passages import ALONE, Bar
from discourse.parse._passages import Form as Passage
from discourse.parse._segments import Printed, Segment
from discourse.parse._sources import ARTICLE, Sources
from discourse.parse._words import Vocabulary

_BAR: Bar = ALONE[Passage.PARAGRAPH]
_AFTER = 4  # segments from a name on that are looked at for a quote


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name that starts a segment of a comment; `quotes` where a comment's words follow it."""

    speaker: int
    segment: int
    address: Address
    quotes: bool


def addressees(
    comments: Sequence[Printed], sources: Sources, vocabulary: Vocabulary, authors: Authors
) -> dict[tuple[int, int], Address]:
    """The addresses of a page by speaker and segment; comments are in the order of speakers."""
    candidates = [
        candidate
        for number, comment in enumerate(comments)
        for candidate in _candidates(number + 1, comment, sources, vocabulary, authors)
    ]
    names = [candidate.address.name for candidate in candidates]
    used = Counter(name.casefold() for name in names)
    known = {
        c.address.name.casefold()
        for c in candidates
        if _certain(c, authors) or _rare(c.address, used, vocabulary)
    }
    return {
        (c.speaker, c.segment): c.address for c in candidates if c.address.name.casefold() in known
    }


def _candidates(
    speaker: int, comment: Printed, sources: Sources, vocabulary: Vocabulary, authors: Authors
) -> Iterator[_Candidate]:
    found = [
        (number, at_start)
        for number, segment in enumerate(comment.segments)
        if not segment.marked and (at_start := address(segment.text, authors))
    ]
    prefixes = sum(at_start.form is Form.PREFIX for _, at_start in found)
    for number, at_start in found:
        if at_start.form is Form.PREFIX and (number > 0 or prefixes > 1):
            continue  # a dialogue, or a list
        quotes = _quotes_next(
            speaker, comment.segments[number : number + _AFTER], at_start, sources, vocabulary
        )
        yield _Candidate(speaker, number, at_start, quotes)


def _quotes_next(
    speaker: int,
    segments: Sequence[Segment],
    at_start: Address,
    sources: Sources,
    vocabulary: Vocabulary,
) -> bool:
    """Whether what follows a name repeats a comment, and not the article."""
    here = segments[0].words.between(at_start.rest, len(segments[0].text)).packed
    for packed in [here] if here else (segment.words.packed for segment in segments[1:]):
        said_by = {m.speaker for m in sources.exact([packed], len(sources.packed))} - {speaker}
        if not said_by or ARTICLE in said_by:
            return False
        if len(packed) >= _BAR.words and vocabulary.weight(packed) >= _BAR.weight:
            return True
    return False


def _certain(candidate: _Candidate, authors: Authors) -> bool:
    """Whether a name is an addressee by itself."""
    at_start = candidate.address
    if at_start.form is Form.AT or authors.find(at_start.name):
        return True
    return candidate.quotes


def _rare(at_start: Address, used: Counter[str], vocabulary: Vocabulary) -> bool:
    """Whether "name - ..." starts with a word that is no word of this page's talk."""
    if at_start.form is not Form.PREFIX or not looks_like_user_name(at_start.name):
        return False
    return vocabulary.passages_with(at_start.name) <= used[at_start.name.casefold()]
