"""What a training writes along the way: each step's loss, each measurement; a kill loses none."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discourse.run import pictures
from discourse.run.store import write_atomic
from discourse.stance.recipe import Progress, Recipe

if TYPE_CHECKING:
    from discourse.charts._learning import Measured, StageCourse
    from discourse.stance.training import Point

STEPS = "steps.jsonl"
FIGURES = "figures.jsonl"  # the dev figures along the way
METRICS = "metrics.json"
PICTURE = "training"


@dataclass(frozen=True, slots=True)
class TrainingLog:
    """The files of one training. After a resume some steps stand there twice: the last counts."""

    folder: Path

    def clear(self) -> None:
        """Begin anew."""
        for name in (STEPS, FIGURES):
            (self.folder / name).unlink(missing_ok=True)

    def mend(self) -> None:
        """Cut off the line that a kill tore, before more is written."""
        for path in (self.folder / STEPS, self.folder / FIGURES):
            data = path.read_bytes() if path.exists() else b""
            if data and not data.endswith(b"\n"):
                write_atomic(path, data[: data.rfind(b"\n") + 1])

    def step(self, progress: Progress) -> None:
        """One step's loss."""
        row = {"stage": progress.stage, "step": progress.step, "loss": progress.loss}
        self._append(STEPS, row)

    def point(self, point: "Point") -> None:
        """One measurement."""
        self._append(FIGURES, asdict(point))

    def _append(self, name: str, row: dict[str, Any]) -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def courses(self, recipe: Recipe) -> "list[StageCourse]":
        """How each stage went."""
        steps, points = self._rows(STEPS), self._rows(FIGURES)
        return [
            _course(
                stage.name,
                [row for row in steps if row["stage"] == stage.name],
                [row for row in points if row["stage"] == stage.name],
                chosen=bool(stage.early_stop),
            )
            for stage in recipe.stages
        ]

    def before(self) -> list[dict[str, Any]]:
        """What the base measured on the dev sets, a row a set; empty where it judges no stances."""
        points = [point for point in self._rows(FIGURES) if point["loss"] is None]
        return [
            {"set": one["name"], "n": one["metrics"]["n"], "macro_f1": one["metrics"]["macro_f1"]}
            for point in points[:1]
            for one in point["evaluations"]
        ]

    def write(self, recipe: Recipe, base: str, ended: dict[str, Any]) -> None:
        """The picture with its numbers, and all figures as JSON: `ended` and those on the way.

        `base` is what the base is called.
        """
        from discourse.charts._learning import training_picture  # matplotlib

        courses = self.courses(recipe)
        title = f"Training of {base}: loss, and figures on the dev sets"
        picture = training_picture(courses, title)
        pictures.write(self.folder / picture.name, picture)
        record = {**ended, "before": self.before(), "stages": [asdict(one) for one in courses]}
        write_atomic(self.folder / METRICS, (json.dumps(record, indent=2) + "\n").encode())

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """The rows in order, each step once."""
        path = self.folder / name
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for row in map(json.loads, lines):
            found[row["stage"], row["step"]] = row
        return sorted(found.values(), key=lambda row: row["step"])


def _course(
    name: str, steps: Sequence[dict[str, Any]], points: Sequence[dict[str, Any]], *, chosen: bool
) -> "StageCourse":
    from discourse.charts._learning import Measured, StageCourse

    measured = tuple(
        Measured(point["step"], tuple(_scores(point["evaluations"]))) for point in points
    )
    kept = max(measured, key=_mean).step if chosen and measured else None
    return StageCourse(name, tuple(row["loss"] for row in steps), measured, kept)


def _scores(evaluations: Sequence[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    """By name; sets that are listed twice get a number."""
    seen: list[str] = []
    for one in evaluations:
        seen.append(one["name"])
        again = seen.count(one["name"])
        name = one["name"] + (f" ({again})" if again > 1 else "")
        yield name, one["metrics"]["macro_f1"]


def _mean(measured: "Measured") -> float:
    scores = [score for _, score in measured.scores]
    return sum(scores) / len(scores)
