"""From a judged thread to columns, and from many articles' columns to those over all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from discourse.aggregate.columns import NONE, Codes, Columns, Flags, Floats, Places, Small, joined
from discourse.aggregate.judged import JudgedThread
from discourse.aggregate.marks import STANCES
from discourse.aggregate.names import Names
from discourse.aggregate.votes import controversy
from discourse.stance.judgement import UNSURE, Judgement
from discourse.stance.questions import Target
from discourse.thread import Comment

EXCERPT = 240  # characters of a comment kept for charts and tables
KEPT = 2  # comments of each stance whose words are kept, for each way to stand out


def gather(judged: JudgedThread, target: Target) -> Columns:
    """The comments of one article toward one target.

    Raises ValueError where a comment has no judgement.
    """
    comments = judged.thread.comments
    said = _said(judged, target)
    places = {comment.id: place for place, comment in enumerate(comments)}
    reasons = tuple(dict.fromkeys(one.abstained for one in said if one.abstained))
    quotes = list(_quotes(comments, places))
    made = Columns(
        articles=(judged.key,),
        reasons=reasons,
        ids=Names.of([comment.id for comment in comments]),
        excerpts={},
        article=np.zeros(len(comments), dtype=np.int32),
        position=np.arange(1, len(comments) + 1, dtype=np.int32),
        root=_codes(roots(comments)),
        parent=_codes([NONE if c.parent is None else places[c.parent] for c in comments]),
        stance=_small([NONE if j.abstained else STANCES.index(j.label) for j in said]),
        reason=_small([reasons.index(j.abstained) if j.abstained else NONE for j in said]),
        likeliest=_small([_likeliest(judgement) for judgement in said]),
        confidence=_floats([judgement.confidence for judgement in said]),
        up=_floats([comment.votes.up for comment in comments]),
        down=_floats([comment.votes.down for comment in comments]),
        net=_floats([comment.votes.net for comment in comments]),
        posted=_floats([_clock(comment.posted) for comment in comments]),
        offset=_floats([_ahead(comment.posted) for comment in comments]),
        quoting=_codes([one for one, _ in quotes]),
        quoted=_codes([other for _, other in quotes]),
    )
    worded = np.array([bool(comment.text.strip()) for comment in comments], dtype=bool)
    kept = {place: _excerpt(comments[place].text) for place in standing_out(made, worded)}
    return replace(made, excerpts=kept)


def over_all(parts: Sequence[Columns]) -> Columns:
    """The comments of all articles; of their words those that stand out among them all."""
    starts = np.cumsum([0, *map(len, parts)]).tolist()
    kept = {
        place + start: words
        for part, start in zip(parts, starts, strict=False)
        for place, words in part.excerpts.items()
    }
    made = joined(parts, {})
    worded = np.zeros(len(made), dtype=bool)
    worded[list(kept)] = True
    return replace(made, excerpts={place: kept[place] for place in standing_out(made, worded)})


def standing_out(of: Columns, worded: Flags) -> list[int]:
    """Of each stance, and of none, the most and least voted and the most divisive comments."""
    found: set[int] = set()
    nets, divided = of.nets, controversy(of.up, of.down)
    for stance in (NONE, *range(len(STANCES))):
        mine = np.flatnonzero(worded & (of.stance == stance))
        for key in (nets, of.up, divided):
            found.update(_first(key, mine))
        found.update(_first(-nets, mine[::-1]))
    return sorted(found)


def roots(comments: Sequence[Comment]) -> list[int]:
    """For each comment the place of the top-level comment it stands under; linear."""
    places = {comment.id: place for place, comment in enumerate(comments)}
    known: dict[int, int] = {}
    for start in range(len(comments)):
        trail, at = [], start
        while at not in known and (parent := comments[at].parent) is not None:
            trail.append(at)
            at = places[parent]
        root = known.setdefault(at, at)
        known.update(dict.fromkeys(trail, root))
    return [known[place] for place in range(len(comments))]


def _said(judged: JudgedThread, target: Target) -> list[Judgement]:
    """The judgement of each comment, in page order."""
    said = {j.comment_id: j for j in judged.judgements if j.target == target.text}
    for comment in judged.thread.comments:
        if comment.id not in said:
            raise ValueError(
                f"{judged.key}: expected a judgement of comment {comment.id} "
                f"toward {target.name!r}, found none"
            )
    return [said[comment.id] for comment in judged.thread.comments]


def _likeliest(judgement: Judgement) -> int:
    known = judgement.abstained in ("", UNSURE)
    return STANCES.index(judgement.label) if known else NONE


def _quotes(comments: Sequence[Comment], places: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    for place, comment in enumerate(comments):
        for quote in comment.quotes:
            if quote.comment_id is not None:
                yield place, places[quote.comment_id]


def _first(key: Floats, places: Places) -> list[int]:
    """The places with the highest keys; of equal ones the first."""
    known = places[~np.isnan(key[places])]
    best: list[int] = known[np.argsort(-key[known], kind="stable")[:KEPT]].tolist()
    return best


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return (
        line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    )


def _clock(posted: datetime | None) -> float | None:
    """Seconds since 1970 by the clock of the page."""
    return None if posted is None else posted.replace(tzinfo=UTC).timestamp()


def _ahead(posted: datetime | None) -> float | None:
    """Minutes that the page's clock is ahead of UTC; None where it does not say."""
    ahead = posted.utcoffset() if posted is not None else None
    return None if ahead is None else ahead.total_seconds() / 60


def _codes(numbers: Sequence[int]) -> Codes:
    return np.array(numbers, dtype=np.int32)


def _small(numbers: Sequence[int]) -> Small:
    return np.array(numbers, dtype=np.int16)


def _floats(numbers: Sequence[float | None]) -> Floats:
    return np.array(numbers, dtype=np.float64)
