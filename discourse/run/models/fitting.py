"""Training and evaluation as jobs: settings in, model directories and figures out."""

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from discourse import __version__
from discourse.errors import SettingsError
from discourse.run.models import learned
from discourse.run.models.recipes import library, read_recipe
from discourse.run.models.training_log import TrainingLog
from discourse.run.models.tries import read_tries
from discourse.run.store import write_atomic
from discourse.stance.card import CardFacts, Lineage, Try, card
from discourse.stance.evaluation import Evaluation
from discourse.stance.metrics import Metrics
from discourse.stance.recipe import Library, Progress, Recipe

if TYPE_CHECKING:
    from discourse.stance.training import Trained

__all__ = [
    "Evaluation",
    "Fitted",
    "Fitting",
    "Metrics",
    "Progress",
    "fit",
]

RECORD = "training.json"  # beside the model
MADE_OF = "made-of.json"  # beside the checkpoint: what a resume must find unchanged


@dataclass(frozen=True, slots=True)
class Fitting:
    """A training to be done: the recipe's file, the data, and where everything goes."""

    recipe: Path
    data: Path
    out: Path
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A training with all that decides it: the recipe, the labelled sets, and the parent."""

    recipe: Recipe
    data: Library
    lineage: Lineage | None
    out: Path
    resume: bool = False
    tries: tuple[Try, ...] = ()

    @property
    def started_from(self) -> str:
        """What the model is called that it goes on from, or the encoder."""
        return self.lineage.parent if self.lineage else self.recipe.base.name


@dataclass(frozen=True, slots=True)
class Fitted:
    """A training done: the model directory and its figures on the dev sets."""

    folder: Path
    evaluations: tuple[Evaluation, ...]


def fit(fitting: Fitting, progress: Callable[[Progress], None]) -> Fitted:
    """Train after the recipe; write `model/` with its card, and the figures along the way.

    What was tried before, for the card, may lie beside the recipe as `NAME.tries.csv`. Raises
    SettingsError for a recipe or data that do not fit, ModelError for a base that does not
    load.
    """
    recipe = read_recipe(fitting.recipe)
    data = _library(fitting.data, recipe)
    beside = fitting.recipe.with_suffix(".tries.csv")
    tries = read_tries(beside) if beside.exists() else ()
    parent = parent_of(recipe.base)
    if recipe.base_share and parent is None:
        expected = "a base that labels stances, to keep a share of its weights"
        raise SettingsError(f"base_share: expected {expected}, found {recipe.base}")
    return run(Job(recipe, data, parent, fitting.out, fitting.resume, tries), progress)


def parent_of(base: Path) -> Lineage | None:
    """The model that a training goes on from; None where the base is a mere encoder."""
    from discourse.stance import base as bases
    from discourse.stance import classifier

    folder = classifier.folder_of(base)
    if not bases.judges(base):
        return None
    return Lineage(classifier.name_of(base), classifier.digest(folder))


def run(job: Job, progress: Callable[[Progress], None]) -> Fitted:
    """Train; in `out` are then the model with its card and record, metrics.json and the curves.

    Raises SettingsError where a training is to go on that was another's, or `out` is no folder.
    """
    from discourse.stance import training  # heavy

    recipe, log = job.recipe, TrainingLog(job.out)
    _check_same(job)
    if job.resume:
        log.mend()
    else:
        log.clear()

    def tell(step: Progress) -> None:
        log.step(step)
        progress(step)

    watcher = training.Watcher(tell, log.point)
    trained = training.train(recipe, job.data, job.out, watcher, resume=job.resume)
    _write(trained, job)
    ended = {
        "evaluations": [asdict(found) for found in trained.evaluations],
        "hours": round(trained.hours, 3),
    }
    log.write(recipe, job.started_from, ended)
    return Fitted(trained.folder, trained.evaluations)


def _check_same(job: Job) -> None:
    """A training goes on only with the recipe, parent and labels that it began with."""
    made_of = {"recipe": asdict(job.recipe), "lineage": job.lineage and asdict(job.lineage)}
    now = json.dumps(made_of, indent=2, default=str) + "\n"
    path = job.out / MADE_OF
    if job.resume and path.exists() and path.read_text(encoding="utf-8") != now:
        raise SettingsError(
            f"{job.out}: expected the recipe, parent and labels that the training began with, "
            "found others; leave out --resume to begin anew"
        )
    try:
        write_atomic(path, now.encode())
    except OSError as error:
        told = error.strerror or str(error)
        raise SettingsError(f"{job.out}: expected a folder to write in: {told}") from error


def _library(folder: Path, recipe: Recipe) -> Library:
    if not folder.is_dir():
        raise SettingsError(f"{folder}: expected the folder of labelled data, found none")
    found = library(folder)
    mixtures = [*(stage.mixture for stage in recipe.stages), recipe.dev, recipe.calibration]
    for portion in (portion for mixture in mixtures for portion in mixture):
        found.named(portion.corpus)
    if not recipe.dev and any(stage.early_stop for stage in recipe.stages):
        raise SettingsError("early_stop: expected dev sets to stop by, found none")
    return found


def _machine(device: str) -> str:
    cores = f"{os.cpu_count()} {platform.machine()} CPU cores"
    return cores if device == "cpu" else f"a machine with a GPU ({device})"


def _write(trained: "Trained", job: Job) -> None:
    text = card(
        CardFacts(
            job.recipe,
            job.data.corpora,
            trained.evaluations,
            trained.calibration,
            trained.hours,
            _machine(trained.device),
            trained.precision,
            job.lineage,
            job.tries,
        )
    )
    write_atomic(trained.folder / "README.md", text.encode())
    learned.note(trained.folder, job.recipe, job.data)
    record = {
        "version": __version__,
        "recipe": asdict(job.recipe) | {"base": job.started_from},
        "lineage": job.lineage and asdict(job.lineage),
        "evaluations": [asdict(found) for found in trained.evaluations],
        "hours": round(trained.hours, 2),
    }
    write_atomic(trained.folder / RECORD, (json.dumps(record, indent=2) + "\n").encode())
