"""What labels of a new domain are worth: macro-F1 on it and on the rest, before and after.

usage: python -m tests.benchmarks.new_domain MODEL --domain SET[:GROUP,...] [--data FOLDER]
           [--sizes N...] [--draws N] [--split dev|test] [--rest N] [--base-share SHARE]
           [--out FOLDER]

MODEL has not learned from the domain: a labelled set, or those of its groups whose names begin so.
`mtcsd:Bitcoin` is one topic of a set that the shipped model never saw; `reader-comments:d5e,d10e`
is for a model of configs/train-without-d5.yaml.

Labels are drawn at random from the domain's train split, comment and target by comment and target,
a smaller draw being the first part of a larger one. They go through what `discourse train --from`
calls, which holds a fifth of them out. The domain is measured on its dev or test split, the rest on
the report part of reader-comments' and arc-multi's dev splits, at most --rest examples of each.
Nothing of the domain is mixed in or measured as the rest. --base-share says how much of the base's
weights is averaged in at the end, where that is not to be by the number of labels. A row that is
done is not done again. At the end each size has a line with mean, least and most of its draws.
"""

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from discourse.charts._learning import Share, learning_picture
from discourse.errors import LabelError
from discourse.labelling.rows import Answer, Entry, Task
from discourse.run import pictures
from discourse.run.labels.source import Kind
from discourse.run.labels.writing import write_rows
from discourse.run.models.recipes import library
from discourse.run.models.tuning import Tuning, prepare, tune
from discourse.stance import classifier
from discourse.stance.corpus import Example, Part, Split
from discourse.stance.defaults import EARLIER
from discourse.stance.evaluation import evaluate
from discourse.stance.mixtures import draw
from discourse.stance.recipe import Portion
from discourse.stance.training import CHECKPOINT

REST = (EARLIER, "arc-multi")


@dataclass(frozen=True)
class Row:
    """A training; macro-F1 on the domain and on each set of the rest.

    `processor` is in seconds too; unlike `seconds` it does not count what else the machine did.
    """

    draw: int
    labels: int
    domain: float
    rest: tuple[float, ...]
    seconds: float
    processor: float

    @property
    def others(self) -> float:
        """The mean over the sets of the rest."""
        return fmean(self.rest)

    def told(self, before: "Row") -> str:
        """The figures beside those of before."""
        rest = ", ".join(
            f"{name} {now:.3f} ({100 * (now - then):+.1f})"
            for name, now, then in zip(REST, self.rest, before.rest, strict=True)
        )
        domain = f"{self.domain:.3f} ({100 * (self.domain - before.domain):+.1f})"
        spent = f"{self.seconds:.0f} s, {self.processor:.0f} s of processor time"
        return f"{self.labels} labels, draw {self.draw}: domain {domain}, {rest}; {spent}"


@dataclass(frozen=True)
class Domain:
    """What is drawn from, and what is measured on."""

    portion: Portion
    drawn: tuple[Example, ...]
    measured: tuple[Example, ...]
    rest: tuple[tuple[Example, ...], ...]

    @classmethod
    def read(cls, named: str, data: Path, split: Split, most: int) -> "Domain":
        """The domain's train examples, those of one split, and the rest."""
        sets = library(data)
        name, _, groups = named.partition(":")
        portion = Portion(name, only=tuple(groups.split(",")) if groups else ())
        drawn, measured = (
            tuple(ex for ex in sets.examples(name, one) if portion.keeps(ex.group))
            for one in (Split.TRAIN, split)
        )
        if not drawn or not measured:
            raise LabelError(named, f"examples to learn from, and of {split}", "none")
        rest = tuple(
            tuple(draw(sets, [_rest(other, portion, most)], Split.DEV, 13)) for other in REST
        )
        return cls(portion, drawn, measured, rest)

    @property
    def earlier_but(self) -> tuple[str, ...]:
        """What of the comments that ship is of the domain."""
        return self.portion.only if self.portion.corpus == EARLIER else ()

    def scores(self, model: Path) -> tuple[float, tuple[float, ...]]:
        """Macro-F1 on the domain and on each set of the rest."""
        judge = classifier.load(str(model))
        domain, *rest = (
            evaluate(judge, "measured", part).metrics.macro_f1
            for part in (self.measured, *self.rest)
        )
        return domain, tuple(rest)


