"""What labels of a new domain are worth: macro-F1 on it and on the rest, before and after.

usage: python tests/benchmarks/new_domain.py MODEL [--data FOLDER] [--sizes N...] [--draws N]
           [--split dev|test] [--out FOLDER]

MODEL was trained without the events of d5 and d10 (configs/train-without-d5.yaml). Labels are drawn
at random from their train events, comment and target by comment and target, a smaller draw being
the first part of a larger one. They go through what `discourse train --from` calls, which holds a
fifth of them out; nothing of the two domains is mixed in. A row that is done is not done again.
"""

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from discourse.charts._learning import Share, learning_picture
from discourse.labelling.rows import Answer, Entry, Task
from discourse.run.labels.reading import Kind
from discourse.run.labels.writing import write_rows
from discourse.run.models.recipes import library
from discourse.run.models.training_log import save_picture
from discourse.run.models.tuning import Tuning, prepare, tune
from discourse.stance import classifier
from discourse.stance.corpus import Example, Split
from discourse.stance.evaluation import evaluate
from discourse.stance.training import CHECKPOINT

DOMAIN = ("d5e", "d10e")
SET = "reader-comments"


@dataclass(frozen=True)
class Row:
    """A training; macro-F1 on the domain's held-out events and on those of the other domains.

    `processor` is in seconds too; unlike `seconds` it does not count what else the machine did.
    """

    draw: int
    labels: int
    domain: float
    rest: float
    seconds: float
    processor: float


@dataclass(frozen=True)
class Events:
    """What is drawn from, and what is measured on."""

    drawn: tuple[Example, ...]
    domain: tuple[Example, ...]
    rest: tuple[Example, ...]

    @classmethod
    def read(cls, data: Path, split: Split) -> "Events":
        """The train events of the domain, and the events of one split."""
        sets = library(data)
        measured = sets.examples(SET, split)
        return cls(
            tuple(e for e in sets.examples(SET, Split.TRAIN) if e.group.startswith(DOMAIN)),
            tuple(e for e in measured if e.group.startswith(DOMAIN)),
            tuple(e for e in measured if not e.group.startswith(DOMAIN)),
        )

    def scores(self, model: Path) -> tuple[float, float]:
        """Macro-F1 on the domain and on the rest."""
        judge = classifier.load(str(model))
        domain, rest = (evaluate(judge, SET, part) for part in (self.domain, self.rest))
        return domain.metrics.macro_f1, rest.metrics.macro_f1


def measured(options: argparse.Namespace, events: Events, draw: int, labels: int) -> Row:
    """One row, from where it stands or made anew."""
    out = options.out / f"draw-{draw}-labels-{labels}"
    done = out / f"{options.split}.json"
    if done.exists():
        return Row(**json.loads(done.read_text(encoding="utf-8")))
    began, spent = time.monotonic(), time.process_time()
    drawn = list(events.drawn)
    random.Random(draw).shuffle(drawn)  # noqa: S311 - no secret
    file = out / "labels.jsonl"
    out.mkdir(parents=True, exist_ok=True)
    write_rows(file, Kind.JSONL, entries(drawn[:labels]))
    tuning = Tuning(options.model, (file,), out, seed=13 + draw, earlier_but=DOMAIN)
    folder = tune(prepare(tuning), lambda _: None).fitted.folder
    times = round(time.monotonic() - began, 1), round(time.process_time() - spent, 1)
    row = Row(draw, labels, *events.scores(folder), *times)
    done.write_text(json.dumps(asdict(row)) + "\n", encoding="utf-8")
    shutil.rmtree(folder)
    (out / CHECKPOINT).unlink(missing_ok=True)
    return row


def entries(examples: Iterable[Example]) -> Iterable[Entry]:
    """The examples as an annotator's labels."""
    for number, example in enumerate(examples):
        asked = example.question
        task = Task(
            id=str(number),
            target=asked.target,
            text=asked.text,
            context=asked.context,
            article=example.group,
            comment_id=asked.comment_id,
        )
        yield Entry(task=task, answer=Answer(example.stance.value), annotator="gold")


def shares(before: Row, rows: Sequence[Row]) -> list[Share]:
    """The mean of the draws of each size, with the least and the most."""
    found = [Share(0, before.domain, None, None, before.rest)]
    for labels in sorted({row.labels for row in rows}):
        same = [row for row in rows if row.labels == labels]
        scores = [row.domain for row in same]
        rest = fmean(row.rest for row in same)
        found.append(Share(labels, fmean(scores), min(scores), max(scores), rest))
    return found


def main() -> None:
    """Measure, print, and write results.json, results.csv and a picture."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200, 300, 400])
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--split", type=Split, default=Split.DEV)
    parser.add_argument("--out", type=Path, default=Path("outputs/new-domain"))
    options = parser.parse_args()
    events = Events.read(options.data, options.split)
    before = Row(0, 0, *events.scores(options.model), 0, 0)
    print(f"before: domain {before.domain:.3f}, rest {before.rest:.3f}", flush=True)
    rows = []
    for draw in range(options.draws):
        for labels in options.sizes:
            rows.append(row := measured(options, events, draw, labels))
            print(
                f"{labels} labels, draw {draw}: domain {row.domain:.3f} "
                f"({100 * (row.domain - before.domain):+.1f}), rest {row.rest:.3f} "
                f"({100 * (row.rest - before.rest):+.1f}), {row.seconds:.0f} s, "
                f"{row.processor:.0f} s of processor time",
                flush=True,
            )
    record = {"split": options.split, "before": asdict(before), "rows": [*map(asdict, rows)]}
    (options.out / "results.json").write_text(json.dumps(record, indent=2), encoding="utf-8")
    title = (
        f"Labels of a domain that the model has never seen: macro-F1 on its {options.split} events"
        f" (mean of {options.draws} draws) and on those of the other domains"
    )
    picture = learning_picture(
        shares(before, rows), len(events.domain), title, "least and most of the draws"
    )
    print(save_picture(picture, options.out))


if __name__ == "__main__":
    main()
