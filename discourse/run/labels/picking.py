"""Finished runs -> what to label: `label pick`."""

from collections.abc import Sequence
from pathlib import Path

from discourse.errors import LabelError, SettingsError
from discourse.labelling.candidates import candidates
from discourse.labelling.columns import BadRow
from discourse.labelling.picking import RANDOM_SHARE, Picked, pick
from discourse.labelling.rows import Task
from discourse.run.labels.reading import Tally, read_rows
from discourse.run.labels.source import Kind, Source
from discourse.run.labels.writing import write_rows
from discourse.run.reading import open_run

__all__ = ["RANDOM_SHARE", "pick_from", "read_tasks"]


def pick_from(
    runs: Sequence[Path], wanted: int, output: Path, *, random_share: float, seed: int
) -> Picked:
    """Picks from the comments of these runs and writes the tasks as JSON lines.

    An output that is there already is not replaced: labels may have been given to it.
    """
    if output.exists():
        raise SettingsError(f"{output}: expected a new file, found one (is it being labelled?)")
    tasks = [task for run in runs for task in _of_run(run)]
    picked = pick(tasks, wanted, random_share=random_share, seed=seed)
    if not picked.tasks:
        found = "none with own words and a target"
        raise LabelError(", ".join(map(str, runs)), "comments to label", found)
    write_rows(output, Kind.JSONL, picked.tasks)
    return picked


def read_tasks(path: Path) -> list[Task]:
    """What is to be labelled, each task once; raises LabelError for a row that is none."""
    rows = read_rows(Source(path, Kind.JSONL), Tally(), needed=("text", "target"))
    tasks: dict[str, Task] = {}
    for row in rows:
        if isinstance(row, BadRow):
            raise row.error
        task = row if isinstance(row, Task) else row.task
        tasks.setdefault(task.id, task)
    if not tasks:
        raise LabelError(str(path), "tasks, a line of JSON each", "none")
    return list(tasks.values())


def _of_run(run: Path) -> list[Task]:
    done, judged = open_run(run)
    model = done.model
    name = f"{model.name} {model.digest[:8]}".strip()
    return [task for one in judged for task in candidates(one, name)]
