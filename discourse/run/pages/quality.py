"""How well pages were parsed: a row a thread, and a row a page that failed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields

from discourse.run.pages.parsing import ParsedPages
from discourse.run.tables import csv_text
from discourse.thread import ProblemKind, Thread


@dataclass(frozen=True, slots=True)
class QualityRow:
    """What a thread's page looked like to the parser; a page that failed has only an error.

    `declared` is the number of comments the page itself claims. `without_votes` counts comments
    that show none, `replies` those that answer another, `orphans` those whose parent is missing.
    """

    page: str
    layout: str = ""
    confidence: float | None = None
    title: bool | None = None
    paragraphs: int | None = None
    declared: int | None = None
    comments: int | None = None
    authors: int | None = None
    without_votes: int | None = None
    replies: int | None = None
    orphans: int | None = None
    duplicates: int | None = None
    empty: int | None = None
    encoding_trouble: bool | None = None
    error: str = ""


COLUMNS = tuple(field.name for field in fields(QualityRow))


def quality(done: ParsedPages) -> Iterator[QualityRow]:
    """A row a thread in the order read, then a row a failure."""
    for key, parsed in done.keyed:
        yield _row(key, parsed.thread, parsed.choice.match.confidence)
    for failure in done.failures:
        yield QualityRow(failure.page, error=failure.message)


def as_csv(done: ParsedPages) -> str:
    """The rows as CSV."""
    return csv_text(COLUMNS, map(astuple, quality(done)))


def _row(key: str, thread: Thread, confidence: float) -> QualityRow:
    kinds = Counter(problem.kind for problem in thread.problems)
    comments = thread.comments
    return QualityRow(
        page=key,
        layout=thread.layout,
        confidence=round(confidence, 2),
        title=bool(thread.article.title),
        paragraphs=len(thread.article.paragraphs),
        declared=thread.declared_comments,
        comments=len(comments),
        authors=len({comment.author for comment in comments if comment.author}),
        without_votes=sum(not comment.votes.shown for comment in comments),
        replies=sum(comment.parent is not None for comment in comments),
        orphans=kinds[ProblemKind.ORPHAN],
        duplicates=kinds[ProblemKind.DUPLICATE_ID] + kinds[ProblemKind.DUPLICATE_COMMENT],
        empty=sum(not comment.text for comment in comments),
        encoding_trouble=bool(kinds[ProblemKind.ENCODING]),
    )
