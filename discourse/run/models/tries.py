"""What was tried on the way to a model, and what came of it: the rows of a CSV file."""

import csv
from dataclasses import fields
from pathlib import Path

from discourse.errors import LabelError
from discourse.stance.card import Try

COLUMNS = tuple(field.name for field in fields(Try))


def read_tries(path: Path) -> tuple[Try, ...]:
    """The rows of the file; raises LabelError naming file and line where columns do not fit."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        heads = tuple(next(rows, ()))
        if heads != COLUMNS:
            raise LabelError(f"{path}, line 1", ", ".join(COLUMNS), ", ".join(heads) or "nothing")
        found = []
        for row in rows:
            if len(row) != len(COLUMNS):
                where = f"{path}, line {rows.line_num}"
                raise LabelError(where, f"{len(COLUMNS)} cells", str(len(row)))
            found.append(Try(*row))
    return tuple(found)
