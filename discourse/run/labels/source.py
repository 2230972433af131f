"""What a file of labels is: its kind, and how it is to be read."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from discourse.errors import LabelError
from discourse.labelling.columns import Reading


class Kind(StrEnum):
    """How a file of labels is written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"


_SUFFIXES = {
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".parquet": Kind.PARQUET,
    ".json": Kind.LABEL_STUDIO,
}
SUFFIXES = tuple(_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of labels and how it is to be read."""

    path: Path
    kind: Kind
    reading: Reading = field(default_factory=Reading)
    encoding: str = "utf-8"


def kind_of(path: Path, named: str | None = None) -> Kind:
    """The kind that is named, else what the suffix says; raises LabelError."""
    known = ", ".join(kind.value for kind in Kind)
    try:
        return Kind(named) if named else _SUFFIXES[path.suffix.lower()]
    except (ValueError, KeyError) as error:
        found = named or path.suffix or "no suffix"
        raise LabelError(str(path), f"a format that is known ({known})", found) from error
