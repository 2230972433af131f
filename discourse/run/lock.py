"""One run at a time in one directory."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from discourse.errors import RunError
from discourse.run.store import LOCK


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else writes into the directory meanwhile; raises RunError where somebody does.

    The operating system holds the lock, so that one of a dead process is none.
    """
    file = path / LOCK
    lock = FileLock(file)
    try:
        path.mkdir(parents=True, exist_ok=True)
        while not _taken(lock, file):
            pass
        file.write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")
    except Timeout as error:
        raise RunError(str(path), "a directory that no other run writes", _owner(file)) from error
    except (OSError, NotImplementedError) as error:
        found = getattr(error, "strerror", None) or str(error)
        raise RunError(str(path), "a writable directory", found) from error
    try:
        yield
    finally:
        with suppress(OSError):  # a file that stays is no lock: that is the system's
            file.unlink(missing_ok=True)
        lock.release()


def _taken(lock: FileLock, file: Path) -> bool:
    """Whether the lock now held is that of the file there: a run that ends removes its file."""
    lock.acquire(blocking=False)
    other = FileLock(file)
    try:
        other.acquire(blocking=False)
    except Timeout:
        return True
    other.release()
    lock.release()
    return False


def _owner(file: Path) -> str:
    try:
        return f"one that {file.read_text(encoding='utf-8') or 'another process'} writes"
    except OSError:
        return "one that another process writes"
