"""Threads and judgements as flat rows (Parquet, CSV) and as JSON lines; read back exactly."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from discourse.errors import InputError
from discourse.stance.judgement import Judgement, Scores
from discourse.thread import (
    Article,
    Comment,
    Problem,
    ProblemKind,
    Quote,
    ReplyEvidence,
    Source,
    Thread,
    Votes,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 1  # raised whenever a column or a key changes its name or meaning

Cell = str | int | float | bool | None

# C1 control characters, which JSON leaves as they are and some terminals obey
_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


@dataclass(frozen=True, slots=True)
class ThreadRecord:
    """One line of the JSON lines that `discourse parse` writes."""

    schema: int
    key: str
    thread: Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article without its comments. Lists are JSON, dates ISO 8601."""

    schema: int = SCHEMA
    article: str  # the article's key in the run
    title: str
    paragraphs: str
    site: str | None
    byline: str
    published: str | None
    url: str | None
    layout: str
    declared_comments: int | None
    problems: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """One comment. `position` counts from 1 in page order; quotes are JSON."""

    schema: int = SCHEMA
    article: str
    position: int
    comment_id: str
    parent: str | None
    reply_evidence: str | None
    author: str | None
    author_inferred: bool
    addressee: str | None
    posted: str | None
    up: int | None
    down: int | None
    net: int | None
    text: str
    raw: str
    quotes: str
    permalink: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """One comment's stance toward one target; a column a label, named after it.

    `label` is `unclear` where the model claims no stance, for the reason in `abstained`.
    """

    schema: int = SCHEMA
    article: str
    comment_id: str
    target_name: str
    target: str
    label: str
    confidence: float
    against: float
    neutral: float
    favor: float
    abstained: str


Row = ArticleRow | CommentRow | JudgementRow
R = TypeVar("R", ArticleRow, CommentRow, JudgementRow)


def thread_line(key: str, thread: Thread) -> str:
    """A thread as one line of JSON."""
    line = _adapter().dump_json(ThreadRecord(SCHEMA, key, thread)).decode()
    return line.translate(_ESCAPED)


def read_thread_line(line: str, *, where: str) -> ThreadRecord:
    """The thread of one line of JSON; `where` names the line in the error.

    Raises InputError for anything that is not a thread of this schema.
    """
    from pydantic import ValidationError

    _check_schema(_schema_of(line, where), where)
    try:
        return _adapter().validate_json(line, strict=True, extra="forbid")
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(where, "a thread record", f"{place}: {first['msg']}") from error


def article_row(key: str, thread: Thread) -> ArticleRow:
    """The article's row."""
    article = thread.article
    return ArticleRow(
        article=key,
        title=article.title,
        paragraphs=_list(article.paragraphs),
        site=article.site,
        byline=_list(article.byline),
        published=article.published.isoformat() if article.published else None,
        url=article.url,
        layout=thread.layout,
        declared_comments=thread.declared_comments,
        problems=_list([asdict(problem) for problem in thread.problems]),
    )


def comment_rows(key: str, thread: Thread) -> list[CommentRow]:
    """A row a comment, in page order."""
    return [_comment_row(key, place, one) for place, one in enumerate(thread.comments, start=1)]


def judgement_row(key: str, target_name: str, judgement: Judgement) -> JudgementRow:
    """The judgement's row."""
    return JudgementRow(
        article=key,
        comment_id=judgement.comment_id,
        target_name=target_name,
        target=judgement.target,
        label=judgement.outcome,
        confidence=judgement.confidence,
        against=judgement.scores.against,
        neutral=judgement.scores.neutral,
        favor=judgement.scores.favor,
        abstained=judgement.abstained,
    )


def thread_of(row: ArticleRow, comments: Sequence[CommentRow]) -> Thread:
    """The thread of an article's row and its comments' rows, in whatever order."""
    article = Article(
        title=row.title,
        paragraphs=tuple(json.loads(row.paragraphs)),
        site=row.site,
        byline=tuple(json.loads(row.byline)),
        published=date.fromisoformat(row.published) if row.published else None,
        url=row.url,
    )
    problems = tuple(
        Problem(ProblemKind(found["kind"]), found["message"], found["where"])
        for found in json.loads(row.problems)
    )
    ordered = sorted(comments, key=lambda one: one.position)
    return Thread(
        article, tuple(map(_comment_of, ordered)), row.layout, row.declared_comments, problems
    )


def judgement_of(row: JudgementRow) -> Judgement:
    """The judgement of a row; label and confidence follow from the scores."""
    scores = Scores(row.against, row.neutral, row.favor)
    return Judgement(row.comment_id, row.target, scores, row.abstained)


def cells(row: Row) -> dict[str, Cell]:
    """The row by column name."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


def row_of(kind: type[R], columns: Mapping[str, Cell], *, where: str) -> R:
    """The row of those columns that belong to its kind; `where` names them in the error."""
    _check_schema(columns.get("schema"), where)
    names = [field.name for field in fields(kind)]
    missing = [name for name in names if name not in columns]
    if missing:
        raise InputError(where, f"the columns {', '.join(names)}", f"no {', '.join(missing)}")
    # the file's own schema gave the types; a wrong one fails in `thread_of`
    return kind(**{name: columns[name] for name in names})  # type: ignore[arg-type]


def _comment_row(key: str, position: int, comment: Comment) -> CommentRow:
    return CommentRow(
        article=key,
        position=position,
        comment_id=comment.id,
        parent=comment.parent,
        reply_evidence=comment.reply_evidence.value if comment.reply_evidence else None,
        author=comment.author,
        author_inferred=comment.author_inferred,
        addressee=comment.addressee,
        posted=comment.posted.isoformat() if comment.posted else None,
        up=comment.votes.up,
        down=comment.votes.down,
        net=comment.votes.net,
        text=comment.text,
        raw=comment.raw,
        quotes=_list([asdict(quote) for quote in comment.quotes]),
        permalink=comment.permalink,
    )


def _comment_of(row: CommentRow) -> Comment:
    return Comment(
        id=row.comment_id,
        text=row.text,
        raw=row.raw,
        parent=row.parent,
        reply_evidence=ReplyEvidence(row.reply_evidence) if row.reply_evidence else None,
        author=row.author,
        author_inferred=row.author_inferred,
        addressee=row.addressee,
        posted=datetime.fromisoformat(row.posted) if row.posted else None,
        votes=Votes(row.up, row.down, row.net),
        quotes=tuple(
            Quote(one["text"], Source(one["source"]), one["comment_id"], one["first_said_by"])
            for one in json.loads(row.quotes)
        ),
        permalink=row.permalink,
    )


def _list(items: Sequence[object]) -> str:
    return json.dumps(items, ensure_ascii=False)


def _schema_of(line: str, where: str) -> object:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(where, "a thread record as one line of JSON", str(error)) from error
    return found.get("schema") if isinstance(found, dict) else None


def _check_schema(found: object, where: str) -> None:
    if found != SCHEMA:
        raise InputError(where, f"a record of schema {SCHEMA}", f"schema {found}")


@cache
def _adapter() -> "TypeAdapter[ThreadRecord]":
    from pydantic import TypeAdapter

    return TypeAdapter(ThreadRecord)
