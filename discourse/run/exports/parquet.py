"""Parquet: a row a comment and target, with types."""

from discourse.run import tables
from discourse.run.exports import _rows
from discourse.run.exports._export import Export, Given, Part, one_file


def _parts(given: Given) -> list[Part]:
    return one_file(tables.parquet(_rows.rows(given.judged), _rows.KINDS))


EXPORT = Export("parquet", _parts)
