"""Judged threads <-> the tables of a run: articles, and comments with one row a target."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from discourse import records
from discourse.aggregate.judged import JudgedThread
from discourse.errors import RunError
from discourse.records import ArticleRow, Cell, CommentRow, JudgementRow
from discourse.stance.questions import Target

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Cell]

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
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _arrow_schema(kinds)
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        writer.write_table(pa.Table.from_pylist(list(rows), schema=schema))
    return sink.getvalue()


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


def read_judged(articles: Path, comments: Path) -> list[JudgedThread]:
    """The judged threads of a run's two tables."""
    rows = _read(comments)
    by_article = {key: list(some) for key, some in groupby(rows, lambda row: row["article"])}
    return [_judged(row, by_article.get(row["article"], [])) for row in _read(articles)]


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


def _read(path: Path) -> list[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise RunError(str(path), "a table of a run", str(error)) from error
    return rows


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
