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
SHARDS = "shards"  # what was parsed and labelled, kept so that a run can go on
LOCK = ".lock"  # see `lock`
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


@contextmanager
def told(path: Path) -> Iterator[None]:
    """A full disk or the like is a RunError that names the path."""
    try:
        yield
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


def remove_unused(path: Path) -> None:
    """Removes the directory of a run that has written nothing, when it is over."""
    left = [one.relative_to(path).as_posix() for one in path.rglob("*")] if path.is_dir() else None
    if left == [UNFINISHED]:
        with told(path):
            (path / UNFINISHED).unlink()
            path.rmdir()


def slug(name: str) -> str:
    """The name's letters and digits, safe as part of a file name anywhere."""
    kept = "".join(one if one.isascii() and one.isalnum() else " " for one in name)
    return "-".join(kept.lower().split())[:40].strip("-") or "run"


def check_free(path: Path, *, overwrite: bool) -> None:
    """Raises RunError where a run may not be written: a file, another's files, another run."""
    if path.exists() and not path.is_dir():
        raise RunError(str(path), "a directory", "a file")
    finished, unfinished = (path / manifest.FILE).exists(), (path / UNFINISHED).exists()
    if (finished or unfinished) and not overwrite:
        expected = "a new directory (or --resume to go on with the run there, or --overwrite)"
        raise RunError(str(path), expected, "a finished run" if finished else "an unfinished run")
    others = path.is_dir() and not all(map(_begun, path.iterdir()))
    if others and not finished and not unfinished:
        raise RunError(str(path), "a new or empty directory", "files that are no run's")


def _begun(path: Path) -> bool:
    """Whether that is what a run leaves which is cut off in its first moment."""
    return path.name == LOCK or path.match(f".{UNFINISHED}.*.part")


_PATTERNS = (  # what an unfinished run may have left; nothing else is removed
    *(f"{CHARTS}/**/*.{suffix}" for suffix in ("png", "svg", "pdf", "csv")),
    *(f"{SHARDS}/*/*.{suffix}" for suffix in ("json", "parquet")),
    *("**/.*.part", "articles.parquet", "comments.parquet", "comments.csv", "summary.json"),
    *("config.yaml", "errors.jsonl", "problems.jsonl", "report.html"),
)


def _earlier(path: Path) -> list[str]:
    """The files of the run that is there: those its manifest names, or what one may have left."""
    if (path / manifest.FILE).exists():
        return list(manifest.read(path).files)
    found = {one for pattern in _PATTERNS for one in path.glob(pattern)}
    return [one.relative_to(path).as_posix() for one in sorted(found)]


def _remove_empty(folder: Path, top: Path) -> None:
    """Removes a folder, and those it is in up to the top, as far as nothing is in them."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


class RunFolder:
    """The directory of one run while it is written."""

    def __init__(self, path: Path, written: Iterable[str] = ()) -> None:
        self.path = path
        self._written = dict.fromkeys(written)

    @classmethod
    def begin(cls, path: Path, *, overwrite: bool = False, resume: bool = False) -> "RunFolder":
        """One to write; of an earlier run there its own files are removed, `run.json` first.

        Where it is to go on, its shards are kept. What a write that was cut off left is removed.
        """
        check_free(path, overwrite=overwrite or resume)
        try:
            path.mkdir(parents=True, exist_ok=True)
            write_atomic(path / UNFINISHED, b"")
            earlier = _earlier(path)
            (path / manifest.FILE).unlink(missing_ok=True)
            kept = f"{SHARDS}/" if resume else "\0"  # no file's name begins so
            cls(path).remove(name for name in earlier if not name.startswith(kept))
        except OSError as error:
            found = error.strerror or str(error)
            raise RunError(str(path), "a writable directory", found) from error
        return cls(path)

    @property
    def files(self) -> tuple[str, ...]:
        """What has been written, relative to the directory, in order of name."""
        return tuple(sorted(self._written))

    def read(self, name: str) -> bytes:
        """A file that was written before, which stays one of the run's.

        Raises FileNotFoundError where there is none, RunError where it cannot be read.
        """
        try:
            data = self._inside(name).read_bytes()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise RunError(name, "a readable file of the run", str(error.strerror)) from error
        self._written[name] = None
        return data

    @contextmanager
    def stream(self, name: str) -> Iterator[BinaryIO]:
        """One file of the run to write piece by piece; raises OSError on a full disk."""
        with whole(self._inside(name)) as file:
            yield file
        self._written[name] = None

    def write(self, name: str, data: bytes | str) -> Path:
        """One file of the run; its name is relative and stays inside."""
        path = self._inside(name)
        with told(path):
            write_atomic(path, data if isinstance(data, bytes) else data.encode())
        self._written[name] = None
        return path

    def relative(self, path: Path) -> str:
        """The name of a file of the run."""
        return path.relative_to(self.path).as_posix()

    def remove(self, names: Iterable[str]) -> None:
        """Files of the run that are no longer wanted, and the folders that they leave empty."""
        with told(self.path):
            for name in names:
                path = self._inside(name)
                path.unlink(missing_ok=True)
                self._written.pop(name, None)
                _remove_empty(path.parent, self.path)

    def finish(self, done: Manifest) -> None:
        """Writes `run.json`: from now on the run is finished."""
        with told(self.path / manifest.FILE):
            write_atomic(self.path / manifest.FILE, manifest.dump(done))
            (self.path / UNFINISHED).unlink(missing_ok=True)

    def _inside(self, name: str) -> Path:
        path = self.path / name
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise RunError(name, "a file inside the run", "a path that leaves it")
        return path
