"""The comments of a summary as arrays: about a hundred bytes each, however long their texts.

A comment is a place in the arrays, in page order and article by article; other comments are named
by their place. Only the words of comments that stand out are kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate.names import Names

Codes = NDArray[np.int32]
Places = NDArray[np.signedinteger]  # of any width
Small = NDArray[np.int16]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NONE = -1  # no stance, no comment answered


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Comments toward one target. Votes and times that are not shown are nan.

    `stance` is a place in the order of Stance, or NONE; `reason` then a place in `reasons`, else
    NONE. `likeliest` is what the model would say where it has to: also where it is not sure, but
    not where it read nothing. `root` is the top-level comment under which one stands (itself, for
    such), `parent` the one answered or NONE; `quoting` and `quoted` are pairs. `posted` is in
    seconds since 1970 by the page's clock, which is `offset` minutes ahead of UTC (nan: unsaid).
    """

    articles: tuple[str, ...]
    reasons: tuple[str, ...]
    ids: Names
    excerpts: Mapping[int, str]
    article: Codes
    position: Codes  # from 1, in page order
    root: Codes
    parent: Codes
    stance: Small
    reason: Small
    likeliest: Small
    confidence: Floats
    up: Floats
    down: Floats
    net: Floats  # as printed
    posted: Floats
    offset: Floats
    quoting: Codes
    quoted: Codes

    def __len__(self) -> int:
        return len(self.stance)

    @property
    def nets(self) -> Floats:
        """Net votes as printed, else up minus down where both are shown."""
        found: Floats = np.where(np.isnan(self.net), self.up - self.down, self.net)
        return found

    @property
    def judged(self) -> Flags:
        """Which comments have a stance."""
        judged: Flags = self.stance != NONE
        return judged

    @property
    def shown(self) -> Flags:
        """Which comments show votes of any kind."""
        return ~(np.isnan(self.up) & np.isnan(self.down) & np.isnan(self.net))


def joined(parts: Sequence[Columns], excerpts: Mapping[int, str]) -> Columns:
    """The comments of several summaries, one after the other; `excerpts` by their new places."""
    starts = np.cumsum([0, *map(len, parts)]).tolist()
    firsts = np.cumsum([0, *(len(part.articles) for part in parts)]).tolist()
    reasons = tuple(dict.fromkeys(reason for part in parts for reason in part.reasons))
    codes = [[*map(reasons.index, part.reasons), NONE] for part in parts]

    def floats(of: Callable[[Columns], Floats]) -> Floats:
        return np.concatenate([np.empty(0), *map(of, parts)])

    def places(of: Callable[[Columns], Codes], base: Sequence[int]) -> Codes:
        moved = [_moved(of(part), start) for part, start in zip(parts, base, strict=False)]
        return np.concatenate([np.empty(0, np.int32), *moved])

    return Columns(
        articles=tuple(name for part in parts for name in part.articles),
        reasons=reasons,
        ids=Names.joined([part.ids for part in parts]),
        excerpts=excerpts,
        article=places(lambda part: part.article, firsts),
        position=np.concatenate([np.empty(0, np.int32), *(part.position for part in parts)]),
        root=places(lambda part: part.root, starts),
        parent=places(lambda part: part.parent, starts),
        stance=np.concatenate([np.empty(0, np.int16), *(part.stance for part in parts)]),
        reason=np.concatenate(
            [
                np.empty(0, np.int16),
                *(np.array(code, np.int16)[p.reason] for p, code in zip(parts, codes, strict=True)),
            ]
        ),
        likeliest=np.concatenate([np.empty(0, np.int16), *(part.likeliest for part in parts)]),
        confidence=floats(lambda part: part.confidence),
        up=floats(lambda part: part.up),
        down=floats(lambda part: part.down),
        net=floats(lambda part: part.net),
        posted=floats(lambda part: part.posted),
        offset=floats(lambda part: part.offset),
        quoting=places(lambda part: part.quoting, starts),
        quoted=places(lambda part: part.quoted, starts),
    )


def part(of: Columns, article: int, start: int, stop: int) -> Columns:
    """The comments of one article among those of many, without their words."""
    first, last = np.searchsorted(of.quoting, (start, stop)).tolist()  # it rises
    span, pairs = slice(start, stop), slice(first, last)
    return Columns(
        articles=(of.articles[article],),
        reasons=of.reasons,
        ids=of.ids.part(start, stop),
        excerpts={},
        article=np.zeros(stop - start, np.int32),
        position=of.position[span],
        root=_moved(of.root[span], -start),
        parent=_moved(of.parent[span], -start),
        stance=of.stance[span],
        reason=of.reason[span],
        likeliest=of.likeliest[span],
        confidence=of.confidence[span],
        up=of.up[span],
        down=of.down[span],
        net=of.net[span],
        posted=of.posted[span],
        offset=of.offset[span],
        quoting=_moved(of.quoting[pairs], -start),
        quoted=_moved(of.quoted[pairs], -start),
    )


def _moved(places: Codes, start: int) -> Codes:
    return np.where(places == NONE, NONE, places + start).astype(np.int32)
