"""Pages to shards of threads and labels: what is left to do is done, what is there is kept."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from discourse.run.config import AnalysisSettings
from discourse.run.engines._engine import Engine, Job, Task
from discourse.run.model import Model
from discourse.run.pages.kinds import Input
from discourse.run.progress import Progress
from discourse.run.sharding import fingerprints
from discourse.run.sharding.shard_store import ShardStore
from discourse.run.sharding.shard_work import asks
from discourse.run.sharding.shards import ArticleEntry, PageShard, cut


@dataclass(frozen=True, slots=True)
class ShardKeys:
    """Under which keys a shard's threads and labels are kept."""

    threads: str
    labels: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """A shard that is there already."""

    keys: ShardKeys


@dataclass(frozen=True, slots=True)
class _Due:
    """A shard that is being worked on; `parsed` says that its threads are there already."""

    key: str
    parsed: bool


def labels_key(
    threads: str, entries: tuple[ArticleEntry, ...], settings: AnalysisSettings, model: Model
) -> str:
    """Labels depend on threads, settings and model; without a question, on no model."""
    digest = model.load().digest if asks(entries, settings) else "no model"
    return fingerprints.combined(threads, fingerprints.labelling(settings), digest)


class Streaming:
    """Carries the work on all shards out; each is on disk before the next is asked for."""

    def __init__(
        self, settings: AnalysisSettings, store: ShardStore, model: Model, progress: Progress
    ) -> None:
        self._settings = settings
        self._store = store
        self._model = model
        self._progress = progress
        self._planned: deque[_Kept | _Due] = deque()

    def carry_out(self, inputs: Iterable[Input], engine: Engine) -> list[ShardKeys]:
        """The keys of all shards, in order, once all are on disk."""
        job = Job(self._settings, self._model.load, self._model.make, self._progress)
        finished: list[ShardKeys] = []
        with closing(engine.carry_out(self._tasks(inputs), job)) as results:
            for done in results:
                finished += self._leading()
                due = self._planned.popleft()
                if isinstance(due, _Kept):  # _leading took those
                    raise TypeError(f"expected a shard that is due, found {due}")
                if not due.parsed:
                    self._store.write_threads(due.key, done.threads)
                labels = labels_key(due.key, done.threads.entries, self._settings, self._model)
                self._store.write_labels(labels, done.labels)
                finished.append(ShardKeys(due.key, labels))
        return [*finished, *self._leading()]

    def _tasks(self, inputs: Iterable[Input]) -> Iterator[Task]:
        """What is left to do; every shard is noted in order, also those with nothing left."""
        for pages in cut(inputs, fingerprints.parsing(self._settings)):
            task = self._task(pages)
            if not self._model.loaded:
                self._progress.advance(len(pages.inputs))
            if task is not None:
                yield task

    def _task(self, pages: PageShard) -> Task | None:
        """What is left to do for a shard; None where nothing is."""
        key = pages.key
        marker = self._store.threads_marker(key)
        if marker is None:
            self._planned.append(_Due(key, parsed=False))
            return Task(pages)
        labels = labels_key(key, marker.entries, self._settings, self._model)
        if self._store.has_labels(labels):
            self._planned.append(_Kept(ShardKeys(key, labels)))
            return None
        self._planned.append(_Due(key, parsed=True))
        return Task(self._store.threads(key))

    def _leading(self) -> Iterator[ShardKeys]:
        """The kept shards that come before the next one due."""
        while self._planned and isinstance(first := self._planned[0], _Kept):
            self._planned.popleft()
            yield first.keys
