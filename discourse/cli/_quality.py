"""How well pages were parsed, on the screen."""

from collections.abc import Iterable

from discourse.cli import _screen
from discourse.run.pages.quality import QualityRow

_SHOWN = {
    "layout": "layout",
    "sure": "confidence",
    "declared": "declared",
    "found": "comments",
    "no votes": "without_votes",
    "replies": "replies",
    "orphans": "orphans",
    "twice": "duplicates",
    "empty": "empty",
}


def show(rows: Iterable[QualityRow]) -> None:
    """A table of the threads; the pages that failed are told elsewhere."""
    cells = [
        (row.page, *(_cell(getattr(row, name)) for name in _SHOWN.values()))
        for row in rows
        if not row.error
    ]
    _screen.table("", ("page", *_SHOWN), cells)


def _cell(value: object) -> str:
    return "-" if value is None else str(value)
