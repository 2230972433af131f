"""A model that goes on to learn from labels of one's own, with figures before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from discourse.errors import LabelError, SettingsError
from discourse.run.config import model_store
from discourse.run.models import fitting
from discourse.run.models.fitting import Fitted, Job
from discourse.run.models.own_labels import OwnLabels, read_labels
from discourse.run.models.recipes import library
from discourse.run.models.training_log import TrainingLog
from discourse.stance.card import Lineage
from discourse.stance.corpus import Corpus, Example, Split
from discourse.stance.defaults import OWN, recipe_for
from discourse.stance.recipe import Library, Progress


@dataclass(frozen=True, slots=True)
class Tuning:
    """A model, the files of labels that it is to learn from, and where everything goes.

    `earlier_but` leaves groups, by the start of their names, out of the comments that are mixed in
    against forgetting. `base_share` of the weights at the end are the parent's; None: as the number
    of labels asks for.
    """

    parent: Path
    labels: tuple[Path, ...]
    out: Path
    seed: int = 13
    resume: bool = False
    strict: bool = False
    earlier_but: tuple[str, ...] = ()
    base_share: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Macro-F1 on one dev set, before and after."""

    name: str
    n: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Tuned:
    """A training done, with its labels and what it changed."""

    fitted: Fitted
    labels: OwnLabels
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A training that is ready to begin: everything was read and checked."""

    tuning: Tuning
    labels: OwnLabels
    lineage: Lineage

    def job(self, learned: Sequence[Example], out: Path) -> Job:
        """The training on some of the labels; what is held out stays the same."""
        held = self.labels.learnable.of(Split.DEV)
        recipe = recipe_for(
            self.tuning.parent,
            labels=len(learned),
            held=len(held),
            seed=self.tuning.seed,
            earlier_but=self.tuning.earlier_but,
        )
        if self.tuning.base_share is not None:
            recipe = replace(recipe, base_share=self.tuning.base_share)
        lineage = replace(
            self.lineage, files=self.labels.files, learned=len(learned), held=len(held)
        )
        data = _with(self.labels.corpus, (*learned, *held), out)
        return Job(recipe, data, lineage, out, self.tuning.resume)


def located(parent: str) -> Path:
    """The directory of a stored model of that name; a shipped one's name, or a path, as it is."""
    return Path(model_store().locate(parent))


def prepare(tuning: Tuning) -> Prepared:
    """The labels read, the parent looked at.

    Raises SettingsError where no labels are named, LabelError for labels that cannot be learned
    from, ModelError for a parent that is none.
    """
    from discourse.stance import base, classifier

    if not tuning.labels:
        raise SettingsError("--data: expected files of labels to learn from, found none")
    base.check_judges(tuning.parent)
    labels = read_labels(tuning.labels, strict=tuning.strict)
    if not labels.learnable.of(Split.TRAIN):
        expected = "labels to learn from besides those held out"
        raise LabelError(", ".join(map(str, tuning.labels)), expected, "none")
    folder = classifier.folder_of(tuning.parent)
    lineage = Lineage(classifier.name_of(tuning.parent), classifier.digest(folder))
    return Prepared(tuning, labels, lineage)


def tune(prepared: Prepared, progress: Callable[[Progress], None]) -> Tuned:
    """Train on all the labels that are not held out; as `fitting.run`."""
    out = prepared.tuning.out
    job = prepared.job(prepared.labels.learnable.of(Split.TRAIN), out)
    fitted = fitting.run(job, progress)
    before = {row["set"]: row["macro_f1"] for row in TrainingLog(out).before()}
    figures = tuple(
        Figure(one.name, one.metrics.n, before[one.name], one.metrics.macro_f1)
        for one in fitted.evaluations
        if one.name in before
    )
    return Tuned(fitted, prepared.labels, figures)


def _with(own: Corpus, examples: Sequence[Example], folder: Path) -> Library:
    """The shipped sets and these labels; `folder` holds no data, so what ships is read."""
    others = [corpus for corpus in library(folder).corpora if corpus.name != OWN]
    return Library((replace(own, read=lambda _folder: iter(examples)), *others), folder)
