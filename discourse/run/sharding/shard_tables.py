"""The threads and judgements of a shard <-> Parquet."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from discourse import records
from discourse.records import ArticleRow, CommentRow, JudgementRow, ThreadRecord
from discourse.run import tables
from discourse.run.manifest import InputRecord
from discourse.run.pages.outcome import Failure, Skipped
from discourse.run.pages.parsing import ParsedPage
from discourse.run.sharding.shards import ArticleEntry, LabelShard, ThreadShard
from discourse.stance.judgement import Judgement

Outcome = ParsedPage | Failure | Skipped


def threads_shard(outcomes: Sequence[Outcome], *, lost: bool = False) -> ThreadShard:
    """What became of a shard's inputs, its threads as tables."""
    pages = [one for one in outcomes if isinstance(one, ParsedPage)]
    keyed = [
        (page, key, parsed.thread)
        for page in pages
        for key, parsed in zip(page.keys, page.parsed, strict=True)
    ]
    articles = (records.cells(records.article_row(key, thread)) for _, key, thread in keyed)
    comments = (
        records.cells(row) for _, key, thread in keyed for row in records.comment_rows(key, thread)
    )
    return ThreadShard(
        inputs=tuple(InputRecord(page.page, page.digest) for page in pages),
        entries=tuple(
            ArticleEntry(
                key, page.page, thread.article.title, len(thread.comments), len(thread.problems)
            )
            for page, key, thread in keyed
        ),
        failures=tuple(one for one in outcomes if isinstance(one, Failure)),
        skipped=tuple(one for one in outcomes if isinstance(one, Skipped)),
        articles=tables.parquet(articles, (ArticleRow,)),
        comments=tables.parquet(comments, (CommentRow,)),
        lost=lost,
    )


def read_threads(shard: ThreadShard) -> Iterator[ThreadRecord]:
    """The threads of a shard, in order."""
    for columns, rows in tables.of_articles(_rows(shard.articles), _rows(shard.comments)):
        row = records.row_of(ArticleRow, columns, where="a shard's articles")
        where = f"a shard's comments: {row.article}"
        comments = [records.row_of(CommentRow, one, where=where) for one in rows]
        yield ThreadRecord(records.SCHEMA, row.article, records.thread_of(row, comments))


def labels_shard(judged: Iterable[tuple[str, Sequence[Judgement]]]) -> LabelShard:
    """Judgements by their article's key; targets that read alike are judged once."""
    rows = [
        records.judgement_row(key, "", judgement)
        for key, judgements in judged
        for judgement in judgements
    ]
    return LabelShard(
        tables.parquet(map(records.cells, rows), (JudgementRow,)),
        len(rows),
        sum(bool(row.abstained) for row in rows),
    )


def read_labels(shard: LabelShard) -> dict[str, tuple[Judgement, ...]]:
    """The judgements of each article, in the order they were made."""
    rows = groupby(_rows(shard.judgements), lambda row: row["article"])
    return {
        key: tuple(
            records.judgement_of(records.row_of(JudgementRow, one, where="a shard's judgements"))
            for one in some
        )
        for key, some in rows
    }


def _rows(data: bytes) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()
    return rows
