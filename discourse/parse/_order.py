"""In which order the comments of a page were written, as far as it can be told."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from discourse.parse._segments import Printed, Segment
from discourse.parse._sources import ARTICLE, Match, Sources
from discourse.parse._words import Vocabulary
from discourse.parse.layout import Draft

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WORDS, _WEIGHT = 6, 4.0  # of a paragraph whose repetition says something


def in_time(drafts: Sequence[Draft]) -> list[int] | None:
    """The places of the drafts from the first written to the last, where all bear a time."""
    times = [_seconds(draft.posted) for draft in drafts if draft.posted is not None]
    if not drafts or len(times) < len(drafts):
        return None
    falls = sum(a > b for a, b in pairwise(times))
    rises = sum(a < b for a, b in pairwise(times))
    page_order = -1 if falls > rises else 1  # tells comments of one time apart
    return sorted(range(len(drafts)), key=lambda place: (times[place], page_order * place))


def _seconds(posted: datetime) -> float:
    offset = posted.utcoffset() or timedelta()
    return (posted.replace(tzinfo=UTC) - _EPOCH - offset).total_seconds()


def newest_first(comments: Sequence[Printed], sources: Sources, vocabulary: Vocabulary) -> bool:
    """Whether comments quote what stands after them on the page rather than before.

    `sources` holds the article and then the comments in page order.
    """
    later = earlier = 0
    for place, comment in enumerate(comments):
        long = [s for s in comment.segments[:-1] if len(s.words.packed) >= _WORDS]
        if not long or vocabulary.weight(long[0].words.packed) < _WEIGHT:
            continue
        for other in _quoted(place, long[0], comments, sources):
            later += other > place
            earlier += other < place
    return later > earlier


def _quoted(
    place: int, opening: Segment, comments: Sequence[Printed], sources: Sources
) -> Iterator[int]:
    """Places of comments that the first long paragraph of this one was plainly taken from."""
    matches = sources.exact([opening.words.packed], len(comments) + 1)
    if any(match.speaker == ARTICLE for match in matches):
        return
    for match in matches:
        other = match.speaker - 1
        if other != place and (opening.marked or _taken(match, opening, comments[other])):
            yield other


def _taken(match: Match, opening: Segment, other: Printed) -> bool:
    """Whether the words are all that the other says, or stand within a longer paragraph of it."""
    if other.packed == opening.words.packed:
        return True
    holding = [s for s in other.segments if s.at < match.start < s.at + len(s.words.packed)]
    return any(len(s.words.packed) > len(opening.words.packed) for s in holding)
