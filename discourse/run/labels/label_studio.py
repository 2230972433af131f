"""Labels and tasks -> the list of tasks that Label Studio reads."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, BinaryIO

import numpy as np

from discourse.labelling import shapes
from discourse.labelling.columns import short
from discourse.labelling.rows import Entry, Task
from discourse.labelling.settling import grouped


def write_tasks(file: BinaryIO, rows: Iterable[Task | Entry]) -> None:
    """One task for all the labels of a comment and target, however far apart these are."""
    with TemporaryFile() as parts:
        spool = _Spool(parts)
        for row in rows:
            spool.add(row)
        between = b"[\n"
        for task in spool.tasks():
            file.write(between + task)
            between = b",\n"
    file.write(b"[]\n" if between == b"[\n" else b"\n]\n")


@dataclass(frozen=True, slots=True)
class _Spool:
    """Rows in a file, as JSON; where each begins is all that is held of it."""

    file: IO[bytes]
    keys: "array[int]" = field(default_factory=lambda: array("Q"))
    middles: "array[int]" = field(default_factory=lambda: array("q"))  # the annotation's start
    ends: "array[int]" = field(default_factory=lambda: array("q", [0]))

    def add(self, row: Task | Entry) -> None:
        """A row more: its task's data, then its annotation."""
        task = row.task if isinstance(row, Entry) else row
        data = _json(shapes.label_studio_data(task))
        said = _json(shapes.label_studio_annotation(row)) if isinstance(row, Entry) else b""
        self.file.write(data + said)
        self.keys.append(short(task.id, task.target))
        self.middles.append(self.ends[-1] + len(data))
        self.ends.append(self.middles[-1] + len(said))

    def tasks(self) -> Iterator[bytes]:
        """The tasks in the order met; the data of each is what its first row says."""
        for rows in grouped(np.array(self.keys)):
            data = self._part(self.ends[rows[0]], self.middles[rows[0]])
            said = b", ".join(filter(None, self._annotations(rows)))
            yield b'{"data": ' + data + b', "annotations": [' + said + b"]}"

    def _annotations(self, rows: Sequence[int]) -> Iterator[bytes]:
        return (self._part(self.middles[row], self.ends[row + 1]) for row in rows)

    def _part(self, start: int, end: int) -> bytes:
        self.file.seek(start)
        return self.file.read(end - start)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
