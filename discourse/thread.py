"""Article, comments and their thread: frozen values, valid or not made."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from discourse.errors import ThreadError

ARTICLE_ID = "article"  # names the article where a comment id could stand; no comment may bear it


class ProblemKind(StrEnum):
    """What a reader of the parsed page should know about it."""

    COUNT_MISMATCH = "count-mismatch"  # the page declares another number of comments
    NET_MISMATCH = "net-mismatch"  # printed net is not up minus down
    MISSING_TALLY = "missing-tally"  # a comment without votes where the others have them
    EMPTY_COMMENT = "empty-comment"
    ORPHAN = "orphan"  # the comment answered is not on the page
    CIRCLE = "circle"  # comments that answer each other in a ring
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_COMMENT = "duplicate-comment"
    ENCODING = "encoding"
    NO_TITLE = "no-title"
    NO_BODY = "no-body"
    LIMIT = "limit"  # something was cut at a limit
    MARKUP = "markup"  # broken or contradictory markup


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a page; `where` is a comment id, a line or empty for the whole page."""

    kind: ProblemKind
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes as printed. None = not shown; 0 = shown as zero. A page may show only some."""

    up: int | None = None
    down: int | None = None
    net: int | None = None

    def __post_init__(self) -> None:
        for name, count in (("up", self.up), ("down", self.down)):
            if count is not None and count < 0:
                raise ThreadError(f"votes.{name}: expected 0 or more, found {count}")

    @property
    def shown(self) -> bool:
        """Whether the page shows any of them."""
        return not (self.up is None and self.down is None and self.net is None)

    @property
    def consistent(self) -> bool:
        """Whether net is up minus down, where all three are shown."""
        if self.up is None or self.down is None or self.net is None:
            return True
        return self.net == self.up - self.down


class Source(StrEnum):
    """Where quoted words come from."""

    ARTICLE = ARTICLE_ID
    COMMENT = "comment"
    ELSEWHERE = "elsewhere"  # marked as a quote, but not of anything on the page


@dataclass(frozen=True, slots=True)
class Quote:
    """Words a comment repeats, as printed in it.

    `comment_id` is set just when the source is a comment. `first_said_by` is set where the quoted
    words were themselves a quote: the id of the comment that first said them, or "article".
    """

    text: str
    source: Source
    comment_id: str | None = None
    first_said_by: str | None = None

    def __post_init__(self) -> None:
        if (self.source is Source.COMMENT) != (self.comment_id is not None):
            raise ThreadError(f"quote of {self.source}: comment_id is {self.comment_id!r}")


class ReplyEvidence(StrEnum):
    """How it is known whom a comment answers."""

    MARKUP = "markup"  # nesting, a reply-to link, an export's parent field
    QUOTE = "quote"
    ADDRESSEE = "addressee"  # names somebody who has spoken before


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `text` holds its own words only, paragraphs parted by a blank line; `raw` all.

    `author_inferred` marks an author known only because somebody quotes and addresses them.
    """

    id: str
    text: str
    raw: str
    parent: str | None = None
    reply_evidence: ReplyEvidence | None = None
    author: str | None = None
    author_inferred: bool = False
    addressee: str | None = None
    posted: datetime | None = None
    votes: Votes = Votes()
    quotes: tuple[Quote, ...] = ()
    permalink: str | None = None

    def __post_init__(self) -> None:
        if not self.id or self.id == ARTICLE_ID:
            raise ThreadError(f"comment id: expected a name of its own, found {self.id!r}")
        if (self.parent is None) != (self.reply_evidence is None):
            raise ThreadError(f"comment {self.id}: a parent and its evidence go together")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The commenter's own paragraphs."""
        return tuple(self.text.split("\n\n")) if self.text else ()


@dataclass(frozen=True, slots=True)
class Article:
    """The article above the comments; what the page does not say is empty or None."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    site: str | None = None
    byline: tuple[str, ...] = ()
    published: date | None = None
    url: str | None = None

    @property
    def body(self) -> str:
        """The paragraphs as one text, parted by blank lines."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Thread:
    """An article and its comments in page order.

    Raises ThreadError for duplicate ids, parents or quoted comments that are not there, and
    circles of replies; `build_thread` mends these instead and records each as a Problem.
    """

    article: Article
    comments: tuple[Comment, ...] = ()
    layout: str = ""
    declared_comments: int | None = None
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        for problem in _faults(self.comments):
            raise ThreadError(problem.message)

    def comment(self, comment_id: str) -> Comment:
        """The comment of that id; raises KeyError."""
        for comment in self.comments:
            if comment.id == comment_id:
                return comment
        raise KeyError(comment_id)


