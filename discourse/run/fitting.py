"""Training and evaluation as jobs: settings in, model directories and figures out."""

import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from discourse import __version__
from discourse.errors import SettingsError
from discourse.run.recipes import library, read_recipe
from discourse.run.store import write_atomic
from discourse.stance.card import CardFacts, card
from discourse.stance.corpus import Split
from discourse.stance.evaluation import Evaluation, evaluate
from discourse.stance.judgement import Classifier
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
    "evaluate_on",
    "fit",
    "split_named",
]

FIGURES = "figures.jsonl"  # the dev figures along the way
RECORD = "training.json"


@dataclass(frozen=True, slots=True)
class Fitting:
    """A training to be done: the recipe's file, the data, and where everything goes."""

    recipe: Path
    data: Path
    out: Path
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """A training done: the model directory and its figures on the dev sets."""

    folder: Path
    evaluations: tuple[Evaluation, ...]


def fit(fitting: Fitting, progress: Callable[[Progress], None]) -> Fitted:
    """Train after the recipe; write `model/` with its card, and the figures along the way.

    Raises SettingsError for a recipe or data that do not fit, ModelError for a base that does not
    load.
    """
    from discourse.stance import training  # heavy

    recipe = read_recipe(fitting.recipe)
    data = _library(fitting.data, recipe)
    figures = fitting.out / FIGURES
    if not fitting.resume:
        figures.unlink(missing_ok=True)

    def note(point: training.Point) -> None:
        with figures.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(point)) + "\n")

    watcher = training.Watcher(progress, note)
    trained = training.train(recipe, data, fitting.out, watcher, resume=fitting.resume)
    _write(trained, recipe, data)
    return Fitted(trained.folder, trained.evaluations)


def evaluate_on(
    classifier: Classifier, data: Path, sets: Sequence[str], split: Split
) -> list[Evaluation]:
    """Figures on one split of the named sets.

    Raises SettingsError for a set that is unknown, LabelError for one that is not there or empty.
    """
    found = library(data)
    evaluations = []
    for name in sets:
        _known(found, name)
        evaluations.append(evaluate(classifier, name, found.examples(name, split)))
    return evaluations


def _library(folder: Path, recipe: Recipe) -> Library:
    if not folder.is_dir():
        raise SettingsError(f"{folder}: expected the folder of labelled data, found none")
    found = library(folder)
    mixtures = [*(stage.mixture for stage in recipe.stages), recipe.dev, recipe.calibration]
    for portion in (portion for mixture in mixtures for portion in mixture):
        _known(found, portion.corpus)
    return found


def _known(found: Library, name: str) -> None:
    names = [corpus.name for corpus in found.corpora]
    if name not in names:
        raise SettingsError(f"{name}: expected one of the sets {', '.join(names)}")


def split_named(name: str) -> Split:
    """The split of that name; raises SettingsError."""
    if name not in (Split.DEV, Split.TEST):
        raise SettingsError(f"--split: expected dev or test, found {name!r}")
    return Split(name)


def _write(trained: "Trained", recipe: Recipe, data: Library) -> None:
    text = card(
        CardFacts(
            recipe,
            data.corpora,
            trained.evaluations,
            trained.calibration,
            trained.hours,
            f"{os.cpu_count()} {platform.machine()} CPU cores",
        )
    )
    write_atomic(trained.folder / "README.md", text.encode())
    record = {
        "version": __version__,
        "recipe": asdict(recipe) | {"base": recipe.base.name},
        "evaluations": [asdict(found) for found in trained.evaluations],
        "hours": round(trained.hours, 2),
    }
    write_atomic(trained.folder / RECORD, (json.dumps(record, indent=2) + "\n").encode())
