"""On this machine: pages are parsed in processes beside this one, comments labelled in this one."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice

from discourse.run.engines._engine import Done, Job, Task
from discourse.run.processes import cores, may_begin
from discourse.run.sharding.shard_work import label_shard, parse_shard
from discourse.run.sharding.shards import PageShard, ThreadShard


class Local:
    """Parses ahead while it labels."""

    name = "local"

    def carry_out(self, tasks: Iterable[Task], job: Job) -> Generator[Done, None, None]:
        """What becomes of each task, in the order of the tasks."""
        with closing(_parsed(iter(tasks), job)) as parsed:
            for threads in parsed:
                labels = label_shard(threads, job.settings, job.classifier, job.progress)
                yield Done(threads, labels)


def _parsed(tasks: Iterator[Task], job: Job) -> Generator[ThreadShard, None, None]:
    first = list(islice(tasks, 2))
    workers = job.settings.workers
    if workers is None:  # one shard is parsed before another process would have started
        workers = max(1, cores() - 1) if len(first) > 1 and may_begin() else 0
    tasks = chain(first, tasks)
    if workers:
        from discourse.run.engines._processes import Parsers

        with Parsers(workers, job.settings) as parsers:
            yield from parsers.parse(tasks)
        return
    for task in tasks:
        given = task.given
        yield parse_shard(given, job.settings) if isinstance(given, PageShard) else given


ENGINE = Local()
