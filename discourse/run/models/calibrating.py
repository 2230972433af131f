"""A model calibrated anew on labelled sets, in place or as a copy; `discourse calibrate`."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from discourse.errors import ModelError, RunError, SettingsError
from discourse.run.config import AnalysisSettings, model_store
from discourse.run.models import verdicts
from discourse.run.models.keeping import CARD
from discourse.run.models.model_store import ENTRY
from discourse.run.models.recipes import library
from discourse.stance import classifier
from discourse.stance.calibration import Calibration, calibrate
from discourse.stance.corpus import Example, Part, Split
from discourse.stance.heads import PLAIN, Hypotheses

__all__ = ["Calibrating", "Calibration", "recalibrate"]

NOT_COPIED = (".*", ENTRY, verdicts.FILE)  # what the store and comparisons say of the original


@dataclass(frozen=True, slots=True)
class Calibrating:
    """What to calibrate, and on which sets' dev split: the part of it that `part` names.

    `model` is a name or a directory. Only a directory of one's own is calibrated in place; with
    `out` a copy is, and the model stays as it is.
    """

    model: str
    sets: tuple[str, ...]
    data: Path
    part: str = Part.CALIBRATION
    out: Path | None = None


def recalibrate(asked: Calibrating, settings: AnalysisSettings) -> Calibration:
    """Fits temperature and least confidence, and writes calibration.json into the model directory.

    Raises ModelError for what is no model, SettingsError for an unknown set or part and for a model
    or copy that may not be written, LabelError for a set that is not there or has no such examples.
    """
    folder = _folder(asked)
    examples = _examples(asked)
    told = settings.zero_shot
    hypotheses = Hypotheses(told.favor, told.against) if told else PLAIN
    loaded = classifier.load(
        str(folder), classifier.Options(settings.device, hypotheses=hypotheses)
    )
    logits = loaded.logits([example.question for example in examples])
    split = f"{' + '.join(asked.sets)} (dev, {asked.part})"
    found = calibrate(logits, examples, split)
    if asked.out is None:
        found.save(folder)
    else:
        _copy(folder, asked.out, found)
    return found


def _folder(asked: Calibrating) -> Path:
    """Where the model is, once it is sure that the answer can be written.

    A calibration is part of a model's digest: what a name stands for must not change beneath it.
    """
    store = model_store()
    folder = classifier.folder_of(store.locate(asked.model))
    if not folder.is_dir():
        raise ModelError(asked.model, "a model's name or a model directory", "neither")
    named = folder != Path(asked.model)  # shipped, stored, or fetched from the hub into a cache
    if asked.out is None and (named or store.holds(folder)):
        expected = "--out DIRECTORY, into which a calibrated copy goes"
        raise SettingsError(f"{asked.model}: expected {expected}, found a model kept by name")
    if asked.out is not None and asked.out.exists():
        raise SettingsError(f"--out {asked.out}: expected a directory that is not there yet")
    return folder


def _copy(folder: Path, out: Path, found: Calibration) -> None:
    """The model with another calibration; it gets its name last, when it is whole."""
    part = out.with_name(f".{out.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(folder, part, ignore=shutil.ignore_patterns(*NOT_COPIED))
        found.save(part)
        with (part / CARD).open("a", encoding="utf-8") as card:
            card.write(
                f"\n## Calibrated anew\n\nA copy of {classifier.name_of(folder)} "
                f"({classifier.digest(folder)[:8]}), calibrated on {found.split}, n = {found.n}. "
                "What is said above of confidence and calibration is said of the original.\n"
            )
        part.rename(out)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise RunError(str(out), "a directory that can be written", str(error)) from error


def _examples(asked: Calibrating) -> list[Example]:
    held = library(asked.data)
    if asked.part not in list(Part):
        raise SettingsError(f"--part: expected {' or '.join(Part)}, found {asked.part!r}")
    part = Part(asked.part)
    return [example for name in asked.sets for example in held.examples(name, Split.DEV, part)]
