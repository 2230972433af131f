"""Two runs over the same comments: labels that changed, shares and figures that moved."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from discourse.aggregate.changes import (
    LABELS,
    Relabelled,
    ShareChange,
    TargetChanges,
    changes,
)
from discourse.aggregate.clusters import FEWEST
from discourse.aggregate.intervals import Proportion
from discourse.errors import InputError, RunError
from discourse.run import manifest, store, tables
from discourse.run.manifest import ModelRecord
from discourse.stance.judgement import Stance

__all__ = ["FEWEST", "ComparedRuns", "ShareChange", "TargetChanges", "compare_runs"]

SCHEMA = 1
FIGURES = "runs.json"
CHANGED = "changed.csv"
COLUMNS = (
    *("article", "comment_id", "target", "text", "before", "after"),
    *("before_score", "after_score", "up", "down", "net"),
)
_KEY = ("article", "comment_id", "target_name", "label", "confidence")
_ROW = (*_KEY, "text", "up", "down", "net")

Labels = dict[int, tuple[int, float]]  # by hashed comment and target: label and confidence


class _Share(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        return Proportion(self.part, self.whole).share


class _Row(BaseModel):
    """What a run's summary says of a stance, as far as it is compared."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stance: Stance
    approval: _Share
    mean_net: float | None
    median_net: float | None


class _Target(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str


class _Of(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    target: _Target
    rows: tuple[_Row, ...]


class _Summary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    overall: tuple[_Of, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure of a stance toward a target in both runs; None where it is undefined."""

    target: str
    stance: Stance
    figure: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class ComparedRuns:
    """What changed from one run to another. Comments that only one of them has are counted."""

    before: ModelRecord
    after: ModelRecord
    targets: tuple[TargetChanges, ...]
    moved: tuple[Moved, ...]
    only_before: int
    only_after: int
    files: tuple[Path, ...]

    def as_json(self) -> str:
        """For machines."""
        told = {
            "schema": SCHEMA,
            "before": {"model": self.before.name, "digest": self.before.digest},
            "after": {"model": self.after.name, "digest": self.after.digest},
            "only_before": self.only_before,
            "only_after": self.only_after,
            "targets": [_told(one) for one in self.targets],
            "moved": [asdict(one) for one in self.moved],
        }
        return json.dumps(told, indent=2)


def compare_runs(before: Path, after: Path, out: Path | None = None, seed: int = 0) -> ComparedRuns:
    """Comments are the same where article, id and target are.

    Writes figures as JSON and the comments whose label changed as CSV. Raises RunError where one
    is no finished run, or they have no comment in common; InputError where nothing can be written.
    """
    first, second = manifest.read(before).model, manifest.read(after).model
    folder = out or store.unused(Path("outputs") / f"compare-runs-{store.slug(after.name)}")
    joined = _Joined(_labels(before))
    try:
        with store.whole(folder / CHANGED) as file:
            found = changes(joined.pairs(after, file), seed)
            if not found:
                raise RunError(str(after), f"comments that {before} has too", "none")
        compared = ComparedRuns(
            first,
            second,
            found,
            tuple(_moved(_summary(before), _summary(after))),
            len(joined.earlier),
            joined.only_after,
            (folder / FIGURES, folder / CHANGED),
        )
        store.write_atomic(folder / FIGURES, f"{compared.as_json()}\n".encode())
    except OSError as error:
        told = error.strerror or str(error)
        raise InputError(str(folder), "a folder that can be written", told) from error
    return compared


@dataclass(slots=True)
class _Joined:
    """The labels of the earlier run that are not met again yet, and what only the later has."""

    earlier: Labels
    only_after: int = 0

    def pairs(self, after: Path, file: BinaryIO) -> Iterator[Relabelled]:
        """Both labels of each comment; the changed ones go into the file, a row of CSV each."""
        file.write(next(tables.csv_lines(COLUMNS, ())).encode())
        for row in tables.read_columns(after / store.COMMENTS, _ROW):
            label = row["label"]
            if label is None:  # a comment without a target
                continue
            earlier = self.earlier.pop(_key(row), None)
            if earlier is None:
                self.only_after += 1
                continue
            was = LABELS[earlier[0]]
            if was != label:
                file.write(_line(row, was, earlier[1]).encode())
            yield Relabelled(str(row["target_name"]), str(row["article"]), was, str(label))


def _labels(run: Path) -> Labels:
    rows = tables.read_columns(run / store.COMMENTS, _KEY)
    return {
        _key(row): (LABELS.index(str(row["label"])), float(row["confidence"] or 0))
        for row in rows
        if row["label"] is not None
    }


def _key(row: tables.Columns) -> int:
    """A digest of what makes a comment and target the same in both runs, in few bytes."""
    named = json.dumps([row[name] for name in ("article", "comment_id", "target_name")])
    return int.from_bytes(blake2b(named.encode(), digest_size=8).digest())


def _line(row: tables.Columns, was: str, score: float) -> str:
    where = (row["article"], row["comment_id"], row["target_name"], row["text"])
    scores = (round(score, 4), round(float(row["confidence"] or 0), 4))
    cells = (*where, was, row["label"], *scores, row["up"], row["down"], row["net"])
    _, line = tables.csv_lines(COLUMNS, [cells])
    return line


def _summary(run: Path) -> _Summary:
    path = run / store.SUMMARY
    try:
        return _Summary.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise RunError(str(path), "the summary of a run", str(error)) from error


def _moved(before: _Summary, after: _Summary) -> Iterator[Moved]:
    """The figures about votes of every stance toward every target that both runs have."""
    earlier = {one.target.name: one.rows for one in before.overall}
    for one in after.overall:
        rows = {row.stance: row for row in earlier.get(one.target.name, ())}
        for now in one.rows if rows else ():
            was = rows[now.stance]
            figures = {
                "approval": (was.approval.share, now.approval.share),
                "mean net votes": (was.mean_net, now.mean_net),
                "median net votes": (was.median_net, now.median_net),
            }
            for figure, both in figures.items():
                yield Moved(one.target.name, now.stance, figure, *both)


def _told(found: TargetChanges) -> dict[str, object]:
    table = [dict(zip(LABELS, row, strict=True)) for row in found.table]
    return {
        "target": found.target,
        "articles": found.articles,
        "comments": found.comments,
        "changed": found.changed,
        "without_stance": dict(zip(("before", "after"), found.without_stance, strict=True)),
        "table": dict(zip(LABELS, table, strict=True)),
        "shares": [_share(one) for one in found.shares],
    }


def _share(one: ShareChange) -> dict[str, object]:
    return {
        "stance": one.stance.value,
        "before": one.before.share,
        "after": one.after.share,
        "change": one.change,
        "interval": [one.interval.low, one.interval.high] if one.interval else None,
    }