def _rest(name: str, domain: Portion, most: int) -> Portion:
    without = domain.only if name == domain.corpus else ()
    return Portion(name, take=most, without=without, part=Part.REPORT)


def measured(options: argparse.Namespace, domain: Domain, number: int, labels: int) -> Row:
    """One row, from where it stands or made anew."""
    share = options.base_share
    named = f"draw-{number}-labels-{labels}"
    out = options.out / (named if share is None else f"{named}-base-{share:g}")
    done = out / f"{options.split}.json"
    if done.exists():
        row = json.loads(done.read_text(encoding="utf-8"))
        return Row(**row | {"rest": tuple(row["rest"])})
    began, spent = time.monotonic(), time.process_time()
    drawn = list(domain.drawn)
    random.Random(number).shuffle(drawn)  # noqa: S311 - no secret
    file = out / "labels.jsonl"
    out.mkdir(parents=True, exist_ok=True)
    write_rows(file, Kind.JSONL, entries(drawn[:labels]))
    tuning = Tuning(
        options.model,
        (file,),
        out,
        seed=13 + number,
        earlier_but=domain.earlier_but,
        base_share=share,
    )
    folder = tune(prepare(tuning), lambda _: None).fitted.folder
    times = round(time.monotonic() - began, 1), round(time.process_time() - spent, 1)
    row = Row(number, labels, *domain.scores(folder), *times)
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
    found = [Share(0, before.domain, None, None, before.others)]
    for labels in sorted({row.labels for row in rows}):
        same = [row for row in rows if row.labels == labels]
        scores = [row.domain for row in same]
        rest = fmean(row.others for row in same)
        found.append(Share(labels, fmean(scores), min(scores), max(scores), rest))
    return found


def told(before: Row, rows: Sequence[Row]) -> Iterator[str]:
    """A line a size: points of macro-F1 won over all its draws, and what each took."""
    for labels in sorted({row.labels for row in rows}):
        same = [row for row in rows if row.labels == labels]
        points = {"domain": [100 * (row.domain - before.domain) for row in same]}
        for place, name in enumerate(REST):
            points[name] = [100 * (row.rest[place] - before.rest[place]) for row in same]
        figures = ", ".join(f"{name} {_spread(found, '+.1f')}" for name, found in points.items())
        spent = _spread([row.processor for row in same], ".0f")
        won = f"points of macro-F1 (draws: {len(same)}): {figures}"
        yield f"{labels} labels, {won}; processor seconds {spent}"


def _spread(found: Sequence[float], form: str) -> str:
    return f"{fmean(found):{form}} ({min(found):{form}} to {max(found):{form}})"


def settings() -> argparse.Namespace:
    """What is to be measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--domain", required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200, 300, 400])
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--split", type=Split, default=Split.DEV)
    parser.add_argument("--rest", type=int, default=500)
    parser.add_argument("--base-share", type=float)
    parser.add_argument("--out", type=Path, default=Path("outputs/new-domain"))
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write results.json, results.csv and a picture."""
    options = settings()
    domain = Domain.read(options.domain, options.data, options.split, options.rest)
    before = Row(0, 0, *domain.scores(options.model), 0, 0)
    print(f"before: {before.told(before)}", flush=True)
    rows = []
    for number in range(options.draws):
        for labels in options.sizes:
            rows.append(row := measured(options, domain, number, labels))
            print(row.told(before), flush=True)
    print("\n".join(told(before, rows)), flush=True)
    record = {"domain": options.domain, "split": options.split, "before": asdict(before)}
    record["rows"] = [asdict(row) for row in rows]
    (options.out / "results.json").write_text(json.dumps(record, indent=2), encoding="utf-8")
    draws = f" (mean of {options.draws} draws)" if options.draws > 1 else ""
    title = (
        f"Labels of {options.domain}, which the model has never seen: macro-F1 on its "
        f"{options.split} split{draws}, and on what it knew ({' and '.join(REST)})"
    )
    picture = learning_picture(
        shares(before, rows), len(domain.measured), title, "least and most of the draws"
    )
    print(pictures.write(options.out / picture.name, picture)[0])


if __name__ == "__main__":
    main()
