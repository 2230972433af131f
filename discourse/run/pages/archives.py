"""Pages inside zip, tar and WARC files, read without unpacking to disk.

A member's name is a label and never a path; what is no plain file is left out. Bombs are stopped
by size and by ratio, and archives inside archives refused.
"""

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from discourse.errors import PageError
from discourse.parse.page import Page
from discourse.run.pages.bombs import Counted, Gauge, Gauged
from discourse.run.pages.companions import page_among
from discourse.run.pages.kinds import (
    ARCHIVES,
    TARS,
    WARCS,
    ZIPS,
    Input,
    Limits,
    at_most,
    left_out,
    megabytes,
    page_name,
    unreadable,
)
from discourse.run.pages.outcome import Skipped
from discourse.run.pages.warcs import read_warc

PACKED = (*ARCHIVES, ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar")  # refused inside an archive
_HEADER = 1_000_000  # bytes of a tar header's long names; more would only fill memory
_HEADERS = (
    *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
    *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
)


@dataclass(frozen=True, slots=True)
class _Member:
    """One file of an archive; `size` is as declared, `read` gives so many bytes at most."""

    name: str
    size: int
    plain: bool  # no link, device or the like
    read: Callable[[int], bytes]


def read_archive(path: Path, limits: Limits) -> Iterator[Input]:
    """The pages of an archive, in its order; whatever a broken one raises is its failure."""
    name, told = page_name(path), 0
    try:
        for found in _inputs(path, name, limits):
            told += not isinstance(found, Skipped)
            yield found
    except Exception as error:  # noqa: BLE001 - the many libraries below raise many kinds
        told += 1
        if isinstance(error, PageError):
            yield unreadable(name, error.expected, error.found)
        else:
            yield unreadable(name, "an archive that is whole", f"{type(error).__name__}: {error}")
    if not told:
        yield unreadable(name, "an archive with pages", "none")


def _inputs(path: Path, name: str, limits: Limits) -> Iterator[Input]:
    lower = path.name.lower()
    if lower.endswith(WARCS):
        yield from _once(read_warc(path, name, limits))
    elif lower.endswith(ZIPS):
        with zipfile.ZipFile(path) as archive:
            names = {_plain(info.filename) for info in archive.infolist()}
            yield from _once(_pages(name, _zipped(archive, path, limits), names, limits))
    elif lower.endswith(TARS):
        names = _tarred_names(path, name, limits)
        yield from _once(_pages(name, _tarred(path, name, limits), names, limits))


def _once(inputs: Iterable[Input]) -> Iterator[Input]:
    """Pages with names of their own: archives may hold several files of one name."""
    seen: Counter[str] = Counter()
    for one in inputs:
        if isinstance(one, Page):
            seen[one.name] += 1
            number = seen[one.name]
            yield one if number == 1 else Page(f"{one.name} ({number})", one.data, one.max_bytes)
        else:
            yield one


def _pages(
    archive: str, members: Iterable[_Member], names: Collection[str], limits: Limits
) -> Iterator[Input]:
    others: Counter[str] = Counter()
    for member in members:
        if _hidden(member.name):
            continue
        label = f"{archive}/{_printable(member.name)}"
        page = page_among(member.name, names)
        if member.name.lower().endswith(PACKED):
            yield unreadable(label, "a page", "an archive in an archive: unpack that one first")
        elif not member.plain:
            yield Skipped(label, "a link or a device, not a file")
        elif page:
            yield Skipped(label, f"part of {_printable(page)}")
        elif why := left_out(member.name):
            others[why] += 1
        else:
            yield _page(label, member, limits)
    for why, number in sorted(others.items()):
        yield Skipped(archive, f"{number:,} inside: {why}")


def _page(label: str, member: _Member, limits: Limits) -> Input:
    """One member read; but for a bomb, what is wrong with it is no other member's failure."""
    if member.size > limits.max_bytes:
        return unreadable(label, at_most(limits.max_bytes), megabytes(member.size))
    try:
        data = member.read(limits.max_bytes + 1)
    except (PageError, tarfile.TarError):  # a bomb; or a stream that does not go on
        raise
    except Exception as error:  # noqa: BLE001 - as in read_archive
        return unreadable(label, "a member that is whole", f"{type(error).__name__}: {error}")
    if len(data) > limits.max_bytes:
        return unreadable(label, at_most(limits.max_bytes), "more")
    return Page(label, data, limits.max_bytes)


def _plain(name: str) -> str:
    """The name without `./` and double slashes."""
    return str(PurePosixPath(name))


def _hidden(name: str) -> bool:
    """As in a folder; and what one system's packer adds for itself."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part[0] == "." and part.strip(".") for part in parts)


def _printable(name: str) -> str:
    """The name without what could drive a terminal or is no text."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii")
        for one in name.encode(errors="surrogateescape").decode(errors="backslashreplace")
    ).lstrip("/")


def _zipped(archive: zipfile.ZipFile, path: Path, limits: Limits) -> Iterator[_Member]:
    size = path.stat().st_size
    gauge = Gauge(page_name(path), limits, lambda: size)

    def reader(info: zipfile.ZipInfo) -> Callable[[int], bytes]:
        def read(most: int) -> bytes:
            with archive.open(info) as file:
                return Gauged(file, gauge).read(most)

        return read

    for info in archive.infolist():
        if not info.is_dir():
            link = (info.external_attr >> 16) & 0o170000 == 0o120000
            yield _Member(_plain(info.filename), info.file_size, not link, reader(info))


def _tarred(path: Path, name: str, limits: Limits) -> Iterator[_Member]:
    """The members as they stream by; each must be read before the next is asked for."""
    with path.open("rb") as file:
        packed = Counted(file)
        with closing(_unpacked(packed, path.name.lower())) as stream:
            gauged: Any = Gauged(stream, Gauge(name, limits, lambda: packed.count))
            with tarfile.open(fileobj=gauged, mode="r|", tarinfo=_TarInfo) as archive:
                for info in archive:
                    if not info.isdir():
                        yield _Member(
                            _plain(info.name), info.size, info.isreg(), _of(archive, info)
                        )


def _tarred_names(path: Path, name: str, limits: Limits) -> set[str]:
    """The names of pages, as far as they can be read: a page may come after its folder."""
    names: set[str] = set()
    with suppress(Exception):  # told when the members themselves are read
        for member in _tarred(path, name, limits):
            if not left_out(member.name):
                names.add(member.name)
    return names


def _of(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        file = archive.extractfile(info)
        return file.read(most) if file is not None else b""

    return read


def _unpacked(packed: Counted, name: str) -> IO[bytes]:
    file: Any = packed  # what it lacks of a file nobody here asks for
    if name.endswith((".gz", ".tgz")):
        return cast(IO[bytes], gzip.GzipFile(fileobj=file))
    if name.endswith(("bz2",)):
        return bz2.BZ2File(file)
    if name.endswith(("xz",)):
        return lzma.LZMAFile(file)
    if name.endswith(("zst",)):
        import pyarrow as pa

        stream: IO[bytes] = pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd")
        return stream
    return file  # type: ignore[no-any-return]  # as above


class _TarInfo(tarfile.TarInfo):
    """A header that may not ask for any amount of memory."""

    def _proc_member(self, tarfile: tarfile.TarFile) -> Any:
        if self.type in _HEADERS and self.size > _HEADER:
            raise PageError("", "an archive with short names", f"one of {megabytes(self.size)}")
        return super()._proc_member(tarfile)  # type: ignore[misc]  # not in its stub
