"""What became of a page that was not parsed: failed or skipped; never nothing."""

import traceback
from dataclasses import dataclass
from enum import StrEnum

from discourse.errors import DiscourseError


class Stage(StrEnum):
    """Where in a run something happened."""

    READ = "read"
    PARSE = "parse"
    CLASSIFY = "classify"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Failure:
    """A page (or, at DRAW, the charts) that could not be dealt with, and why.

    `trace` is empty for the errors discourse foresees.
    """

    page: str
    stage: Stage
    error: str
    message: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file left out on purpose, and why."""

    page: str
    reason: str


def failure(page: str, stage: Stage, error: Exception) -> Failure:
    """The failure that an error is; a bug keeps its traceback."""
    kind = type(error).__name__
    if isinstance(error, DiscourseError | OSError):
        return Failure(page, stage, kind, str(error))
    trace = "".join(traceback.format_exception(error))
    return Failure(page, stage, kind, f"{page}: a bug in discourse, {kind}: {error}", trace)
