"""Whom each comment answers, and who wrote those that others quote and name."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.parse._names import same_name
from discourse.parse._talk import Talk
from discourse.parse.layout import Draft
from discourse.thread import Quote, ReplyEvidence


@dataclass(frozen=True, slots=True)
class Cited:
    """A speaker quoted, how much of them, and the name that the quote is addressed to."""

    addressee: str | None
    speaker: int
    weight: float


@dataclass(frozen=True, slots=True)
class Read:
    """One comment among the others: quotes taken, own paragraphs, who is addressed where."""

    speaker: int
    draft: Draft
    raw: str
    own: tuple[str, ...]
    quotes: tuple[Quote, ...]
    cited: tuple[Cited, ...]
    addressee: str | None


def inferred_authors(read: Sequence[Read]) -> dict[int, str]:
    """Speakers whom others name while quoting them; where names differ, the most frequent."""
    names: dict[int, Counter[str]] = defaultdict(Counter)
    for one in read:
        weights: dict[str, Counter[int]] = defaultdict(Counter)
        for cited in one.cited:
            if cited.addressee is not None:
                weights[cited.addressee][cited.speaker] += max(1, round(100 * cited.weight))
        for name, quoted in weights.items():
            names[quoted.most_common(1)[0][0]][name] += 1
    majorities = {speaker: _majority(count) for speaker, count in names.items()}
    return {speaker: name for speaker, name in majorities.items() if name is not None}


def _majority(count: Counter[str]) -> str | None:
    first, *others = count.most_common(2)
    return first[0] if not others or others[0][1] < first[1] else None


class Parents:
    """Whom each comment answers; never closes a circle."""

    def __init__(self, page: Talk) -> None:
        self._page = page
        self._known = {
            speaker: page.speakers.get(comment.draft.parent or "")
            for speaker, comment in enumerate(page.comments, 1)
        }
        # as long as every comment answers an earlier one, no circle can close
        self._in_time = all(comment.draft.parent is None for comment in page.comments)

    def of(self, read: Read) -> tuple[str | None, ReplyEvidence | None]:
        """The id of the comment answered, and how that is known."""
        if read.draft.parent is not None:
            return read.draft.parent, ReplyEvidence.MARKUP
        for speaker, evidence in self._likely(read):
            if not self._closes_circle(read.speaker, speaker):
                self._known[read.speaker] = speaker
                self._in_time &= speaker < read.speaker
                return self._page.comment(speaker).draft.id, evidence
        return None, None

    def _likely(self, read: Read) -> Iterator[tuple[int, ReplyEvidence]]:
        weights: dict[int, float] = defaultdict(float)
        for cited in read.cited:
            weights[cited.speaker] += cited.weight
        ranked = sorted(weights, key=lambda s: (self._addressed(read, s), weights[s], s))
        yield from ((speaker, ReplyEvidence.QUOTE) for speaker in reversed(ranked))
        if read.addressee:
            for speaker in self._page.earlier(read.addressee, read.speaker)[-1:]:
                yield speaker, ReplyEvidence.ADDRESSEE

    def _addressed(self, read: Read, speaker: int) -> bool:
        author = self._page.comment(speaker).draft.author
        return bool(author and read.addressee and same_name(author, read.addressee))

    def _closes_circle(self, speaker: int, parent: int) -> bool:
        if parent < speaker and self._in_time:
            return False
        seen: set[int] = set()
        at: int | None = parent
        while at is not None and at != speaker and at not in seen:
            seen.add(at)
            at = self._known.get(at)
        return at == speaker
