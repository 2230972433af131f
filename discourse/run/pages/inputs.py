"""Files, folders, globs, archives, standard input -> pages; what cannot be read is told."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from discourse.errors import PageError
from discourse.parse.page import MAX_BYTES, Page
from discourse.run.pages.archives import read_archive
from discourse.run.pages.companions import frames_of, page_around, page_of
from discourse.run.pages.kinds import (
    ARCHIVES,
    EXPORT_SUFFIXES,
    PAGE_SUFFIXES,
    Input,
    Limits,
    at_most,
    is_archive,
    left_out,
    megabytes,
    page_name,
    unreadable,
)
from discourse.run.pages.outcome import Failure, Skipped, Stage, failure
from discourse.run.store import UNFINISHED

STDIN = "-"
DEFAULT = Limits()

_Found = Path | Failure | Skipped


def read_pages(paths: Iterable[str], limits: Limits = DEFAULT) -> Iterator[Input]:
    """The pages at these paths, in order, each once however often its bytes turn up."""
    first: dict[str, str] = {}
    for found in _each(paths, limits):
        if not isinstance(found, Page):
            yield found
        elif found.digest in first:
            yield Skipped(found.name, f"the same bytes as {first[found.digest]}")
        else:
            first[found.digest] = found.name
            yield found


def limited(inputs: Iterable[Input], limit: int | None) -> Iterator[Input]:
    """The inputs up to and with the page numbered `limit`."""
    pages = 0
    for found in inputs:
        yield found
        pages += isinstance(found, Page)
        if limit is not None and pages >= limit:
            return


def _each(paths: Iterable[str], limits: Limits) -> Iterator[Input]:
    paths = list(paths)
    named = {Path(path) for path in paths}
    for path in paths:
        if path == STDIN:
            yield _stdin(limits.max_bytes)
            continue
        # a shell that spells out a glob names frames beside their pages
        whole = page_around(Path(path))
        if whole in named:
            yield _part(Path(path), whole)
            continue
        for found in _files(path):
            if not isinstance(found, Path):
                yield found
            elif is_archive(found.name) and found.is_file():
                yield from read_archive(found, limits)
            else:
                yield _read(found, limits.max_bytes)


def _stdin(max_bytes: int) -> Input:
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        return unreadable("stdin", at_most(max_bytes), "more")
    return Page("stdin", data, max_bytes)


def _files(path: str) -> Iterator[_Found]:
    if Path(path).is_dir():
        yield from _folder(Path(path))
    elif os.path.lexists(path) or not glob.has_magic(path):
        yield Path(path)
    else:
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - may be absolute
        if not matches:
            yield unreadable(page_name(path), "a pattern that some file matches", "none")
        for match in map(Path, matches):
            whole = page_around(match, below=_fixed(Path(path)))
            yield from [_part(match, whole)] if whole is not None else _files(str(match))


def _fixed(pattern: Path) -> Path:
    """The folder that a pattern names outright."""
    return next(folder for folder in pattern.parents if not glob.has_magic(str(folder)))


def _part(path: Path, page: Path) -> Skipped:
    return Skipped(page_name(path), f"part of {page.name}")


def _folder(folder: Path) -> Iterator[_Found]:
    pages = 0
    others: list[str] = []
    for found in _walk(folder):
        pages += isinstance(found, Path)
        others += [found.page] if isinstance(found, Skipped) else []
        yield found
    if not pages:
        kinds = ", ".join(sorted({*PAGE_SUFFIXES, *EXPORT_SUFFIXES, *ARCHIVES}))
        yield unreadable(page_name(folder), f"a folder with pages ({kinds})", _count(others))


def _walk(folder: Path) -> Iterator[_Found]:
    """Files under a folder in order of name; hidden ones are left out, links followed once."""
    trouble: list[OSError] = []
    seen: set[str] = set()
    for here, folders, files in os.walk(folder, followlinks=True, onerror=trouble.append):
        seen.add(os.path.realpath(here))
        if "run.json" in files or UNFINISHED in files:
            folders[:] = []
            yield Skipped(page_name(here), "a run of discourse")
            continue
        inner = [Path(here, name) for name in sorted(folders) if not name.startswith(".")]
        owners = {folder: page_of(folder) for folder in inner}
        yield from (_part(one, page) for one, page in owners.items() if page is not None)
        folders[:] = [
            one.name for one in inner if not owners[one] and os.path.realpath(one) not in seen
        ]
        yield from (_sort(Path(here, name)) for name in sorted(files) if not name.startswith("."))
        yield from (failure(page_name(error.filename), Stage.READ, error) for error in trouble)
        trouble.clear()
    yield from (failure(page_name(error.filename), Stage.READ, error) for error in trouble)


def _sort(path: Path) -> _Found:
    name = page_name(path)
    why = "" if is_archive(path.name) else left_out(name)
    return Skipped(name, why) if why and path.exists() else path  # a broken link is told


def read_page(path: Path, max_bytes: int = MAX_BYTES) -> Page:
    """One file as a page, with the frames beside it; raises PageError where it cannot be read."""
    name = page_name(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise PageError(name, "a file", "a folder" if path.is_dir() else "a device or a pipe")
        if size > max_bytes:
            raise PageError(name, at_most(max_bytes), megabytes(size))
        return Page(name, path.read_bytes(), max_bytes, frames_of(path, max_bytes))
    except OSError as error:
        raise PageError(name, "a readable file", error.strerror or str(error)) from error


def _read(path: Path, max_bytes: int) -> Input:
    try:
        return read_page(path, max_bytes)
    except PageError as error:
        return failure(page_name(path), Stage.READ, error)


def _count(others: Sequence[str]) -> str:
    if not others:
        return "no file"
    return f"only other files ({', '.join(Path(name).name for name in others[:3])} ...)"
