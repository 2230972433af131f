"""A model directory calibrated anew on labelled sets; `discourse calibrate`."""

from dataclasses import dataclass
from pathlib import Path

from discourse.errors import ModelError, SettingsError
from discourse.run.config import AnalysisSettings
from discourse.run.models.recipes import library
from discourse.stance.calibration import Calibration, calibrate
from discourse.stance.corpus import Example, Part, Split
from discourse.stance.heads import PLAIN, Hypotheses

__all__ = ["Calibrating", "Calibration", "recalibrate"]


@dataclass(frozen=True, slots=True)
class Calibrating:
    """What to calibrate, and on which sets' dev split: the part of it that `part` names."""

    model: Path
    sets: tuple[str, ...]
    data: Path
    part: str = Part.CALIBRATION


def recalibrate(asked: Calibrating, settings: AnalysisSettings) -> Calibration:
    """Fits temperature and least confidence, and writes calibration.json into the model directory.

    Raises ModelError for what is no model directory, SettingsError for an unknown set or part,
    LabelError for a set that is not there or has no such examples.
    """
    if not asked.model.is_dir():
        raise ModelError(str(asked.model), "a model directory", "no such directory")
    examples = _examples(asked)
    from discourse.stance.classifier import Options, load  # brings torch

    told = settings.zero_shot
    hypotheses = Hypotheses(told.favor, told.against) if told else PLAIN
    loaded = load(str(asked.model), Options(settings.device, hypotheses=hypotheses))
    logits = loaded.logits([example.question for example in examples])
    split = f"{' + '.join(asked.sets)} (dev, {asked.part})"
    found = calibrate(logits, examples, split)
    found.save(asked.model)
    return found


def _examples(asked: Calibrating) -> list[Example]:
    held = library(asked.data)
    if asked.part not in list(Part):
        raise SettingsError(f"--part: expected {' or '.join(Part)}, found {asked.part!r}")
    part = Part(asked.part)
    return [example for name in asked.sets for example in held.examples(name, Split.DEV, part)]
