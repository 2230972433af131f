"""What a run is given: pages, and what is none; the kinds of file, and their limits."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from discourse.errors import PageError
from discourse.parse.page import MAX_BYTES, Page
from discourse.run.pages.outcome import Failure, Skipped, Stage, failure

Input = Page | Failure | Skipped

# what folders and archives are searched for; a file named outright is read whatever its suffix
PAGE_SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht"})
EXPORT_SUFFIXES = frozenset({".xml", ".atom", ".json", ".jsonl", ".csv", ".tsv", ".parquet"})
ZIPS = (".zip",)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
WARCS = (".warc", ".warc.gz")
ARCHIVES = (*ZIPS, *TARS, *WARCS)

ARCHIVE_BYTES = 100_000_000_000
ARCHIVE_RATIO = 200  # pages seldom pack better than 1 to 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Of a page, in bytes; of an archive unpacked, in bytes and as a multiple of its own size."""

    max_bytes: int = MAX_BYTES
    archive_bytes: int = ARCHIVE_BYTES
    archive_ratio: int = ARCHIVE_RATIO


def page_name(path: str | Path) -> str:
    """What a file is called in results: its path, with bytes that are no text as escapes."""
    return os.fsencode(Path(path).as_posix()).decode(errors="backslashreplace")


def is_archive(name: str) -> bool:
    """Whether a file's suffix says that it holds other files."""
    return name.lower().endswith(ARCHIVES)


def left_out(name: str) -> str:
    """Why a file is not read where nobody names it outright; empty where it is."""
    path = PurePosixPath(name)
    if path.stem.upper() == "README":
        return "a README"
    if path.suffix.lower() in PAGE_SUFFIXES | EXPORT_SUFFIXES:
        return ""
    return f"not a kind of page ({path.suffix or 'no suffix'})"


def unreadable(name: str, expected: str, found: str) -> Failure:
    """The failure of what cannot be read."""
    return failure(name, Stage.READ, PageError(name, expected, found))


def at_most(max_bytes: int) -> str:
    """What a page should be."""
    return f"a page of at most {megabytes(max_bytes)}"


def megabytes(size: int) -> str:
    """A size in words."""
    return f"{size / 1_000_000:,.1f} MB"
