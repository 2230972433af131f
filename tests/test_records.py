import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse import records
from discourse.errors import InputError
from discourse.stance.judgement import UNSURE, Judgement, Scores, Stance
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
    build_thread,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
COUNT = st.none() | st.integers(0, 10**9)
MOMENT = st.none() | st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=3))]),
)
PROBLEMS = st.lists(st.builds(Problem, st.sampled_from(ProblemKind), TEXT, TEXT), max_size=3)
ARTICLES = st.builds(
    Article,
    title=TEXT,
    paragraphs=st.lists(TEXT, max_size=3).map(tuple),
    site=st.none() | TEXT,
    byline=st.lists(TEXT, max_size=2).map(tuple),
    published=st.none() | st.dates(),
    url=st.none() | TEXT,
)


@st.composite
def quotes(draw: st.DrawFn, ids: list[str]) -> Quote:
    of = draw(st.sampled_from([Source.ARTICLE, Source.ELSEWHERE, *ids]))
    first = draw(st.none() | TEXT)
    if isinstance(of, Source):
        return Quote(draw(TEXT), of, None, first)
    return Quote(draw(TEXT), Source.COMMENT, of, first)


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    ids = draw(st.lists(TEXT.filter(lambda t: t not in ("", "article")), unique=True, max_size=5))
    comments = []
    for place, own in enumerate(ids):
        parent = draw(st.none() | st.sampled_from(ids[:place])) if place else None
        comments.append(
            Comment(
                id=own,
                text=draw(TEXT),
                raw=draw(TEXT),
                parent=parent,
                reply_evidence=draw(st.sampled_from(ReplyEvidence)) if parent else None,
                author=draw(st.none() | TEXT),
                author_inferred=draw(st.booleans()),
                addressee=draw(st.none() | TEXT),
                posted=draw(MOMENT),
                votes=Votes(draw(COUNT), draw(COUNT), draw(st.none() | st.integers(-99, 99))),
                quotes=tuple(draw(st.lists(quotes(ids), max_size=2))),
                permalink=draw(st.none() | TEXT),
            )
        )
    return build_thread(
        draw(ARTICLES),
        comments,
        layout=draw(TEXT),
        declared_comments=draw(COUNT),
        problems=draw(PROBLEMS),
    )


@given(TEXT, threads())
@settings(max_examples=60, deadline=None)
def test_a_thread_line_gives_the_thread_back(key: str, thread: Thread) -> None:
    line = records.thread_line(key, thread)
    found = records.read_thread_line(line, where="here")
    assert "\n" not in line
    assert (found.key, found.thread) == (key, thread)


@given(TEXT, threads())
@settings(max_examples=60, deadline=None)
def test_rows_give_the_thread_back_in_any_order(key: str, thread: Thread) -> None:
    article = records.cells(records.article_row(key, thread))
    comments = [records.cells(row) for row in records.comment_rows(key, thread)]
    back = records.thread_of(
        records.row_of(records.ArticleRow, article, where="a"),
        [records.row_of(records.CommentRow, one, where="c") for one in reversed(comments)],
    )
    assert back == thread


@given(TEXT, st.floats(0, 1), st.floats(0, 1), TEXT)
@settings(max_examples=40)
def test_a_judgement_row_gives_the_judgement_back(
    target: str, against: float, favor: float, abstained: str
) -> None:
    judgement = Judgement("7", target, Scores(against, 0.5, favor), abstained)
    row = records.cells(records.judgement_row("page", "name", judgement))
    assert records.judgement_of(records.row_of(records.JudgementRow, row, where="j")) == judgement


def test_stances_are_columns_by_name() -> None:
    names = {field.name for field in fields(records.JudgementRow)}
    assert {stance.value for stance in Stance} <= names
    row = records.judgement_row("k", "n", Judgement("1", "t", Scores(0.1, 0.2, 0.7)))
    assert (row.label, row.favor, row.against) == ("favor", 0.7, 0.1)


def test_a_row_of_no_claimed_stance_says_unclear() -> None:
    row = records.judgement_row("k", "n", Judgement("1", "t", Scores(0.3, 0.3, 0.4), UNSURE))
    assert (row.label, row.abstained, row.favor) == ("unclear", UNSURE, 0.4)


def test_rows_are_flat() -> None:
    thread = Thread(Article("T"), (Comment("1", "a", "a", quotes=(Quote("q", Source.ARTICLE),)),))
    rows: list[records.Row] = [records.article_row("k", thread)]
    for row in (*rows, *records.comment_rows("k", thread)):
        for cell in records.cells(row).values():
            assert cell is None or isinstance(cell, str | int | float | bool)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "one line of JSON"),
        ("[]", "schema None"),
        ('{"schema": 99}', "expected a record of schema 1, found schema 99"),
        ('{"schema": 1, "key": "k"}', "thread"),
        (
            '{"schema": 1, "key": "k", "thread": {"article": {"titel": "x"}, "comments": []}}',
            "titel",
        ),
    ],
)
def test_a_line_that_is_no_thread_is_named(line: str, said: str) -> None:
    with pytest.raises(InputError, match=r"threads\.jsonl:3") as caught:
        records.read_thread_line(line, where="threads.jsonl:3")
    assert said in str(caught.value)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="no title"):
        records.row_of(records.ArticleRow, {"schema": 1, "article": "k"}, where="articles.parquet")


def test_terminal_controls_are_escaped_in_lines() -> None:
    line = records.thread_line("k", Thread(Article("a\x9bb\x1bc\x7f"), ()))
    assert line.isprintable()
    assert records.read_thread_line(line, where="x").thread.article.title == "a\x9bb\x1bc\x7f"
    assert json.loads(line)["schema"] == records.SCHEMA
