"""Every key of a labelling session, saved before the next is read."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from discourse.errors import LabelError
from discourse.labelling.columns import BadRow, RawRow, Reading
from discourse.labelling.rows import Entry, Task
from discourse.labelling.session import Session, resume
from discourse.labelling.shapes import flat
from discourse.run.labels.writing import line


def journal_path(tasks: Path, annotator: str) -> Path:
    """Where the annotator's answers go if nothing else is said: beside the tasks."""
    name = "".join(one if one.isalnum() or one in "-_" else "-" for one in annotator)
    return tasks.with_name(f"{tasks.stem}.{name}.jsonl")


class Journal:
    """A file of entries that only grows, held by one session at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.dropped = ""  # the end of a last line that was cut off, if there was one
        self.session: Session
        self._file = -1

    @classmethod
    def resumed(cls, path: Path, tasks: Sequence[Task], annotator: str) -> "Journal":
        """The journal and the session it led to; raises LabelError where it is not usable."""
        journal = cls(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            journal._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
            _sync_folder(path.parent)
            journal._lock()
            journal.session = resume(tasks, journal._entries(), annotator, str(path))
        except OSError as error:
            journal.close()
            raise _unwritable(path, error) from error
        except LabelError:
            journal.close()
            raise
        return journal

    def save(self, entry: Entry) -> None:
        """On disk when this returns; then the session knows too."""
        self._append(line(entry).encode())
        self.session.take(entry)

    def close(self) -> None:
        """Lets others in; may be called twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _append(self, data: bytes) -> None:
        try:
            while data:
                data = data[os.write(self._file, data) :]
            os.fsync(self._file)
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows has none; two sessions on one file are then not noticed
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            found = "one that another session has open"
            raise LabelError(str(self.path), "a file of answers", found) from error

    def _entries(self) -> list[Entry]:
        """What is saved. A last line that a crash cut off is removed, so that the next is whole."""
        data = self.path.read_bytes()
        kept, end, torn = data.rpartition(b"\n")
        if torn and isinstance(_entry(torn, str(self.path)), Entry):
            self._append(b"\n")  # only the line's end was lost
            kept, end, torn = data, b"", b""
        if torn:
            os.ftruncate(self._file, len(kept) + len(end))
            self.dropped = torn.decode("utf-8", "replace")
        lines = enumerate(kept.split(b"\n"), start=1)
        entries = [_entry(one, f"{self.path}:{number}") for number, one in lines if one.strip()]
        for entry in entries:
            if isinstance(entry, BadRow):
                raise entry.error
        return [entry for entry in entries if isinstance(entry, Entry)]


def _entry(data: bytes, where: str) -> Entry | BadRow:
    try:
        cells = json.loads(data)
    except (ValueError, RecursionError) as error:
        return BadRow(where, "an answer as a line of JSON", str(error))
    row = Reading().row(RawRow(where, flat(cells) if isinstance(cells, dict) else {}))
    if isinstance(row, Task):
        return BadRow(where, "an answer (is this a file of tasks?)", "none")
    return row


def _sync_folder(folder: Path) -> None:
    """So that a new file's name outlives a crash too, where the system allows it."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _unwritable(path: Path, error: OSError) -> LabelError:
    return LabelError(str(path), "a writable file", error.strerror or str(error))
