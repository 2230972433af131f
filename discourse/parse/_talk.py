"""A page's comments in the order of time, with all that is needed to read one among the others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.parse._addressees import addressees
from discourse.parse._names import Address, Authors
from discourse.parse._order import in_time, newest_first
from discourse.parse._passages import Finder
from discourse.parse._segments import Printed, printed
from discourse.parse._sources import WORD_LIMIT, Sources
from discourse.parse._words import BREAK, Vocabulary
from discourse.parse.layout import Draft
from discourse.thread import Article, Problem, ProblemKind

_FAVOURED = 12  # latest comments of an author addressed that a short quote is looked for in


@dataclass(frozen=True, slots=True)
class Talk:
    """Comments as speakers 1, 2, ... in the order of time; `order` gives their places on the page.

    `addresses` are by speaker and segment, `speakers` by comment id, `said_by` by author shown.
    """

    comments: tuple[Printed, ...]
    order: tuple[int, ...]
    finder: Finder
    authors: Authors
    addresses: dict[tuple[int, int], Address]
    speakers: dict[str, int]
    said_by: dict[str, list[int]]

    def comment(self, speaker: int) -> Printed:
        """The comment of a speaker."""
        return self.comments[speaker - 1]

    def starts(self, speaker: int) -> list[int]:
        """Where each segment of a comment starts, once an addressee is off."""
        segments = range(len(self.comment(speaker).segments))
        return [a.rest if (a := self.addresses.get((speaker, n))) else 0 for n in segments]

    def names(self, speaker: int) -> list[str | None]:
        """Whom each segment of a comment addresses: the last one named, or a quote's author."""
        name: str | None = self.comment(speaker).draft.addressee
        names: list[str | None] = []
        for number, segment in enumerate(self.comment(speaker).segments):
            at_start = self.addresses.get((speaker, number))
            name = at_start.name if at_start else name
            names.append(segment.quoted_author or name)
        return names

    def earlier(self, name: str, speaker: int) -> list[int]:
        """The last comments of an author before a speaker, where the page shows authors."""
        author = self.authors.find(name)
        said = self.said_by.get(author, []) if author else []
        return [number for number in said if number < speaker][-_FAVOURED:]

    def problems(self) -> Iterator[Problem]:
        """What was too long to be compared whole."""
        for comment in self.comments:
            if len(comment.packed) > WORD_LIMIT:
                message = f"quotes are looked for in its first {WORD_LIMIT} words only"
                yield Problem(ProblemKind.LIMIT, message, comment.draft.id)


def talk(article: Article, drafts: Sequence[Draft]) -> Talk:
    """The comments of a page, ready to be read one after the other."""
    vocabulary = Vocabulary()
    title, *story = map(vocabulary.packed, (article.title, *article.paragraphs))
    on_page = [printed(draft, vocabulary) for draft in drafts]
    spoken = [segment.words.packed for comment in on_page for segment in comment.segments]
    vocabulary.discount([title, *story, *spoken])
    order, sources = _in_order(title + BREAK + "".join(story), on_page, vocabulary)
    comments = tuple(on_page[place] for place in order)
    authors = Authors(draft.author for draft in drafts if draft.author)
    said_by: dict[str, list[int]] = defaultdict(list)
    for speaker, comment in enumerate(comments, 1):
        author = authors.find(comment.draft.author) if comment.draft.author else None
        if author:
            said_by[author].append(speaker)
    return Talk(
        comments=comments,
        order=tuple(order),
        finder=Finder(sources, vocabulary),
        authors=authors,
        addresses=addressees(comments, sources, vocabulary, authors),
        speakers={comment.draft.id: speaker for speaker, comment in enumerate(comments, 1)},
        said_by=dict(said_by),
    )


def _in_order(
    article: str, on_page: Sequence[Printed], vocabulary: Vocabulary
) -> tuple[list[int], Sources]:
    """Places on the page in the order of time, and who says what in that order."""
    order = in_time([comment.draft for comment in on_page])
    if order is None:
        order = list(range(len(on_page)))
        sources = Sources([article, *(comment.packed for comment in on_page)])
        if not newest_first(on_page, sources, vocabulary):
            return order, sources
        order.reverse()
    return order, Sources([article, *(on_page[place].packed for place in order)])
