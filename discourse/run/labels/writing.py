"""Labels and tasks -> files; whole or not there, and a row at a time."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from discourse.errors import LabelError
from discourse.labelling import shapes
from discourse.labelling.cell import Cell
from discourse.labelling.rows import COLUMNS, Entry, Task, entry_cells, task_cells
from discourse.run.labels.label_studio import write_tasks
from discourse.run.labels.raw_rows import BATCH
from discourse.run.labels.source import Kind
from discourse.run.store import whole
from discourse.run.tables import csv_lines

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Iterable[Task | Entry]

_WHOLE, _REAL = ("schema", "up", "down", "net", "pool"), ("against", "neutral", "favor")


def line(row: Task | Entry) -> str:
    """The row as a line of JSON."""
    return json.dumps(_cells(row)) + "\n"


def write_rows(path: Path, kind: Kind, rows: Rows) -> None:
    """The rows in the format of that kind. Raises LabelError where the file cannot be written."""
    writers: Mapping[Kind, Callable[[BinaryIO, Rows], None]] = {
        Kind.CSV: _csv,
        Kind.JSONL: _jsonl,
        Kind.PARQUET: _parquet,
        Kind.LABEL_STUDIO: write_tasks,
        Kind.DOCCANO: _doccano,
    }
    with writable(path) as file:
        writers[kind](file, rows)


@contextmanager
def writable(path: Path) -> Iterator[BinaryIO]:
    """The file, there only when it is whole; raises LabelError where it cannot be."""
    try:
        with whole(path) as file:
            yield file
    except OSError as error:
        raise LabelError(str(path), "a writable file", error.strerror or str(error)) from error


def _cells(row: Task | Entry) -> dict[str, Cell]:
    return entry_cells(row) if isinstance(row, Entry) else task_cells(row)


def _all_cells(row: Task | Entry) -> dict[str, Cell]:
    return {**dict.fromkeys(COLUMNS), **_cells(row)}


def _csv(file: BinaryIO, rows: Rows) -> None:
    cells = (list(_all_cells(row).values()) for row in rows)
    file.writelines(text.encode() for text in csv_lines(COLUMNS, cells))


def _jsonl(file: BinaryIO, rows: Rows) -> None:
    file.writelines(line(row).encode() for row in rows)


def _doccano(file: BinaryIO, rows: Rows) -> None:
    file.writelines(f"{json.dumps(shapes.to_doccano(row))}\n".encode() for row in rows)


def _parquet(file: BinaryIO, rows: Rows) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for some in _batches(rows, BATCH):
            cells: Sequence[Any] = [_all_cells(row) for row in some]
            writer.write_table(pa.Table.from_pylist(cells, schema=schema))


def _schema() -> "pa.Schema":
    import pyarrow as pa

    kinds = dict.fromkeys(COLUMNS, pa.string())
    kinds |= dict.fromkeys(_WHOLE, pa.int64()) | dict.fromkeys(_REAL, pa.float64())
    return pa.schema(list({**kinds, "suggested": pa.bool_()}.items()))


def _batches(rows: Rows, size: int) -> Iterator[list[Task | Entry]]:
    rows = iter(rows)
    while some := list(islice(rows, size)):
        yield some
