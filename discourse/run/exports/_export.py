"""What a format of export offers, and what it is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from discourse.aggregate.judged import JudgedThread
from discourse.run.manifest import ModelRecord


@dataclass(frozen=True, slots=True)
class Given:
    """A finished run's threads, and the model that judged them."""

    judged: tuple[JudgedThread, ...]
    model: ModelRecord


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export; the name is empty where the export is that one file."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its name after `--format`, and what makes its files."""

    name: str
    parts: Callable[[Given], Iterable[Part]]


def one_file(data: bytes | str) -> list[Part]:
    """The only part of an export that is a single file."""
    return [Part("", data if isinstance(data, bytes) else data.encode())]


def comment_name(article: str, comment_id: str) -> str:
    """A name for a comment that no other comment or article of the run has."""
    return f"{article}::{comment_id}"
