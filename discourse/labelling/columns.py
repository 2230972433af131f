"""Rows of any table of labels -> entries; a row that does not fit is told, never lost."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from discourse.errors import LabelError
from discourse.labelling.cell import Cell, Cells
from discourse.labelling.rows import COLUMNS, Answer, Entry, Task, entry_of, task_of

NEEDED = ("text", "target", "label")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as its file has it; `where` names file and line."""

    where: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out, and why."""

    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, found {self.found}"

    @classmethod
    def of(cls, error: LabelError) -> "BadRow":
        """The row that an error is about."""
        return cls(error.name, error.expected, error.found)

    @property
    def error(self) -> LabelError:
        """The error, where one bad row is one too many."""
        return LabelError(self.where, self.expected, self.found)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns and labels of a file are to be understood.

    `columns` gives our column's name in the file, `labels` our label for the file's; `target` and
    `annotator` stand in where the file does not say.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Answer] = field(default_factory=dict)
    target: str = ""
    annotator: str = ""

    def __post_init__(self) -> None:
        for name in self.columns:
            if name not in COLUMNS:
                near = difflib.get_close_matches(name, COLUMNS, n=1) or list(NEEDED)
                raise LabelError(f"column {name}", "a column of ours", f"{name}; near: {near[0]}")

    def missing(self, found: Sequence[str], needed: Sequence[str] = NEEDED) -> list[str]:
        """The columns that are needed and neither there nor stood in for."""
        stood_in = {"target"} if self.target else set()
        wanted = {name: self.columns.get(name, name) for name in {*needed, *self.columns}}
        return [
            theirs
            for ours, theirs in sorted(wanted.items())
            if theirs not in found and (ours not in stood_in or ours in self.columns)
        ]

    def row(self, raw: RawRow) -> Entry | Task | BadRow:
        """The entry of a row; the task alone where it has no label; or what is wrong with it."""
        try:
            cells = self._ours(raw)
            label = cells.get("label")
            unlabelled = label is None or (isinstance(label, str) and not label.strip())
            return (task_of if unlabelled else entry_of)(cells, raw.where)
        except LabelError as error:
            return BadRow.of(error)

    def _ours(self, raw: RawRow) -> dict[str, Cell]:
        missing = self.missing([*raw.cells, "label"])
        if missing:
            raise LabelError(raw.where, f"a {missing[0]!r}", f"only {', '.join(raw.cells)}")
        renamed = {
            ours: raw.cells[theirs] for ours, theirs in self.columns.items() if theirs in raw.cells
        }
        taken = set(self.columns.values())
        cells = {name: cell for name, cell in raw.cells.items() if name not in taken} | renamed
        label = cells.get("label")
        if isinstance(label, str) and label.strip().lower() in self.labels:
            cells["label"] = self.labels[label.strip().lower()].value
        for name, default in (("target", self.target), ("annotator", self.annotator)):
            if default and not cells.get(name):
                cells[name] = default
        return cells


def short(*names: str) -> int:
    """A number that stands for these names, so that a million of them fit in memory."""
    return int.from_bytes(blake2b("\n".join(names).encode(), digest_size=8).digest())


class Seen:
    """Which labels a file already gave, in few bytes each, so that a million rows fit.

    `replaced` counts the labels that a later line of their annotator took the place of.
    """

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self.replaced = 0

    def admit(self, entry: Entry, where: str, line: int) -> bool:
        """Whether the entry is new or, bearing a time, revises one; False for a mere repetition.

        Raises LabelError where it gives another label than an earlier line did.
        """
        answers = list(Answer)
        key = short(*entry.key)
        earlier = self._seen.get(key)
        now = line * len(answers) + answers.index(entry.answer)
        if earlier is None:
            self._seen[key] = now
            return True
        before, answer = divmod(earlier, len(answers))
        if entry.at is not None:
            self._seen[key] = now
            self.replaced += answers[answer].is_label
            return True
        if answers[answer] is entry.answer:
            return False
        expected = f"one label for {entry.task.id} ({answers[answer].value} in line {before})"
        raise LabelError(where, expected, entry.answer.value)
