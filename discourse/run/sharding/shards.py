"""Shards: so many pages that are read, parsed and labelled at once, and what became of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from discourse.parse.page import Page
from discourse.run.manifest import InputRecord
from discourse.run.pages.kinds import Input
from discourse.run.pages.outcome import Failure, Skipped
from discourse.run.sharding.fingerprints import combined

PAGES = 64  # in a shard, files that are no pages included
BYTES = 16 * 1024 * 1024  # a shard that reaches so many ends before that


@dataclass(frozen=True, slots=True)
class PageShard:
    """Inputs that follow one another. `fingerprint` is of what their threads depend on."""

    inputs: tuple[Input, ...]
    fingerprint: str

    @property
    def key(self) -> str:
        """A digest of the pages, by name and bytes, and of all that decides their threads."""
        return combined(self.fingerprint, *map(_identity, self.inputs))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages among the inputs."""
        return tuple(one for one in self.inputs if isinstance(one, Page))


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """A thread of a shard, by its key in the run: what its targets depend on, and its size."""

    key: str
    page: str
    title: str
    comments: int
    problems: int


@dataclass(frozen=True, slots=True)
class ThreadShard:
    """The threads of a shard's pages as two tables, and what became of the other inputs.

    `lost` tells that the process which read some page was killed: another try may go better.
    """

    inputs: tuple[InputRecord, ...]
    entries: tuple[ArticleEntry, ...]
    failures: tuple[Failure, ...]
    skipped: tuple[Skipped, ...]
    articles: bytes
    comments: bytes
    lost: bool = False


@dataclass(frozen=True, slots=True)
class LabelShard:
    """The judgements of a shard's comments as a table."""

    judgements: bytes
    count: int
    abstained: int


def cut(inputs: Iterable[Input], fingerprint: str) -> Iterator[PageShard]:
    """The inputs in shards; where they end depends on the inputs alone."""
    held: list[Input] = []
    size = 0
    for one in inputs:
        held.append(one)
        size += len(one.data) if isinstance(one, Page) else 0
        if len(held) >= PAGES or size >= BYTES:
            yield PageShard(tuple(held), fingerprint)
            held, size = [], 0
    if held:
        yield PageShard(tuple(held), fingerprint)


def _identity(given: Input) -> str:
    if isinstance(given, Page):
        return json.dumps(["page", given.name, given.digest])
    return json.dumps([type(given).__name__, asdict(given)])
