"""A picture that belongs to no run -> a PNG, and beside it the numbers drawn."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.run.store import write_atomic
from discourse.run.tables import csv_text

if TYPE_CHECKING:
    from discourse.charts import Picture


def write(stem: Path, picture: "Picture") -> tuple[Path, Path]:
    """Both files, each whole or as it was; raises OSError where they cannot be written."""
    image = io.BytesIO()
    metadata = {"Description": picture.alt, "Software": "discourse"}
    picture.figure.savefig(image, format="png", metadata=metadata)
    png, csv = stem.with_suffix(".png"), stem.with_suffix(".csv")
    write_atomic(png, image.getvalue())
    write_atomic(csv, csv_text(picture.numbers.columns, picture.numbers.rows).encode())
    return png, csv
