"""Files of labels -> entries and tasks, one at a time; what does not fit is told, never lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.errors import LabelError
from discourse.labelling.columns import BadRow, RawRow, Seen
from discourse.labelling.rows import Answer, Entry, Task
from discourse.run.labels.raw_rows import raw_rows
from discourse.run.labels.source import Source

Row = Entry | Task | BadRow


@dataclass(slots=True)
class Tally:
    """What became of the rows read so far; `labels` are those that no later one `replaced`."""

    labels: int = 0
    replaced: int = 0
    unlabelled: int = 0
    repeated: int = 0
    bad: int = 0

    def add(self, row: Entry | Task | BadRow | None) -> None:
        """One row more; None for a mere repetition."""
        match row:
            case None:
                self.repeated += 1
            case BadRow():
                self.bad += 1
            case Task():
                self.unlabelled += 1
            case Entry():
                self.labels += row.answer.is_label

    def replace(self, labels: int) -> None:
        """So many of the labels that were read do not count any more."""
        self.labels -= labels
        self.replaced += labels


def read_rows(source: Source, tally: Tally, *, needed: Sequence[str]) -> Iterator[Row]:
    """The file's rows in order, repetitions left out; what is no label nor task is a BadRow.

    `needed` are our columns without which nothing can be read. Raises LabelError where the file
    as a whole cannot be read.
    """
    seen = Seen()
    for line, raw in enumerate(raw_rows(source, needed), start=1):
        row: Row | None = source.reading.row(raw) if isinstance(raw, RawRow) else raw
        if isinstance(row, Entry):
            before = seen.replaced
            row = _admitted(row, raw.where, line, seen)
            tally.replace(seen.replaced - before)
        tally.add(row)
        if row is not None:
            yield row


def _admitted(entry: Entry, where: str, line: int, seen: Seen) -> Entry | BadRow | None:
    if entry.answer in (Answer.BACK, Answer.NOTE):
        return entry
    try:
        return entry if seen.admit(entry, where, _line(where, line)) else None
    except LabelError as error:
        return BadRow.of(error)


def _line(where: str, default: int) -> int:
    number = where.rpartition(":")[2].rpartition(" ")[2]
    return int(number) if number.isdecimal() else default
