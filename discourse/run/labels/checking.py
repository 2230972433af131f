"""Files of labels -> how far they agree: `label check`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from discourse.aggregate.intervals import Proportion
from discourse.labelling.agreement import Coefficient
from discourse.labelling.checking import Check, TargetAgreement, Unit, check
from discourse.run.labels.converting import Converted, labels

__all__ = [
    "Check",
    "Coefficient",
    "Proportion",
    "TargetAgreement",
    "Unit",
    "as_json",
    "check_files",
]


def check_files(
    paths: Sequence[Path], *, strict: bool = False, seed: int = 0
) -> tuple[Check, Converted]:
    """The agreement in these files, and what of them could not be read."""
    done = Converted()
    return check(labels(paths, done, strict=strict), seed=seed), done


def as_json(found: Check, limit: int) -> str:
    """Everything, with so many doubtful comments at most."""
    told = {
        "labels": found.labels,
        "annotators": found.annotators,
        "by_article": found.by_article,
        "targets": [asdict(target) for target in found.targets],
        "doubtful": [_doubtful(unit) for unit in found.doubtful[:limit]],
    }
    return json.dumps(told, indent=2)


def _doubtful(unit: Unit) -> dict[str, object]:
    predicted = unit.task.predicted
    return {
        "id": unit.task.id,
        "target": unit.task.target,
        "text": unit.task.text,
        "doubt": unit.doubt,
        "labels": {entry.annotator: entry.answer.value for entry in unit.labels},
        "model": predicted.value if predicted else None,
    }
