"""Files of labels -> rows as they stand there: CSV, JSONL, Parquet, Label Studio, doccano."""

import codecs
import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TextIO

from discourse.errors import LabelError
from discourse.labelling import shapes
from discourse.labelling.cell import Cell, Cells
from discourse.labelling.columns import BadRow, RawRow
from discourse.run.labels.json_list import list_items
from discourse.run.labels.source import Kind, Source
from discourse.run.tables import unplain

LONGEST_CELL = 131_072  # characters
BATCH = 10_000  # rows of a Parquet file held at once
_DELIMITERS = ",;\t"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_ZIP = b"PK\x03\x04"

Raw = RawRow | BadRow


def raw_rows(source: Source, needed: Sequence[str]) -> Iterator[Raw]:
    """The file's rows in order, one at a time.

    `needed` are our columns without which nothing can be read. Raises LabelError where the file
    as a whole cannot be read.
    """
    rows: Mapping[Kind, Callable[[Source, Sequence[str]], Iterator[Raw]]] = {
        Kind.CSV: _csv,
        Kind.JSONL: _jsonl,
        Kind.PARQUET: _parquet,
        Kind.LABEL_STUDIO: _label_studio,
        Kind.DOCCANO: _doccano,
    }
    name = str(source.path)
    try:
        yield from rows[source.kind](source, needed)
    except OSError as error:
        raise LabelError(name, "a readable file", error.strerror or str(error)) from error
    except (UnicodeError, LookupError) as error:
        raise LabelError(name, f"{source.encoding} text", str(error)) from error


def _lines(source: Source, newline: str = "\n") -> Iterator[str]:
    """Lines with their ends."""
    with _opened(source, newline) as file:
        yield from file


@contextmanager
def _opened(source: Source, newline: str = "\n") -> Iterator[TextIO]:
    """The file's text; bytes that are no text become lone surrogates, told by row."""
    with source.path.open("rb") as file:
        start = file.read(4)
    _check_text(source, start)
    encoding = next((name for bom, name in _BOMS.items() if start.startswith(bom)), source.encoding)
    with source.path.open(encoding=encoding, errors="surrogateescape", newline=newline) as text:
        yield text


def _check_text(source: Source, start: bytes) -> None:
    """What a spreadsheet saves under any name is told for what it is."""
    if start.startswith(_ZIP):
        found = "a zip archive (an Excel or OpenDocument file? save it as CSV)"
        raise LabelError(str(source.path), "a file of text", found)
    if b"\0" in start and not start.startswith(tuple(_BOMS)) and source.encoding == "utf-8":
        found = "zeros between letters (UTF-16? --encoding utf-16-le)"
        raise LabelError(str(source.path), "utf-8 text", found)


def _csv(source: Source, needed: Sequence[str]) -> Iterator[Raw]:
    lines = _lines(source, newline="")
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    head = next(csv.reader([first], delimiter=delimiter), [])
    columns = [unplain(name).strip() for name in head]
    if not any(columns):
        raise LabelError(str(source.path), "a row of column names", "nothing")
    _check_columns(source, columns, needed)
    csv.field_size_limit(LONGEST_CELL)  # a setting of the whole process: others set their own
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        where = f"{source.path}:{reader.line_num + 2}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(where, "a row of CSV (is a quote left open?)", str(error))
            continue
        if cells:
            yield _csv_row(where, columns, cells)


def _csv_row(where: str, columns: Sequence[str], cells: Sequence[str]) -> Raw:
    if len(cells) != len(columns):
        expected = f"{len(columns)} cells (is a quote left open or missing?)"
        return BadRow(where, expected, str(len(cells)))
    return RawRow(where, dict(zip(columns, map(unplain, cells), strict=True)))


def _jsonl(source: Source, _: Sequence[str]) -> Iterator[Raw]:
    for where, item in _objects(source):
        if isinstance(item, BadRow):
            yield item
        elif not isinstance(item, dict):
            yield BadRow(where, "an object of JSON", type(item).__name__)
        elif isinstance(item.get("label"), list):  # nobody but doccano lists them
            yield from _shaped(where, shapes.from_doccano, item)
        else:
            yield RawRow(where, shapes.flat(item))


def _doccano(source: Source, _: Sequence[str]) -> Iterator[Raw]:
    for where, item in _objects(source):
        if isinstance(item, BadRow):
            yield item
        else:
            yield from _shaped(where, shapes.from_doccano, item)


def _label_studio(source: Source, _: Sequence[str]) -> Iterator[Raw]:
    with _opened(source) as file:
        for number, item in enumerate(list_items(file.read, str(source.path)), start=1):
            where = f"{source.path}, task {number}"
            yield from _shaped(where, shapes.from_label_studio, item)


def _shaped(
    where: str, shape: Callable[[object, str], Iterator[dict[str, Cell]]], item: object
) -> Iterator[Raw]:
    try:
        yield from [RawRow(where, cells) for cells in shape(item, where)]
    except LabelError as error:
        yield BadRow.of(error)


def _objects(source: Source) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(_lines(source), start=1):
        where = f"{source.path}:{number}"
        if not line.strip():
            continue
        try:
            yield where, json.loads(line)
        except (ValueError, RecursionError) as error:
            yield where, BadRow(where, "an object of JSON on one line", str(error))


def _parquet(source: Source, needed: Sequence[str]) -> Iterator[Raw]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(source.path) as file:
            _check_columns(source, file.schema_arrow.names, needed)
            batches = file.iter_batches(batch_size=BATCH)
            for number, cells in enumerate(_rows(batches), start=1):
                yield RawRow(f"{source.path}, row {number}", cells)
    except pa.ArrowException as error:
        raise LabelError(str(source.path), "a Parquet file", str(error)) from error


def _rows(batches: Iterable[Any]) -> Iterator[Cells]:
    for batch in batches:
        for row in batch.to_pylist():
            yield shapes.flat({name: _parquet_cell(cell) for name, cell in row.items()})


def _parquet_cell(cell: object) -> object:
    """Missing numbers may be nan, times their own type, text bytes."""
    if isinstance(cell, float) and cell != cell:  # noqa: PLR0124 - only nan differs from itself
        return None
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "surrogateescape")
    if isinstance(cell, datetime):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def _check_columns(source: Source, found: Sequence[str], needed: Sequence[str]) -> None:
    twice = sorted({name for name in found if found.count(name) > 1})
    if twice:
        raise LabelError(str(source.path), "each column once", f"{twice[0]} again")
    missing = source.reading.missing(found, needed)
    if missing:
        expected = f"a column {missing[0]!r} (or --column OURS=THEIRS)"
        raise LabelError(str(source.path), expected, ", ".join(found))
