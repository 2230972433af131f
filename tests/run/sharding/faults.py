"""A disk that fails from some moment on, under one folder."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from errno import EROFS
from functools import cache
from pathlib import Path

_MAKING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(slots=True)
class Disk:
    """Refuses to change anything in a folder from the `good`-th change on, as `error` says.

    A disk that is full still lets files be removed.
    """

    folder: Path
    good: int = sys.maxsize
    error: int = EROFS
    changes: list[str] = field(default_factory=list)

    def hear(self, event: str, given: tuple[object, ...]) -> None:
        """Counts what would change the folder; raises OSError where that fails."""
        if (change := _change(event, given)) is None or not change.is_relative_to(self.folder):
            return
        self.changes.append(f"{event} {change.relative_to(self.folder)}")
        removing = event in ("os.remove", "os.rmdir")
        if len(self.changes) > self.good and (self.error == EROFS or not removing):
            raise OSError(self.error, os.strerror(self.error), str(change))


def _change(event: str, given: tuple[object, ...]) -> Path | None:
    """The path that an event of Python's audit changes; None where it changes none."""
    if event not in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"):
        return None
    named = given[1] if event == "os.rename" else given[0]
    if not isinstance(named, str | os.PathLike):
        return None
    path = Path(named).absolute()
    if event == "open":
        writes = isinstance(given[2], int) and given[2] & _MAKING
        return path if writes else None
    with suppress(OSError):
        idle = path.is_dir() if event == "os.mkdir" else not os.path.lexists(path)
        return None if idle and event != "os.rename" else path
    return path


_failing: list[Disk] = []


def _hear(event: str, given: tuple[object, ...]) -> None:
    if _failing:
        _failing[-1].hear(event, given)


@cache
def _listen() -> None:
    """Python tells of every change of a file, and a hook cannot be taken away again."""
    sys.addaudithook(_hear)


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """The disk, for as long as the block lasts."""
    _listen()
    _failing.append(disk)
    try:
        yield disk
    finally:
        _failing.pop()
