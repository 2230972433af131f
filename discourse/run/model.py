"""The model of a run, loaded when the first comment needs it and then kept."""

from collections.abc import Callable
from typing import Any

from discourse.aggregate import UNKNOWN, Confusion
from discourse.run.manifest import ModelRecord
from discourse.run.pages.outcome import Stage
from discourse.run.progress import Progress
from discourse.stance.judgement import Classifier


class Model:
    """What `make` loads, at most once."""

    def __init__(self, make: Callable[[], Classifier], progress: Progress) -> None:
        self.make = make
        self._progress = progress
        self._used: Classifier | None = None

    @property
    def loaded(self) -> bool:
        """Whether any comment has needed it."""
        return self._used is not None

    @property
    def record(self) -> ModelRecord:
        """What the run says of it; empty where there was nothing to judge."""
        used = self._used
        return _record(used) if used else ModelRecord()

    def load(self) -> Classifier:
        """The model; the first time a new stage begins."""
        if self._used is None:
            self._used = self.make()
            self._progress.start(Stage.CLASSIFY, None)
        return self._used


def _record(classifier: Classifier) -> ModelRecord:
    """With what the model knows of its own errors: ours carry it, others need not."""
    known: Any = getattr(classifier, "calibration", None)
    return ModelRecord(
        classifier.name,
        getattr(classifier, "files_digest", classifier.digest),
        Confusion(known.confusion, known.split) if known else UNKNOWN,
        getattr(known, "reliability", ()),
        getattr(known, "coverage", ()),
        getattr(classifier, "min_confidence", 0.0),
        getattr(classifier, "precision", ""),
    )
