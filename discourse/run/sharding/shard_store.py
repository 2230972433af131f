"""Shards on disk: the tables first, then a marker that names their digests: it means done."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from discourse.run.manifest import InputRecord
from discourse.run.pages.outcome import Failure, Skipped
from discourse.run.sharding.shards import ArticleEntry, LabelShard, ThreadShard
from discourse.run.store import SHARDS, RunFolder

SCHEMA = 1
THREADS, LABELS = "threads", "labels"


@dataclass(frozen=True, slots=True)
class ThreadMarker:
    """That a shard's pages are parsed, and what became of them; digests are of the tables."""

    schema: int
    inputs: tuple[InputRecord, ...]
    entries: tuple[ArticleEntry, ...]
    failures: tuple[Failure, ...]
    skipped: tuple[Skipped, ...]
    articles: str
    comments: str
    lost: bool


@dataclass(frozen=True, slots=True)
class LabelMarker:
    """That a shard's comments are labelled; the digest is of the table."""

    schema: int
    judgements: str
    count: int
    abstained: int


M = TypeVar("M", ThreadMarker, LabelMarker)


class ShardStore:
    """The shards of a run, each under the key of what it was made from.

    What is there but damaged, or of another schema, counts as not there.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder

    def threads_keys(self) -> list[str]:
        """The keys under which threads are kept, in no order that means anything."""
        markers = (self._folder.path / SHARDS / THREADS).glob("*.json")
        return sorted(path.stem for path in markers)

    def threads_marker(self, key: str) -> ThreadMarker | None:
        """What became of a shard's pages; None where they are not parsed."""
        marker = self._marker(_name(THREADS, key, "json"), ThreadMarker)
        if marker is None or marker.lost:
            return None
        whole = self._whole(key, "articles", marker.articles)
        return marker if whole and self._whole(key, "comments", marker.comments) else None

    def has_labels(self, key: str) -> bool:
        """Whether a shard's comments are labelled."""
        marker = self._marker(_name(LABELS, key, "json"), LabelMarker)
        if marker is None:
            return False
        data = self._read(_name(LABELS, key, "parquet"))
        return data is not None and _digest(data) == marker.judgements

    def threads(self, key: str) -> ThreadShard:
        """A shard that was written; raises KeyError where it is not there."""
        marker = self._marker(_name(THREADS, key, "json"), ThreadMarker)
        articles = self._read(_name(THREADS, key, "articles.parquet"))
        comments = self._read(_name(THREADS, key, "comments.parquet"))
        if marker is None or articles is None or comments is None:
            raise KeyError(key)
        return ThreadShard(
            *(marker.inputs, marker.entries, marker.failures, marker.skipped),
            *(articles, comments, marker.lost),
        )

    def labels(self, key: str) -> LabelShard:
        """The labels of a shard that were written; raises KeyError where they are not there."""
        marker = self._marker(_name(LABELS, key, "json"), LabelMarker)
        data = self._read(_name(LABELS, key, "parquet"))
        if marker is None or data is None:
            raise KeyError(key)
        return LabelShard(data, marker.count, marker.abstained)

    def write_threads(self, key: str, shard: ThreadShard) -> None:
        """The tables, then the marker."""
        self._folder.write(_name(THREADS, key, "articles.parquet"), shard.articles)
        self._folder.write(_name(THREADS, key, "comments.parquet"), shard.comments)
        marker = ThreadMarker(
            *(SCHEMA, shard.inputs, shard.entries, shard.failures, shard.skipped),
            *(_digest(shard.articles), _digest(shard.comments), shard.lost),
        )
        self._write(_name(THREADS, key, "json"), marker, ThreadMarker)

    def write_labels(self, key: str, shard: LabelShard) -> None:
        """The table, then the marker."""
        self._folder.write(_name(LABELS, key, "parquet"), shard.judgements)
        marker = LabelMarker(SCHEMA, _digest(shard.judgements), shard.count, shard.abstained)
        self._write(_name(LABELS, key, "json"), marker, LabelMarker)

    def keep_only(self, threads: Iterable[str], labels: Iterable[str]) -> None:
        """Removes the shards of earlier settings or pages, markers first."""
        kept = {THREADS: {_short(key) for key in threads}, LABELS: {_short(key) for key in labels}}
        found = [path for kind in kept for path in (self._folder.path / SHARDS / kind).glob("*")]
        stale = [path for path in found if path.name.split(".")[0] not in kept[path.parent.name]]
        stale.sort(key=lambda path: (path.suffix != ".json", path))
        self._folder.remove(self._folder.relative(path) for path in stale)

    def _marker(self, name: str, kind: type[M]) -> M | None:
        data = self._read(name)
        try:
            marker = _adapter(kind).validate_json(data or b"")
        except ValidationError:  # another version's, or damaged: made again
            return None
        return marker if marker.schema == SCHEMA else None

    def _whole(self, key: str, table: str, digest: str) -> bool:
        data = self._read(_name(THREADS, key, f"{table}.parquet"))
        return data is not None and _digest(data) == digest

    def _read(self, name: str) -> bytes | None:
        """The file's bytes; None where there is none. It counts as written from now on."""
        try:
            return self._folder.read(name)
        except FileNotFoundError:
            return None

    def _write(self, name: str, marker: M, kind: type[M]) -> None:
        self._folder.write(name, _adapter(kind).dump_json(marker) + b"\n")


def _name(kind: str, key: str, suffix: str) -> str:
    return f"{SHARDS}/{kind}/{_short(key)}.{suffix}"


def _short(key: str) -> str:
    return key[:24]  # 96 bits: no two of a run are alike


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _adapter(kind: type[M]) -> TypeAdapter[M]:
    adapter: TypeAdapter[M] = _adapters()[kind.__name__]
    return adapter


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    return {kind.__name__: TypeAdapter(kind) for kind in (ThreadMarker, LabelMarker)}
