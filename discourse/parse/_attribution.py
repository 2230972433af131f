"""To whom the quoted passages of a comment belong: the article, or which comment before it."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from discourse.parse._passages import Finder, Form, Passage
from discourse.parse._segments import Printed
from discourse.parse._sources import ARTICLE, Match

_SUPPORTS = 12  # speakers that short quotes of one comment are looked for in
_STOCK = 3  # so many speakers who say a short paragraph in their own words make it a stock phrase
_STOCK_WORDS = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """A passage that is a quote; `match` says of whom, None of nobody on the page."""

    passage: Passage
    match: Match | None


class Ledger:
    """Which words of each speaker are known to be quotes themselves."""

    def __init__(self) -> None:
        self._quoted: dict[int, list[tuple[int, int, str | None]]] = defaultdict(list)

    def enter(self, speaker: int, start: int, end: int, first_said_by: str | None) -> None:
        """Note that words start..end of a speaker are a quote, and who said them first."""
        self._quoted[speaker].append((start, end, first_said_by))

    def own(self, match: Match) -> bool:
        """Whether the speaker says these words as their own."""
        return self._entry(match) is None

    def first_said_by(self, match: Match) -> str | None:
        """Who first said words that their speaker quotes, where that is known."""
        entry = self._entry(match)
        return entry[2] if entry else None

    def _entry(self, match: Match) -> tuple[int, int, str | None] | None:
        for entry in self._quoted.get(match.speaker, []):
            shared = min(entry[1], match.end) - max(entry[0], match.start)
            if 2 * shared > match.end - match.start:
                return entry
        return None


def attribute(
    comment: Printed,
    passages: Sequence[Passage],
    favoured: AbstractSet[int],
    finder: Finder,
    ledger: Ledger,
) -> list[Taken]:
    """The passages that are quotes, with their speakers; `favoured` ones are answered anyway."""
    passages = [_without_echoes(p, comment.draft.id, ledger) for p in passages]
    strong = [p for p in passages if p.strong and not _stock(p, ledger)]
    strong = _without_closing_chance(comment, strong, finder)
    said: dict[int, float] = defaultdict(float)
    own: set[int] = set()
    for passage in strong:
        for match in passage.matches:
            said[match.speaker] += passage.weight
            if ledger.own(match):
                own.add(match.speaker)
    taken = [Taken(p, _chosen(p, said, own, favoured)) for p in strong]
    supports = sorted(
        {t.match.speaker for t in taken if t.match} | favoured, key=lambda s: said[s]
    )[-_SUPPORTS:]
    places = {(p.segment, p.start) for p in strong}
    rest = [p for p in passages if (p.segment, p.start) not in places]
    taken += _supported(comment, rest, supports[::-1], finder)
    return sorted(taken, key=lambda t: (t.passage.segment, t.passage.start))


def _without_echoes(passage: Passage, own_id: str, ledger: Ledger) -> Passage:
    """A passage less those who quote it from this very comment, on a page out of order."""
    matches = tuple(m for m in passage.matches if ledger.first_said_by(m) != own_id)
    return replace(passage, matches=matches) if len(matches) < len(passage.matches) else passage


def _stock(passage: Passage, ledger: Ledger) -> bool:
    """Whether several say it in their own words, so that one more need not be quoting."""
    if passage.form is not Form.PARAGRAPH or len(passage.packed) >= _STOCK_WORDS:
        return False
    return sum(m.speaker != ARTICLE and ledger.own(m) for m in passage.matches) >= _STOCK


def _without_closing_chance(
    comment: Printed, strong: list[Passage], finder: Finder
) -> list[Passage]:
    """Passages less those at the end, with no answer after them, that may be the comment's own."""
    kept = list(strong)
    last = len(comment.segments) - 1
    while last >= 0:
        here = [p for p in kept if p.segment == last]
        if len(here) != 1 or here[0].form is not Form.PARAGRAPH:
            break
        closing = replace(here[0], form=Form.CLOSING)
        kept.remove(here[0])
        if not closing.strong or _reposted(comment, closing, finder):
            break
        kept.append(closing)
        last -= 1
    return kept


def _reposted(comment: Printed, passage: Passage, finder: Finder) -> bool:
    """Whether the same comment stands there twice, or both end in the same signature."""
    for match in passage.matches:
        whole = finder.all_of(match.speaker)
        signed = match.start > 0 and match.end == len(whole) and len(comment.segments) > 1
        if match.speaker != ARTICLE and (whole == comment.packed or signed):
            return True
    return False


def _chosen(
    passage: Passage, said: dict[int, float], own: AbstractSet[int], favoured: AbstractSet[int]
) -> Match | None:
    """Whom a passage is taken from.

    Somebody answered anyway; else who also says the comment's other quotes, if any of them in
    their own words; else the article; else the nearest.
    """

    def rank(match: Match) -> tuple[bool, bool, float, bool, int]:
        speaker = match.speaker
        eligible = speaker in own
        return speaker in favoured, eligible, round(said[speaker], 3), speaker == ARTICLE, speaker

    return max(passage.matches, key=rank)


def _supported(
    comment: Printed, passages: Sequence[Passage], supports: Sequence[int], finder: Finder
) -> list[Taken]:
    """Short paragraphs that are quotes because their speaker is quoted or answered anyway."""
    found: list[Taken] = []
    for passage in passages:
        segment = comment.segments[passage.segment]
        if passage.segment == len(comment.segments) - 1 and passage.form is Form.PARAGRAPH:
            passage = replace(passage, form=Form.CLOSING)  # noqa: PLW2901 # the same passage
        for speaker in supports:
            match = finder.supported(passage, segment, speaker)
            if match and comment.packed != finder.all_of(speaker):
                found.append(Taken(passage, match))
                break
    return found
