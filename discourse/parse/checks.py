"""What a reader should know about a parsed page, whatever its layout (pure)."""

from collections.abc import Iterator, Sequence

from discourse.thread import Article, Comment, Problem, ProblemKind


def check(
    article: Article, comments: Sequence[Comment], declared: int | None
) -> tuple[Problem, ...]:
    """The problems of an article, its comments and the number of comments it declares."""
    problems = [*_article(article), *_count(len(comments), declared)]
    tallied = any(comment.votes.shown for comment in comments)
    for comment in comments:
        problems.extend(_comment(comment, tallied=tallied))
    return (*problems, *_duplicates(comments))


def _article(article: Article) -> Iterator[Problem]:
    if not article.title:
        yield Problem(ProblemKind.NO_TITLE, "no title found")
    if not article.paragraphs:
        yield Problem(ProblemKind.NO_BODY, "no article text found")


def _count(found: int, declared: int | None) -> Iterator[Problem]:
    if declared is not None and declared != found:
        message = f"the page declares {declared} comments, found {found}"
        yield Problem(ProblemKind.COUNT_MISMATCH, message)


def _comment(comment: Comment, *, tallied: bool) -> Iterator[Problem]:
    votes = comment.votes
    if not votes.consistent:
        message = f"comment {comment.id}: net {votes.net}, but +{votes.up} and -{votes.down}"
        yield Problem(ProblemKind.NET_MISMATCH, message, comment.id)
    if tallied and not votes.shown:
        message = f"comment {comment.id} has no votes where others have them"
        yield Problem(ProblemKind.MISSING_TALLY, message, comment.id)
    if not comment.raw.strip():
        message = f"comment {comment.id} has no text"
        yield Problem(ProblemKind.EMPTY_COMMENT, message, comment.id)


def _duplicates(comments: Sequence[Comment]) -> Iterator[Problem]:
    """Comments that say word for word what an earlier one of the same author said, at length."""
    first: dict[tuple[str | None, str], str] = {}
    for comment in comments:
        if len(comment.raw) < 40:  # "I agree." may be said twice
            continue
        earlier = first.setdefault((comment.author, comment.raw), comment.id)
        if earlier != comment.id:
            message = f"comment {comment.id} repeats comment {earlier} word for word"
            yield Problem(ProblemKind.DUPLICATE_COMMENT, message, comment.id)
