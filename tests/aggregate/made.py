"""Columns made of comments written down one by one."""

from collections.abc import Sequence
from datetime import UTC

import numpy as np

from discourse.aggregate.columns import NONE, Columns
from discourse.aggregate.marks import STANCES, Mark
from discourse.aggregate.names import Names


def columns(marks: Sequence[Mark]) -> Columns:
    """As a summary holds them; a conversation is named by whatever name its comments share."""
    articles = list(dict.fromkeys(mark.article for mark in marks))
    places = {(mark.article, mark.comment_id): place for place, mark in enumerate(marks)}
    roots: dict[tuple[str, str], int] = {}
    for place, mark in enumerate(marks):
        roots.setdefault((mark.article, mark.conversation), place)
    pairs = [
        (place, places[mark.article, other])
        for place, mark in enumerate(marks)
        for other in mark.quotes
        if (mark.article, other) in places
    ]
    ahead = [mark.posted.utcoffset() if mark.posted else None for mark in marks]
    reasons = list(dict.fromkeys(mark.abstained for mark in marks if mark.stance is None))
    return Columns(
        articles=tuple(articles),
        reasons=tuple(reasons),
        ids=Names.of([mark.comment_id for mark in marks]),
        excerpts={place: mark.excerpt for place, mark in enumerate(marks) if mark.excerpt},
        article=np.array([articles.index(mark.article) for mark in marks], np.int32),
        position=np.array([mark.position for mark in marks], np.int32),
        root=np.array([roots[mark.article, mark.conversation] for mark in marks], np.int32),
        parent=np.array([places.get((m.article, m.answers or ""), NONE) for m in marks], np.int32),
        stance=np.array(
            [NONE if m.stance is None else STANCES.index(m.stance) for m in marks], np.int16
        ),
        reason=np.array(
            [reasons.index(m.abstained) if m.stance is None else NONE for m in marks], np.int16
        ),
        likeliest=np.array(
            [NONE if m.stance is None else STANCES.index(m.stance) for m in marks], np.int16
        ),
        confidence=np.array([mark.confidence for mark in marks]),
        up=np.array([mark.votes.up for mark in marks], np.float64),
        down=np.array([mark.votes.down for mark in marks], np.float64),
        net=np.array([mark.votes.net for mark in marks], np.float64),
        posted=np.array(
            [m.posted.replace(tzinfo=UTC).timestamp() if m.posted else None for m in marks],
            np.float64,
        ),
        offset=np.array([a.total_seconds() / 60 if a else None for a in ahead], np.float64),
        quoting=np.array([one for one, _ in pairs], np.int32),
        quoted=np.array([other for _, other in pairs], np.int32),
    )
