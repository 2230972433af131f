"""A finished run, read back: the one place that knows where its threads and stances lie."""

from collections.abc import Collection, Iterator
from pathlib import Path

from discourse.aggregate.judged import JudgedThread
from discourse.run import manifest, store, tables
from discourse.run.manifest import Manifest


class RunThreads(Collection[JudgedThread]):
    """The judged threads of a run's tables, in order; read anew, one by one, each time."""

    def __init__(self, run: Path, articles: int) -> None:
        self._run = run
        self._articles = articles

    def __len__(self) -> int:
        return self._articles

    def __iter__(self) -> Iterator[JudgedThread]:
        return tables.read_judged(self._run / store.ARTICLES, self._run / store.COMMENTS)

    def __contains__(self, thread: object) -> bool:
        return any(thread == one for one in self)


def open_run(run: Path) -> tuple[Manifest, RunThreads]:
    """What a finished run says of itself, and its threads; raises RunError where it is none."""
    done = manifest.read(run)
    return done, RunThreads(run, done.counts.articles)
