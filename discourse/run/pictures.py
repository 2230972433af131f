"""A picture -> its bytes; one that belongs to no run -> a PNG, and beside it the numbers drawn."""

import io
from pathlib import Path
from typing import Any

from discourse import charts
from discourse.charts import Picture
from discourse.run.store import write_atomic
from discourse.run.tables import csv_text

PACKED = 3  # the level of zlib: smaller files than its default of 6, in two thirds of the time


def image(picture: Picture, kind: str = "png", dpi: int | None = None) -> bytes:
    """The picture in a format, its words in the metadata and no date."""
    words: dict[str, dict[str, str | None]] = {
        "png": {"Description": picture.alt, "Software": "discourse"},
        "svg": {"Description": picture.alt, "Creator": "discourse", "Date": None},
        "pdf": {"Subject": picture.alt, "Creator": "discourse", "CreationDate": None},
    }
    extra: dict[str, Any] = {"pil_kwargs": {"compress_level": PACKED}} if kind == "png" else {}
    file = io.BytesIO()
    with charts.saving():
        told = words[kind]
        picture.figure.savefig(file, format=kind, dpi=dpi or "figure", metadata=told, **extra)
    return file.getvalue()


def write(stem: Path, picture: Picture) -> tuple[Path, Path]:
    """Both files, each whole or as it was; raises OSError where they cannot be written."""
    png, csv = stem.with_suffix(".png"), stem.with_suffix(".csv")
    write_atomic(png, image(picture))
    write_atomic(csv, csv_text(picture.numbers.columns, picture.numbers.rows).encode())
    return png, csv
