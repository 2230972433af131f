"""CSV: a row a comment and target; cells that a spreadsheet would run are made plain."""

from discourse.run import tables
from discourse.run.exports import _rows
from discourse.run.exports._export import Export, Given, Part, one_file


def _parts(given: Given) -> list[Part]:
    columns = tables.column_names(_rows.KINDS)
    cells = ([row[name] for name in columns] for row in _rows.rows(given.judged))
    return one_file(tables.csv_text(columns, cells))


EXPORT = Export("csv", _parts)
