"""The reports among a run's pictures, as they stand in the page."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

REPORT = "report"  # the stem of every report's file name
EMBEDDED = 40  # reports; of more, the page would take too long to open
_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture as written: its files, one a format, relative to the run, and its words."""

    names: tuple[str, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Image:
    """A report in the page; `data` is empty where it is only named."""

    name: str
    alt: str
    data: str


@dataclass(frozen=True, slots=True)
class Images:
    """Reports over all articles, a target each; and for each article with targets its own."""

    corpus: tuple[Image, ...]
    articles: tuple[tuple[Image, ...], ...]


def images(run: Path, drawings: Iterable[Drawing]) -> Images:
    """The reports, in the order in which they were drawn."""
    reports = (one for one in drawings if PurePosixPath(one.names[0]).stem == REPORT)
    found = list(_embedded(run, reports))
    of_articles = [one for one in found if _place(one) != "corpus"]
    grouped = groupby(of_articles, lambda one: PurePosixPath(one.name).parts[:3])
    return Images(
        tuple(one for one in found if _place(one) == "corpus"),
        tuple(tuple(some) for _, some in grouped),
    )


def _embedded(run: Path, reports: Iterable[Drawing]) -> Iterator[Image]:
    left = EMBEDDED
    for report in reports:
        name = _best(report.names)
        kind = _TYPES.get(PurePosixPath(name).suffix)
        if kind is None or left == 0:
            yield Image(name, report.alt, "")
            continue
        left -= 1
        data = b64encode((run / name).read_bytes()).decode()
        yield Image(name, report.alt, f"data:{kind};base64,{data}")


def _best(names: Sequence[str]) -> str:
    """The file that a browser shows best: PNG, then SVG."""
    order = list(_TYPES)
    shown = [name for name in names if PurePosixPath(name).suffix in order]
    return min(shown or names, key=lambda name: (*order, "").index(_suffix(name)))


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if suffix in _TYPES else ""


def _place(image: Image) -> str:
    """`charts/corpus/...` or `charts/articles/...`."""
    return PurePosixPath(image.name).parts[1]
