"""What a labelled data set is, and how its files are read."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from discourse.errors import LabelError
from discourse.stance.judgement import Question, Stance

Row = TypeVar("Row", bound=BaseModel)


class Split(StrEnum):
    """What an example is for: to learn from, to choose by, to report on once."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


class Part(StrEnum):
    """A dev split in two: what a model is calibrated on, and what its figures are of.

    Whole groups belong to the one or the other by their names alone, one in three to the first, in
    every set alike.
    """

    ALL = "all"
    CALIBRATION = "calibration"
    REPORT = "report"

    def holds(self, group: str) -> bool:
        """Whether a group belongs to it."""
        calibrates = sha256(group.encode()).digest()[-1] % 3 == 0
        return self is Part.ALL or calibrates == (self is Part.CALIBRATION)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its labelled stance.

    `group` names what a split must not part: an event, a debate or an article.
    `kind` is the kind of target or the source within the set. `tags` say what is special about the
    text: its style, such as `sarcasm` or `quote`.
    """

    question: Question
    stance: Stance
    split: Split
    group: str
    kind: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled data set: where it comes from, and how to read it from the data folder.

    `read` yields the examples in file order; it raises LabelError for a row that does not fit and
    FileNotFoundError where the set's files are missing.
    """

    name: str
    source: str
    licence: str
    read: Callable[[Path], Iterator[Example]]


class PairRow(BaseModel):
    """One row of the JSONL files: a text, its target and the stance; other columns are optional."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    label: Stance
    target: str
    parent: str | None = None
    debate: str | None = None
    kind: str = ""
    src: str = ""
    seen: int | None = None
    sarcastic: bool | None = None


def json_rows(path: Path, row: type[Row], expected: str) -> Iterator[Row]:
    """The rows of one gzipped JSONL file; raises LabelError naming file and line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield row.model_validate(json.loads(line))
            except (ValidationError, json.JSONDecodeError) as error:
                where = f"{path.name}, line {number}"
                raise LabelError(where, expected, first_error(error)) from error


def pairs(
    path: Path, split: Split, kind: Callable[[PairRow], str] | None = None
) -> Iterator[Example]:
    """The rows of one file as examples, grouped by debate or else by target."""
    for row in json_rows(path, PairRow, "text, target and label"):
        yield Example(
            Question(target=row.target, text=row.text, context=row.parent or ""),
            row.label,
            split,
            group=row.debate or row.target,
            kind=kind(row) if kind else row.kind,
            tags=("sarcasm",) if row.sarcastic else (),
        )


def first_error(error: ValidationError | json.JSONDecodeError) -> str:
    """What is wrong with a row, in a few words."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
