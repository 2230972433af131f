import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discourse.aggregate.judged import JudgedThread
from discourse.errors import RunError
from discourse.records import ArticleRow, Cell, CommentRow, JudgementRow
from discourse.run import tables
from discourse.stance.judgement import Judgement, Scores
from discourse.stance.questions import Target
from discourse.thread import Article, Comment, Quote, ReplyEvidence, Source, Thread, Votes

THREAD = Thread(
    Article("=SUM(A1)", ("p",), byline=("A", "B")),
    (
        Comment("1", "-5 is cold", "-5 is cold", votes=Votes(3, 10, -7)),
        Comment(
            "2",
            "own",
            "raw",
            parent="1",
            reply_evidence=ReplyEvidence.QUOTE,
            quotes=(Quote("-5", Source.COMMENT, "1"), Quote("p", Source.ARTICLE)),
        ),
    ),
    layout="x",
)
TARGETS = (Target("headline", "=SUM(A1)"), Target("tunnel", "the tunnel"))
SCORES = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(lambda s: Scores(*s))


def judged(key: str, *, targets: tuple[Target, ...] = TARGETS) -> JudgedThread:
    judgements = tuple(
        Judgement(
            comment.id, target.text, Scores(0.5, 0.25, 0.25), "" if comment.id == "1" else "x"
        )
        for target in targets
        for comment in THREAD.comments
    )
    return JudgedThread(key, THREAD, targets, judgements)


def stored(tmp_path: Path, given_threads: list[JudgedThread]) -> list[JudgedThread]:
    articles, comments = tmp_path / "a.parquet", tmp_path / "c.parquet"
    articles.write_bytes(tables.parquet(map(tables.article_columns, given_threads), (ArticleRow,)))
    rows = [row for one in given_threads for row in tables.comment_columns(one)]
    comments.write_bytes(tables.parquet(rows, (CommentRow, JudgementRow)))
    return list(tables.read_judged(articles, comments))


def test_tables_give_the_judged_threads_back(tmp_path: Path) -> None:
    empty = JudgedThread("b", Thread(Article("no comments"), ()), (TARGETS[1],), ())
    alike = (Target("headline", "same"), Target("named", "same"))
    asked_once = tuple(Judgement(i, "same", Scores(1, 0, 0)) for i in ("1", "2"))
    threads = [
        judged("a"),
        empty,
        judged("c", targets=()),
        JudgedThread("d", THREAD, alike, asked_once),
    ]
    assert stored(tmp_path, threads) == threads


@given(st.lists(SCORES, min_size=4, max_size=4))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_scores_come_back_exactly(tmp_path: Path, scores: list[Scores]) -> None:
    pairs = [(target.text, comment.id) for target in TARGETS for comment in THREAD.comments]
    said = tuple(
        Judgement(comment, target, one)
        for (target, comment), one in zip(pairs, scores, strict=True)
    )
    thread = JudgedThread("a", THREAD, TARGETS, said)
    assert stored(tmp_path, [thread]) == [thread]


def test_the_comment_table_is_tidy() -> None:
    rows = list(tables.comment_columns(judged("a")))
    assert [(row["comment_id"], row["target_name"]) for row in rows] == [
        ("1", "headline"),
        ("1", "tunnel"),
        ("2", "headline"),
        ("2", "tunnel"),
    ]
    (alone,) = {row["target"] for row in tables.comment_columns(judged("a", targets=()))}
    assert alone is None


def test_columns_have_their_types_even_when_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.parquet"
    path.write_bytes(tables.parquet([], (CommentRow, JudgementRow)))
    types = {field.name: str(field.type) for field in pq.read_schema(path)}
    assert (types["up"], types["favor"], types["author_inferred"], types["text"]) == (
        "int64",
        "double",
        "bool",
        "string",
    )


def test_formulas_are_made_plain_in_csv_and_numbers_are_left() -> None:
    cells: list[Cell] = ["=1", "+1", "-1", "@x", "\tx", "ok", -7, 0.5, None, True, 'a,b\n"c"']
    text = tables.csv_text(["-name", "n"], [cells])
    head, row = csv.reader(io.StringIO(text, newline=""))
    assert head == ["'-name", "n"]
    assert row == ["'=1", "'+1", "'-1", "'@x", "'\tx", "ok", "-7", "0.5", "", "True", 'a,b\n"c"']


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"no")
    with pytest.raises(RunError, match=r"a\.parquet: expected a table of a run"):
        list(tables.read_judged(tmp_path / "a.parquet", tmp_path / "a.parquet"))
