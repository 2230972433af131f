"""What became of a page: parsed, failed or skipped; never nothing."""

import traceback
from dataclasses import dataclass
from enum import StrEnum

from discourse.errors import DiscourseError
from discourse.parse import Parsed


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


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page and the threads it holds."""

    page: str
    digest: str
    parsed: tuple[Parsed, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """A name for each thread: the page's, with a number where it holds several."""
        if len(self.parsed) == 1:
            return (self.page,)
        return tuple(f"{self.page}#{number}" for number in range(1, len(self.parsed) + 1))


def failure(page: str, stage: Stage, error: Exception) -> Failure:
    """The failure that an error is; a bug keeps its traceback."""
    kind = type(error).__name__
    if isinstance(error, DiscourseError | OSError):
        return Failure(page, stage, kind, str(error))
    trace = "".join(traceback.format_exception(error))
    return Failure(page, stage, kind, f"{page}: a bug in discourse, {kind}: {error}", trace)
