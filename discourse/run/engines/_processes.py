"""Processes that parse; one that the system kills costs at most the pages that got it killed."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Self

from discourse.errors import PageError
from discourse.parse import known_layouts
from discourse.parse.page import Page
from discourse.run.config import AnalysisSettings
from discourse.run.engines._engine import Task
from discourse.run.pages.kinds import Input
from discourse.run.pages.outcome import Failure, Stage, failure
from discourse.run.processes import end, tied, without_main
from discourse.run.sharding.shard_work import parse_shard
from discourse.run.sharding.shards import PageShard, ThreadShard

AHEAD = 2  # shards that wait for a free process: more would only fill memory
TRIES = 2  # of a whole shard, before its pages are tried one by one

Work = Callable[[PageShard, AnalysisSettings], ThreadShard]


class _Waiting:
    """A task in its turn; `future` is of its threads, and `tries` how often it was begun."""

    def __init__(self, task: Task) -> None:
        self.given = task.given
        self.future: Future[ThreadShard] = Future()
        self.tries = 0


class Parsers:
    """So many processes; they start with the first shard and end with the block."""

    def __init__(self, workers: int, settings: AnalysisSettings, work: Work = parse_shard) -> None:
        self._workers = workers
        self._settings = settings
        self._work = work
        self._pool = _pool(workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        end(self._pool)

    def parse(self, tasks: Iterable[Task]) -> Iterator[ThreadShard]:
        """The threads of each task, in order, a few tasks ahead of what is handed back."""
        waiting: deque[_Waiting] = deque()
        for task in tasks:
            waiting.append(_Waiting(task))
            self._begin(waiting[-1])
            if len(waiting) >= self._workers + AHEAD:
                yield self._first(waiting)
        while waiting:
            yield self._first(waiting)

    def _begin(self, one: _Waiting) -> None:
        """Hands a task to the pool; a pool that just broke is noticed when its result is due."""
        one.tries += 1
        if isinstance(one.given, ThreadShard):
            one.future.set_result(one.given)
            return
        try:
            with without_main():
                one.future = self._pool.submit(self._work, one.given, self._settings)
        except BrokenProcessPool as error:
            one.future.set_exception(error)

    def _first(self, waiting: deque[_Waiting]) -> ThreadShard:
        """The threads of the first task, which leaves the queue."""
        while True:
            try:
                threads = waiting[0].future.result()
            except BrokenProcessPool:
                self._restart(waiting)
            else:
                waiting.popleft()
                return threads

    def _restart(self, waiting: deque[_Waiting]) -> None:
        """A new pool for what the broken one did not finish; nobody knows which task broke it."""
        end(self._pool)
        self._pool = _pool(self._workers)
        for one in waiting:
            if not _broken(one.future):
                continue
            one.future = Future()
            if one is waiting[0] and one.tries >= TRIES and isinstance(one.given, PageShard):
                one.future.set_result(self._one_by_one(one.given))
            else:
                self._begin(one)

    def _one_by_one(self, shard: PageShard) -> ThreadShard:
        """The shard without the pages that get a process killed even when they are alone in it."""
        kept = tuple(self._survivor(one, shard.fingerprint) for one in shard.inputs)
        threads = self._alone(PageShard(kept, shard.fingerprint))
        if threads is None:
            kept = tuple(_killed(one) if isinstance(one, Page) else one for one in kept)
            threads = parse_shard(PageShard(kept, shard.fingerprint), self._settings)
        return replace(threads, lost=True)

    def _survivor(self, one: Input, fingerprint: str) -> Input:
        if isinstance(one, Page) and self._alone(PageShard((one,), fingerprint)) is None:
            return _killed(one)
        return one

    def _alone(self, shard: PageShard) -> ThreadShard | None:
        """The shard parsed by a process of its own; None where that is killed."""
        pool = _pool(1)
        try:
            with without_main():
                future = pool.submit(self._work, shard, self._settings)
            return future.result()
        except BrokenProcessPool:
            return None
        finally:
            end(pool)


def _killed(page: Page) -> Failure:
    found = "that it got the process that read it killed (too little memory?)"
    return failure(page.name, Stage.PARSE, PageError(page.name, "a page that can be read", found))


def _broken(future: "Future[ThreadShard]") -> bool:
    return future.done() and isinstance(future.exception(), BrokenProcessPool)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes of their own make: what this one holds, such as a model, is not copied."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)


def _prepare() -> None:
    """In each process."""
    tied()
    known_layouts()
