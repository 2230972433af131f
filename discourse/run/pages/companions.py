"""The folder that a browser saves beside a "complete" page: NAME.html and NAME_files/."""

import os
from collections.abc import Container
from pathlib import Path, PurePosixPath

from discourse.errors import PageError
from discourse.parse.frames import Frame

_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")
_FRAMES = frozenset((".html", ".htm", ".xhtml"))
# what browsers and Windows end the folder's name with, in their languages
_ENDINGS = (
    *("_files", ".files", "-files", "_file", "-Dateien", "_Dateien", "_fichiers", "_bestanden"),
    *("_archivos", "_ficheiros", "_arquivos", "-filer", "_filer", "_tiedostot", "_pliki"),
    *("_soubory", "_subory", "_elemei", "_dosyalar", "_datoteke", "_fitxers", "_failid", "_fails"),
    *("_bylos", "_fajlovi", "_fitxategiak"),
)


def page_of(folder: Path) -> Path | None:
    """The page that a browser saved this folder for, if it is such a folder."""
    for ending in _ENDINGS:
        stem = folder.name.removesuffix(ending)
        if stem and stem != folder.name:
            for suffix in _PAGES:
                if _is_file(page := folder.with_name(stem + suffix)):
                    return page
    return None


def page_around(path: Path, below: Path | None = None) -> Path | None:
    """The page that a file or a folder is only a part of, if it is; looked for below a folder."""
    for folder in path.parents if _is_file(path) else (path, *path.parents):
        if folder == below:
            return None
        if (page := page_of(folder)) is not None:
            return page
    return None


def page_among(member: str, names: Container[str]) -> str:
    """The page of these names that a browser saved a member's folder for; empty for none."""
    for folder in PurePosixPath(member).parents:
        for ending in _ENDINGS:
            stem = folder.name.removesuffix(ending)
            if stem and stem != folder.name:
                for suffix in _PAGES:
                    if (page := str(folder.with_name(stem + suffix))) in names:
                        return page
    return ""


def frames_of(page: Path, max_bytes: int) -> tuple[Frame, ...]:
    """The HTML files that a browser saved with a page; raises PageError for an unreadable one."""
    if page.suffix not in _PAGES:
        return ()
    folders = (page.with_name(page.stem + ending) for ending in _ENDINGS)
    files = (path for folder in folders if _is_folder(folder) for path in sorted(folder.iterdir()))
    return tuple(
        _frame(path, max_bytes)
        for path in files
        if path.suffix.lower() in _FRAMES and _is_file(path)
    )


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - pathlib's raises where a name is too long


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - as above


def _frame(path: Path, max_bytes: int) -> Frame:
    """A frame, cut a byte after the limit, so that it is told as too large but never read whole."""
    name = os.fsencode(path.name).decode(errors="backslashreplace")
    try:
        with path.open("rb") as file:
            return Frame(name, file.read(max_bytes + 1))
    except OSError as error:
        raise PageError(name, "a readable frame", error.strerror or str(error)) from error
