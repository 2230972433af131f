"""What an engine is: who carries out the work on shards, and in which order it comes back."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from discourse.run.config import AnalysisSettings
from discourse.run.progress import Progress
from discourse.run.sharding.shards import LabelShard, PageShard, ThreadShard
from discourse.stance.judgement import Classifier


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done with every shard.

    `classifier` gives the model, loaded once for this process; `make` loads one, and can be sent
    to others.
    """

    settings: AnalysisSettings
    classifier: Callable[[], Classifier]
    make: Callable[[], Classifier]
    progress: Progress


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to work on: pages to parse, or the threads of one that is parsed already."""

    given: PageShard | ThreadShard


@dataclass(frozen=True, slots=True)
class Done:
    """A shard's threads and labels."""

    threads: ThreadShard
    labels: LabelShard


@runtime_checkable
class Engine(Protocol):
    """Where the work on shards is done."""

    @property
    def name(self) -> str:
        """What follows --engine."""
        ...

    def carry_out(self, tasks: Iterable[Task], job: Job) -> Generator[Done, None, None]:
        """What becomes of each task, in the order of the tasks.

        Tasks are taken only a few ahead of what is handed back; closing it ends all work.
        """
        ...
