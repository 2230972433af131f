"""Mutated configs, recipes and files of labels: none may crash the reader, hang, or fill memory.

    python -m tests.fuzz.settings                     # 1,000 mutations
    python -m tests.fuzz.settings --count 20000 --seed night
    python -m tests.fuzz.settings --replay night-417  # one again, with its traceback

What does not hold is refused with an error of ours, or told as a bad row.
"""

import argparse
import csv
import io
import json
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from discourse.run.config import resolve
from discourse.run.labels.reading import Tally, read_rows
from discourse.run.labels.source import Kind, Source
from discourse.run.models.recipes import read_recipe
from tests.fuzz.guard import Attempt, report
from tests.fuzz.mutation import mutated

CONFIGS = Path(__file__).parents[2] / "configs"
_ROWS = (
    {"comment_id": "1", "target": "the tunnel", "text": "Dig it now.", "label": "favor"},
    {"comment_id": "2", "target": "the tunnel", "text": 'Who, "pays"?\nNobody.', "label": ""},
    {"comment_id": "3", "target": "ferries", "text": "Äh, nein.", "label": "against"},
)
_TASKS = [
    {
        "id": 7,
        "data": {"text": "Dig it now.", "target": "the tunnel", "comment_id": "1"},
        "annotations": [{"result": [{"value": {"choices": ["favor"]}, "type": "choices"}]}],
    }
]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads files of one kind, and such files."""

    suffix: str
    read: Callable[[Path], object]
    files: tuple[bytes, ...]


def _labels(kind: Kind) -> Callable[[Path], object]:
    def read(path: Path) -> int:
        source = Source(path, kind)
        return sum(1 for _ in read_rows(source, Tally(), needed=("text",)))

    return read


def _csv() -> bytes:
    written = io.StringIO()
    table = csv.DictWriter(written, fieldnames=list(_ROWS[0]))
    table.writeheader()
    table.writerows(_ROWS)
    return written.getvalue().encode()


def _lines(rows: Sequence[object]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def _yaml(*, recipes: bool) -> tuple[bytes, ...]:
    paths = sorted(CONFIGS.glob("*.yaml"))
    return tuple(p.read_bytes() for p in paths if p.name.startswith("train") is recipes)


def readers() -> tuple[Reader, ...]:
    """Everything that reads settings or labels."""
    doccano = [{"id": 1, "text": "Dig it now.", "label": ["favor"], "target": "the tunnel"}]
    return (
        Reader(
            ".yaml",
            lambda path: resolve({}, config=str(path), environment={}),
            _yaml(recipes=False),
        ),
        Reader(".yaml", read_recipe, _yaml(recipes=True)),
        Reader(".csv", _labels(Kind.CSV), (_csv(),)),
        Reader(".jsonl", _labels(Kind.JSONL), (_lines(_ROWS),)),
        Reader(".json", _labels(Kind.LABEL_STUDIO), (json.dumps(_TASKS).encode(),)),
        Reader(".jsonl", _labels(Kind.DOCCANO), (_lines(doccano),)),
    )


def attempt(folder: Path) -> Attempt:
    """Reads the mutated file of a seed."""
    known = readers()

    def tried(seed: str) -> object:
        reader = random.Random(seed).choice(known)  # noqa: S311 - nothing is to be kept secret
        path = folder / f"mutated{reader.suffix}"
        path.write_bytes(mutated(seed, reader.files))
        return reader.read(path)

    return tried


def main() -> int:
    """Hunts; 1 where something crashed or took too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--replay", metavar="SEED")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tried = attempt(Path(folder))
        if options.replay is not None:
            print(tried(options.replay))
            return 0
        return report("settings and labels", tried, options.seed, options.count)


if __name__ == "__main__":
    sys.exit(main())
