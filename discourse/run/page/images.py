"""The reports among a run's pictures, as they stand in the page."""

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path, PurePosixPath

from discourse.charts import Spot

REPORT = "report"  # the stem of every report's file name
MODEL = "model"  # the folder of what is drawn of the model
PAGE = re.compile(rf"{REPORT}-\d+")  # those of its other pages
EMBEDDED = 40  # reports; of more, the page would take too long to open
_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture as written: its files, one a format, relative to the run, and its words."""

    names: tuple[str, ...]
    alt: str
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A report in the page; `data` is empty where it is only named. `pages` are those after it."""

    name: str
    alt: str
    data: str
    spots: tuple[Spot, ...] = ()
    pages: tuple["Image", ...] = ()


@dataclass(frozen=True, slots=True)
class Images:
    """Reports over all articles, a target each; for each article with targets its own.

    `model` says how far to trust the model, where one was used.
    """

    corpus: tuple[Image, ...]
    articles: tuple[tuple[Image, ...], ...]
    model: Image | None = None


def images(run: Path, drawings: Iterable[Drawing]) -> Images:
    """The reports, in the order in which they were drawn."""
    drawn = list(drawings)
    reports = (one for one in drawn if PurePosixPath(one.names[0]).stem == REPORT)
    later = _pages(drawn)
    found = [_with_pages(run, one, later) for one in _embedded(run, reports)]
    of_articles = [one for one in found if _place(one) != "corpus"]
    of_model = (one for one in drawn if PurePosixPath(one.names[0]).parts[1] == MODEL)
    grouped = groupby(of_articles, lambda one: PurePosixPath(one.name).parts[:3])
    return Images(
        tuple(one for one in found if _place(one) == "corpus"),
        tuple(tuple(some) for _, some in grouped),
        next(_embedded(run, of_model), None),
    )


def _pages(drawn: Iterable[Drawing]) -> Mapping[PurePosixPath, Sequence[Drawing]]:
    """The later pages of reports, by their folder."""
    found = defaultdict(list)
    for one in drawn:
        path = PurePosixPath(one.names[0])
        if PAGE.fullmatch(path.stem):
            found[path.parent].append(one)
    return found


def _with_pages(run: Path, image: Image, later: Mapping[PurePosixPath, Sequence[Drawing]]) -> Image:
    """With the pages that follow it, embedded where it is."""
    pages = later.get(PurePosixPath(image.name).parent, ())
    return replace(image, pages=tuple(_embedded(run, pages, None if image.data else 0)))


def _embedded(
    run: Path, reports: Iterable[Drawing], most: int | None = EMBEDDED
) -> Iterator[Image]:
    """The first so many, or all; the rest named."""
    for number, report in enumerate(reports):
        name = _best(report.names)
        kind = _TYPES.get(PurePosixPath(name).suffix)
        if kind is None or (most is not None and number >= most):
            yield Image(name, report.alt, "")  # a picture that is not seen has no spots
            continue
        data = b64encode((run / name).read_bytes()).decode()
        yield Image(name, report.alt, f"data:{kind};base64,{data}", report.spots)


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
