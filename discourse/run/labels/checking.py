"""Files of labels -> how far they agree: `label check`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain, repeat
from pathlib import Path

from discourse.aggregate.intervals import Proportion
from discourse.labelling.agreement import Coefficient
from discourse.labelling.checking import Check, TargetAgreement, Unit, check
from discourse.labelling.rows import Entry
from discourse.run.labels.converting import Converted, entries

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
    paths: Sequence[Path], *, show: int, strict: bool = False, seed: int = 0
) -> tuple[Check, Converted]:
    """The agreement in these files, `show` units in doubt, and what could not be read."""
    done = Converted()
    reads = chain([done], repeat(Converted()))  # what a second reading tells is told already

    def read() -> Iterator[Entry]:
        return entries(paths, next(reads), strict=strict)

    return check(read, show=show, seed=seed), done


def as_json(found: Check) -> str:
    """Everything."""
    told = {
        "labels": found.labels,
        "annotators": found.annotators,
        "by_article": found.by_article,
        "targets": [asdict(target) for target in found.targets],
        "in_doubt": found.in_doubt,
        "doubtful": [_doubtful(unit) for unit in found.doubtful],
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