def build_thread(
    article: Article,
    comments: Iterable[Comment],
    *,
    layout: str = "",
    declared_comments: int | None = None,
    problems: Iterable[Problem] = (),
) -> Thread:
    """A thread from what a layout found, mended where it cannot exist.

    A second comment of one id gets a new id; a comment whose parent is missing, or that closes a
    circle, becomes top-level; a quote of a missing comment becomes a quote from elsewhere.
    """
    found = list(problems)
    kept = _with_own_ids(comments, found)
    kept = _without_orphans(kept, found)
    kept = _without_circles(kept, found)
    return Thread(article, tuple(kept), layout, declared_comments, tuple(found))


def _faults(comments: Sequence[Comment]) -> Iterator[Problem]:
    ids = {comment.id for comment in comments}
    if len(ids) < len(comments):
        twice = Counter(comment.id for comment in comments).most_common(1)[0][0]
        yield Problem(ProblemKind.DUPLICATE_ID, f"two comments have the id {twice}", twice)
    for comment in comments:
        if comment.parent is not None and comment.parent not in ids:
            message = f"comment {comment.id} answers {comment.parent}, which is not on the page"
            yield Problem(ProblemKind.ORPHAN, message, comment.id)
        for quote in comment.quotes:
            if quote.comment_id is not None and quote.comment_id not in ids:
                message = f"comment {comment.id} quotes {quote.comment_id}, not on the page"
                yield Problem(ProblemKind.ORPHAN, message, comment.id)
    for comment_id in _circle_closers(comments):
        message = f"comment {comment_id} answers itself through its own replies"
        yield Problem(ProblemKind.CIRCLE, message, comment_id)


def _circle_closers(comments: Sequence[Comment]) -> Iterator[str]:
    """One comment of each circle: the first on the page; linear in the number of comments."""
    parents = {comment.id: comment.parent for comment in comments}
    done: set[str] = set()
    for start in parents:
        trail: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in done and at not in trail:
            trail[at] = None
            at = parents.get(at)
        if at is not None and at in trail:
            yield at
        done.update(trail)


def _with_own_ids(comments: Iterable[Comment], found: list[Problem]) -> list[Comment]:
    kept: list[Comment] = []
    taken: set[str] = set()
    for comment in comments:
        number, own = 2, comment.id
        while own in taken:
            own = f"{comment.id}~{number}"
            number += 1
        if own != comment.id:
            message = f"two comments have the id {comment.id}; the later one is now {own}"
            found.append(Problem(ProblemKind.DUPLICATE_ID, message, own))
        taken.add(own)
        kept.append(replace(comment, id=own) if own != comment.id else comment)
    return kept


def _without_orphans(comments: list[Comment], found: list[Problem]) -> list[Comment]:
    ids = {comment.id for comment in comments}
    return [_mend_orphan(comment, ids, found) for comment in comments]


def _mend_orphan(comment: Comment, ids: set[str], found: list[Problem]) -> Comment:
    if comment.parent is not None and comment.parent not in ids:
        message = f"comment {comment.id} answers {comment.parent}, which is not on the page"
        found.append(Problem(ProblemKind.ORPHAN, message, comment.id))
        comment = replace(comment, parent=None, reply_evidence=None)
    if any(q.comment_id is not None and q.comment_id not in ids for q in comment.quotes):
        message = f"comment {comment.id} quotes a comment that is not on the page"
        found.append(Problem(ProblemKind.ORPHAN, message, comment.id))
        comment = replace(comment, quotes=tuple(_mend_quote(q, ids) for q in comment.quotes))
    return comment


def _mend_quote(quote: Quote, ids: set[str]) -> Quote:
    if quote.comment_id is None or quote.comment_id in ids:
        return quote
    return replace(quote, source=Source.ELSEWHERE, comment_id=None)


def _without_circles(comments: list[Comment], found: list[Problem]) -> list[Comment]:
    closers = set(_circle_closers(comments))
    for closer in sorted(closers):
        message = f"comment {closer} answers itself through its own replies; now top-level"
        found.append(Problem(ProblemKind.CIRCLE, message, closer))
    return [
        replace(c, parent=None, reply_evidence=None) if c.id in closers else c for c in comments
    ]
