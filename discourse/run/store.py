"""A run's directory: every file whole or not there, and `run.json` last."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from discourse.errors import RunError
from discourse.run import manifest
from discourse.run.manifest import Manifest

CONFIG = "config.yaml"
ARTICLES = "articles.parquet"
COMMENTS = "comments.parquet"
COMMENTS_CSV = "comments.csv"
ERRORS = "errors.jsonl"
PROBLEMS = "problems.jsonl"
SUMMARY = "summary.json"
PAGE = "report.html"
CHARTS = "charts"
UNFINISHED = ".unfinished"  # stands in a run's directory until run.json does


def write_atomic(path: Path, data: bytes) -> None:
    """The file with this content, or as it was before: never half of it."""
    with whole(path) as file:
        file.write(data)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece; it takes the path's place only when all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """As write_atomic; a full disk or the like is a RunError."""
    try:
        write_atomic(path, data)
    except OSError as error:
        found = error.strerror or str(error)
        raise RunError(str(path), "a file that can be written", found) from error


def directory_name(started: datetime, name: str, *deciding: str) -> str:
    """`<utc>-<name>-<hash>`; the hash is of what decides the run's result."""
    digest = sha256("\n".join(deciding).encode()).hexdigest()[:8]
    return f"{started:%Y%m%dT%H%M%SZ}-{slug(name)}-{digest}"


def unused(path: Path) -> Path:
    """The path, with a number where it is taken."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found


def slug(name: str) -> str:
    """The name's letters and digits, safe as part of a file name anywhere."""
    kept = "".join(one if one.isascii() and one.isalnum() else " " for one in name)
    return "-".join(kept.lower().split())[:40].strip("-") or "run"


def check_free(path: Path, *, overwrite: bool) -> None:
    """Raises RunError where a run may not be written: a file, another's files, a finished run."""
    if path.exists() and not path.is_dir():
        raise RunError(str(path), "a directory", "a file")
    if (path / manifest.FILE).exists():
        if not overwrite:
            expected = "a new directory (or --overwrite)"
            raise RunError(str(path), expected, "a finished run")
    elif path.is_dir() and not (path / UNFINISHED).exists() and any(path.iterdir()):
        raise RunError(str(path), "a new or empty directory", "files that are no run's")


def _drawn(path: Path) -> Iterator[str]:
    """The pictures that an unfinished run left, and their numbers."""
    for suffix in ("png", "svg", "pdf", "csv"):
        for found in sorted((path / CHARTS).rglob(f"*.{suffix}")):
            yield found.relative_to(path).as_posix()


class RunFolder:
    """The directory of one run while it is written."""

    def __init__(self, path: Path, written: Iterable[str] = ()) -> None:
        self.path = path
        self._written = dict.fromkeys(written)

    @classmethod
    def begin(cls, path: Path, *, overwrite: bool = False) -> "RunFolder":
        """An empty one; of an earlier run there, its own files are removed, `run.json` first."""
        check_free(path, overwrite=overwrite)
        try:
            if (path / manifest.FILE).exists():
                earlier = manifest.read(path).files
                (path / manifest.FILE).unlink()
            else:
                earlier = tuple(_drawn(path))
            cls(path).remove(earlier)
            write_atomic(path / UNFINISHED, b"")
        except OSError as error:
            found = error.strerror or str(error)
            raise RunError(str(path), "a writable directory", found) from error
        return cls(path)

    @property
    def files(self) -> tuple[str, ...]:
        """What has been written, relative to the directory, in order."""
        return tuple(self._written)

    def write(self, name: str, data: bytes | str) -> Path:
        """One file of the run; its name is relative and stays inside."""
        path = self._inside(name)
        _write(path, data if isinstance(data, bytes) else data.encode())
        self._written[name] = None
        return path

    def relative(self, path: Path) -> str:
        """The name of a file of the run."""
        return path.relative_to(self.path).as_posix()

    def remove(self, names: Iterable[str]) -> None:
        """Files of the run that are no longer wanted, and the folders that they leave empty."""
        for name in names:
            path = self._inside(name)
            path.unlink(missing_ok=True)
            self._written.pop(name, None)
            for folder in path.parents:
                if folder == self.path or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()

    def finish(self, done: Manifest) -> None:
        """Writes `run.json`: from now on the run is finished."""
        _write(self.path / manifest.FILE, manifest.dump(done))
        (self.path / UNFINISHED).unlink(missing_ok=True)

    def _inside(self, name: str) -> Path:
        path = self.path / name
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise RunError(name, "a file inside the run", "a path that leaves it")
        return path
