"""A model measured on labelled sets and on files of labels; `discourse evaluate`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from discourse import __version__
from discourse.errors import LabelError, RunError, SettingsError
from discourse.run.analysis import load_classifier
from discourse.run.config import AnalysisSettings
from discourse.run.labels.examples import read_examples
from discourse.run.models import own_labels
from discourse.run.models.recipes import library
from discourse.run.store import write_atomic
from discourse.stance.assessment import Assessment, Claims, Interval, assess
from discourse.stance.corpus import Example, Part, Split
from discourse.stance.judgement import Classifier
from discourse.stance.metrics import Metrics
from discourse.stance.recipe import Library

if TYPE_CHECKING:
    from discourse.charts import Picture

__all__ = ["Assessment", "Claims", "Evaluated", "Evaluating", "Interval", "Metrics", "evaluate"]

FILE = "evaluation.json"
Choice = TypeVar("Choice", Split, Part)


@dataclass(frozen=True, slots=True)
class Evaluating:
    """What to measure on: named sets in a folder and files of labels.

    No sets and no labels means every set that is there; `part` is of the sets' groups.
    """

    data: Path
    sets: tuple[str, ...] = ()
    labels: tuple[Path, ...] = ()
    split: str = Split.DEV
    part: str = Part.ALL
    out: Path | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The figures of each set, in order, and the files written."""

    model: str
    digest: str
    assessments: tuple[Assessment, ...]
    files: tuple[Path, ...]

    def as_json(self) -> str:
        """All figures for machines."""
        figures = [asdict(found) for found in self.assessments]
        told = {"model": self.model, "digest": self.digest, "discourse": __version__}
        return json.dumps({**told, "assessments": figures}, indent=2)


def evaluate(asked: Evaluating, settings: AnalysisSettings) -> Evaluated:
    """The settings' model on everything asked; writes JSON and pictures into `out`.

    Raises SettingsError for an unknown set or split or two sets of one name, LabelError for sets or
    labels that cannot be read or are empty, ModelError for a model that does not load.
    """
    sets = dict(_sets(asked))
    classifier = load_classifier(settings)
    found = tuple(
        assess(classifier, name, examples, seed=asked.seed) for name, examples in sets.items()
    )
    done = Evaluated(classifier.name, classifier.digest, found, ())
    if asked.out is None:
        return done
    return Evaluated(done.model, done.digest, found, tuple(_write(asked, done, classifier)))


def _sets(asked: Evaluating) -> Iterator[tuple[str, Sequence[Example]]]:
    """The examples of each set by its name, read before the model is loaded."""
    split, part = _named(Split, asked.split, "split"), _named(Part, asked.part, "part")
    held = library(asked.data)
    for name in asked.sets:
        yield name, held.examples(name, split, part)
    taken = set(asked.sets)
    for path in asked.labels:
        if path.stem in taken:
            expected = "a name that no other set has, under which its figures stand"
            raise SettingsError(f"--labels {path}: expected {expected}, found {path.stem}")
        taken.add(path.stem)
        yield path.stem, read_examples([path]).examples
    if not asked.sets and not asked.labels:
        yield from _all(held, split, part)


def _all(held: Library, split: Split, part: Part) -> Iterator[tuple[str, Sequence[Example]]]:
    """Every set that ships with us or lies in the folder, if it has that split."""
    there = False
    for corpus in held.corpora:
        if corpus.name == own_labels.NAME:
            continue
        try:
            read = corpus.read(held.folder)
            examples = [ex for ex in read if ex.split is split and part.holds(ex.group)]
        except FileNotFoundError:  # not at hand
            continue
        if examples:
            there = True
            yield corpus.name, examples
    if not there:
        raise LabelError(str(held.folder), f"labelled sets with a {split} split", "none")


def _named(kind: type[Choice], name: str, option: str) -> Choice:
    """Nothing is measured on what models learn from."""
    known = [one for one in kind if one != Split.TRAIN]
    if name not in known:
        raise SettingsError(f"--{option}: expected {' or '.join(known)}, found {name!r}")
    return kind(name)


def _write(asked: Evaluating, done: Evaluated, classifier: Classifier) -> Iterator[Path]:
    from discourse.run import pictures

    out = asked.out or Path()
    try:
        write_atomic(out / FILE, f"{done.as_json()}\n".encode())
        yield out / FILE
        for found in done.assessments:
            name = found.evaluation.name
            yield from pictures.write(out / name, _picture(found, asked, classifier))
    except OSError as error:
        raise RunError(str(out), "a folder that can be written", str(error)) from error


def _picture(found: Assessment, asked: Evaluating, classifier: Classifier) -> "Picture":
    from discourse.charts import Footer
    from discourse.charts._reliability import Trust, trust

    whole = found.evaluation
    labelled = "own labels" if whole.name in {path.stem for path in asked.labels} else asked.split
    shown = Trust(
        f"{whole.name} ({labelled})",
        whole.metrics.n,
        found.reliability,
        found.coverage,
        whole.metrics.confusion,
        getattr(classifier, "min_confidence", 0.0),  # ours have one
    )
    method = (
        f"Model {classifier.name}, {classifier.digest[:8]}. Macro-F1 {whole.metrics.macro_f1:.3f}."
    )
    return trust(shown, Footer(classifier.name, __version__, method))
