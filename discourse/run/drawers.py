"""A run's pictures as bytes, drawn by processes that begin before they are needed.

Importing what draws takes as long as drawing a few pictures. Begun with the run, the processes do
that while this one loads the model. The bytes are the same, whoever draws.
"""

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypedDict, TypeVar

from discourse import charts
from discourse.aggregate import Summary
from discourse.charts import Detail, Footer, Picture, Spot, ThemeName, Trust
from discourse.run.pictures import image
from discourse.run.processes import cores, end, may_begin, tied, without_main
from discourse.run.tables import csv_text

MOST = 8  # processes: each holds a copy of the summary
LARGE = 100_000  # comments
PARTS = 4  # for each process, so that none is left with the longest part


Result = TypeVar("Result")


class How(TypedDict):
    """How all pictures of a run are drawn."""

    detail: Detail
    theme: ThemeName
    locale: str
    trust: Trust | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn, and how."""

    summary: Summary
    footer: Footer
    trust: Trust | None
    detail: Detail
    theme: ThemeName
    locale: str
    formats: tuple[str, ...]
    dpi: int | None

    def large(self) -> bool:
        """Whether copies of the summary cost more than further processes save."""
        return sum(article.comments for article in self.summary.articles) > LARGE

    def undrawable(self) -> str:
        """One message about characters that no installed font draws; empty where there are none."""
        return charts.missing_glyphs(self.summary, self.footer)

    def pictures(self) -> Iterator[Picture]:
        """All of them, one at a time."""
        return charts.pictures(self.summary, self.footer, **self._how())

    def works(self) -> Sequence[Callable[[], Iterator[Picture]]]:
        """The same in parts that can be drawn each by itself."""
        return charts.works(self.summary, self.footer, **self._how())

    def _how(self) -> How:
        return {
            "detail": self.detail,
            "theme": self.theme,
            "locale": self.locale,
            "trust": self.trust,
        }


@dataclass(frozen=True, slots=True)
class Made:
    """A picture in each format, and the numbers drawn as CSV."""

    name: str
    images: tuple[bytes, ...]
    numbers: str
    alt: str
    spots: tuple[Spot, ...]


class Drawers:
    """So many processes that draw, or none; they begin at once and end with the block."""

    def __init__(self, processes: int = 0) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    @classmethod
    def beside(cls, workers: int | None) -> Self:
        """As many as so many workers, or the cores, are worth."""
        return cls(processes_for(workers))

    def __enter__(self) -> Self:
        if self._processes:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=tied)
            try:
                for _ in range(self._processes):
                    self._submit(self._pool, _import)
            except BaseException:
                end(self._pool)
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            end(self._pool)

    def undrawable(self, asked: Asked) -> str:
        """One message about characters that no installed font draws; empty where there are none."""
        if self._pool is None or asked.large():
            return asked.undrawable()
        try:
            return self._submit(self._pool, asked.undrawable).result()
        except BrokenProcessPool:
            return asked.undrawable()

    def draw(self, asked: Asked) -> Iterator[Made]:
        """Each picture in turn; what a process that was killed has not drawn, this one draws."""
        if self._pool is None or asked.large():
            yield from _drawn(asked.pictures(), asked)
            return
        done = 0
        try:
            for drawn in self._works(self._pool, asked):
                yield from drawn
                done += 1
        except BrokenProcessPool:  # nothing of the part that it was at has come back
            for work in asked.works()[done:]:
                yield from _drawn(work(), asked)

    def _works(self, pool: ProcessPoolExecutor, asked: Asked) -> Iterator[list[Made]]:
        works = self._submit(pool, _count, asked).result()
        size = max(1, -(-works // (PARTS * self._processes)))
        begun = deque(
            self._submit(pool, _draw, asked, range(start, min(start + size, works)))
            for start in range(0, works, size)
        )
        while begun:
            yield from begun.popleft().result()

    @staticmethod
    def _submit(
        pool: ProcessPoolExecutor, work: Callable[..., Result], *given: object
    ) -> Future[Result]:
        with without_main():
            return pool.submit(work, *given)


def processes_for(workers: int | None) -> int:
    """How many draw where so many workers are wanted (None: as the cores are); one is no gain."""
    wanted = min(MOST, cores() if workers is None else workers)
    return wanted if wanted > 1 and may_begin() else 0


def _import() -> None:
    from discourse.charts import _fonts, _pictures  # noqa: F401 - what takes long

    _fonts.covered()  # which characters there are fonts for is found once


def _count(asked: Asked) -> int:
    return len(asked.works())


def _draw(asked: Asked, numbers: range) -> list[list[Made]]:
    works = asked.works()
    return [list(_drawn(works[number](), asked)) for number in numbers]


def _drawn(pictures: Iterable[Picture], asked: Asked) -> Iterator[Made]:
    """One after the other; figures hold themselves in circles, and would pile up uncollected."""
    gc.freeze()  # what was there before need not be looked through for each of them
    try:
        for picture in pictures:
            yield _made(picture, asked)
            gc.collect()
    finally:
        gc.unfreeze()


def _made(picture: Picture, asked: Asked) -> Made:
    images = tuple(image(picture, kind, asked.dpi) for kind in asked.formats)
    numbers = csv_text(picture.numbers.columns, picture.numbers.rows)
    return Made(picture.name, images, numbers, picture.alt, picture.spots)
