"""Judged threads <-> the tables of a run: articles, and comments with one row a target."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self, get_args, get_type_hints

from discourse import records
from discourse.aggregate.judged import JudgedThread
from discourse.errors import RunError
from discourse.records import ArticleRow, Cell, CommentRow, JudgementRow
from discourse.stance.questions import Target

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Cell]

BATCH = 1024  # rows read at once

TARGETS = "targets"  # of an article, as JSON, beside the columns of its row
_JUDGED = [f.name for f in fields(JudgementRow) if f.name not in CommentRow.__annotations__]
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a cell that a spreadsheet would run as a formula


def article_columns(judged: JudgedThread) -> dict[str, Cell]:
    """The article's row and its targets."""
    row = records.cells(records.article_row(judged.key, judged.thread))
    targets = [asdict(target) for target in judged.targets]
    return {**row, TARGETS: json.dumps(targets, ensure_ascii=False)}


def comment_columns(judged: JudgedThread) -> Iterator[dict[str, Cell]]:
    """A row a comment and target; a comment without a target has one row without a judgement."""
    said = {(one.comment_id, one.target): one for one in judged.judgements}
    for row in records.comment_rows(judged.key, judged.thread):
        comment = records.cells(row)
        if not judged.targets:
            yield {**comment, **dict.fromkeys(_JUDGED)}
        for target in judged.targets:
            judgement = said[row.comment_id, target.text]
            answer = records.cells(records.judgement_row(judged.key, target.name, judgement))
            yield {**comment, **answer}


def column_names(kinds: Sequence[type]) -> list[str]:
    """The columns of the kinds of row that a table unites."""
    return list(dict.fromkeys(field.name for kind in kinds for field in fields(kind)))


def parquet(rows: Iterable[Columns], kinds: Sequence[type]) -> bytes:
    """The rows as a Parquet file; the columns are those of the kinds of row they unite."""
    sink = io.BytesIO()
    with Table(sink, kinds) as table:
        table.write(rows)
    return sink.getvalue()


class Table:
    """A Parquet file that grows by a row group at a time; finished at the end of the block."""

    def __init__(self, sink: BinaryIO, kinds: Sequence[type]) -> None:
        import pyarrow.parquet as pq

        self._schema = _arrow_schema(kinds)
        self._writer = pq.ParquetWriter(sink, self._schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._writer.close()

    def write(self, rows: Iterable[Columns]) -> None:
        """More rows; none are no group."""
        import pyarrow as pa

        found = list(rows)
        if found:
            self._writer.write_table(pa.Table.from_pylist(found, schema=self._schema))


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as CSV; text that a spreadsheet would run is made plain with an apostrophe."""
    return "".join(csv_lines(columns, rows))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The text of `csv_text`, a row at a time."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")  # so that a lone \r in a cell is quoted too
    for row in chain([columns], rows):
        writer.writerow([_plain(cell) for cell in row])
        yield out.getvalue().removesuffix("\r\n") + "\n"
        out.seek(0)
        out.truncate()


def unplain(cell: str) -> str:
    """The text that `csv_text` made plain."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_RISKY) else cell


def read_columns(path: Path, names: Sequence[str]) -> Iterator[Columns]:
    """Some columns of a run's table, a row at a time; raises RunError."""
    return _read(path, names)


def read_judged(articles: Path, comments: Path) -> Iterator[JudgedThread]:
    """The judged threads of a run's two tables, one at a time."""
    for row, rows in of_articles(_read(articles), _read(comments)):
        yield _judged(row, rows)


def of_articles(
    articles: Iterable[Columns], comments: Iterable[Columns]
) -> Iterator[tuple[Columns, list[Columns]]]:
    """Each article's row with its comments' rows, which follow in the same order.

    Raises RunError where comments are of no article.
    """
    groups = groupby(comments, lambda row: row["article"])
    key, rows = next(groups, (None, iter(())))
    for article in articles:
        if article["article"] != key:
            yield article, []
            continue
        yield article, list(rows)
        key, rows = next(groups, (None, iter(())))
    if key is not None:
        raise RunError(str(key), "comments in the order of their articles", "others")


def _judged(article: Columns, comments: Sequence[Columns]) -> JudgedThread:
    row = records.row_of(ArticleRow, article, where="articles.parquet")
    where = f"comments.parquet: {row.article}"
    once = {str(one["comment_id"]): one for one in comments}
    thread = records.thread_of(
        row, [records.row_of(CommentRow, one, where=where) for one in once.values()]
    )
    judged = (records.row_of(JudgementRow, one, where=where) for one in comments if one["target"])
    said = {(one.target, one.comment_id): records.judgement_of(one) for one in judged}
    targets = tuple(Target(**target) for target in json.loads(str(article[TARGETS])))
    texts = dict.fromkeys(target.text for target in targets)
    in_order = tuple(said[text, comment.id] for text in texts for comment in thread.comments)
    return JudgedThread(row.article, thread, targets, in_order)


def _read(path: Path, names: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows, so many at a time; of all columns where none are named."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH, columns=names):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise RunError(str(path), "a table of a run", str(error)) from error


def _arrow_schema(kinds: Sequence[type]) -> "pa.Schema":
    import pyarrow as pa

    arrow = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    columns = {
        name: _plain_type(hint) for kind in kinds for name, hint in get_type_hints(kind).items()
    }
    if ArticleRow in kinds:
        columns[TARGETS] = str
    return pa.schema([(name, arrow[kind]) for name, kind in columns.items()])


def _plain_type(hint: Any) -> type:
    """`int` of `int | None`."""
    found: type = next((part for part in get_args(hint) if part is not type(None)), hint)
    return found


def _plain(cell: Cell) -> Cell:
    risky = isinstance(cell, str) and cell.lstrip("'").startswith(_RISKY)  # so none is ambiguous
    return f"'{cell}" if risky else cell
