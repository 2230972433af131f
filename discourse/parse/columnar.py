"""Parquet files as lines of JSON, so that one reader serves all tables."""

import io
import json
from datetime import date, datetime

from discourse.errors import PageError
from discourse.parse.page import Page

_PARQUET = b"PAR1"


def readable(page: Page) -> Page:
    """The page itself, or where it is Parquet a page of its rows as lines of JSON.

    Raises PageError for a broken file, or one whose rows are larger than a page may be.
    """
    if not page.data.startswith(_PARQUET):
        return page
    lines = "\n".join(json.dumps(row, default=_plain) for row in _rows(page))
    return Page(page.name, lines.encode(), page.max_bytes)


def _rows(page: Page) -> list[dict[str, object]]:
    from pyarrow import ArrowException, parquet  # slow to import, rarely needed

    if len(page.data) > page.max_bytes:
        raise PageError(page.name, f"at most {page.max_bytes:,} bytes", f"{len(page.data):,}")
    try:
        rows: list[dict[str, object]] = parquet.read_table(io.BytesIO(page.data)).to_pylist()
    except (ArrowException, OSError) as trouble:
        raise PageError(page.name, "a Parquet file", str(trouble)) from None
    return rows


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
