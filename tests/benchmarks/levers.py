"""What could make the stance model better, each tried alone at the same small budget.

usage: python -m tests.benchmarks.levers [--data FOLDER] [--bases FOLDER] [--out FOLDER]
           [--take N] [--only WORD...]

Three questions: do more labels help, do more parameters, and does what others found to help? The
first two start from an encoder that has never seen a stance; the third goes on from the shipped
model, beside a control that goes on without the lever. All see the same N examples (two fifths
each of reader-comments and arc-multi, one of vast) or a share of them, in one pass, and are
measured on 500 examples each of the report parts of the dev sets: macro-F1 of each, and flip on
reader-comments. A try that is done (its row lies in --out) is not done again. One seed each, so
that differences of a point or two say nothing.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from discourse.run.models.recipes import library
from discourse.stance import training
from discourse.stance.corpus import Part
from discourse.stance.recipe import Library, Portion, Recipe, Stage
from discourse.stance.training import Trained, Watcher, train
from tests.benchmarks import lever_kinds

SETS = {"reader-comments": 2, "arc-multi": 2, "vast": 1}  # fifths of the examples
MINILM, BGE = "ms-marco-MiniLM-L12-v2", "bge-small-en-v1.5"
SHIPPED = Path("default")
MEASURED = 500  # examples of each dev set


@dataclass(frozen=True)
class Row:
    """A try: what it started from, on how much, and what it came to on the dev sets."""

    tried: str
    base: str
    parameters: float  # millions that are learned
    examples: int
    scores: tuple[float, ...]  # macro-F1, in the order of SETS
    flip: float
    minutes: float  # of processor time, measuring included

    @property
    def mean(self) -> float:
        """Mean macro-F1."""
        return sum(self.scores) / len(self.scores)

    def told(self) -> str:
        """A row of a Markdown table."""
        scores = " | ".join(f"{score:.3f}" for score in (*self.scores, self.mean, self.flip))
        known = f"{self.tried} | {self.base} | {self.parameters:.1f} | {self.examples:,}"
        return f"| {known} | {scores} | {self.minutes:.0f} |"


@dataclass(frozen=True)
class Try:
    """One training; `around` changes how it learns, `share` is of the examples."""

    name: str
    base: str
    share: float = 1.0
    layers: int = 12
    rate: float = 1e-4
    dropout: float = 0.0
    ranking: float = 0.0
    around: Callable[["Place"], AbstractContextManager[Any]] = lambda _: nullcontext()
    prepared: Callable[["Place", Path], Path] | None = None


@dataclass(frozen=True)
class Place:
    """Where everything lies."""

    data: Path
    bases: Path
    out: Path
    take: int


SHIPS: dict[str, Any] = {"base": "shipped", "rate": 3e-5, "ranking": 1.0}
TRIES = (
    *(Try(f"{share:.0%} of the labels", MINILM, share) for share in (1.0, 0.25, 0.5)),
    *(Try(f"{layers} of 12 layers", MINILM, layers=layers) for layers in (6, 3)),
    Try("another base", BGE),
    Try("control: goes on", **SHIPS),
    Try("dropout 0.1", dropout=0.1, **SHIPS),
    Try("R-Drop", dropout=0.1, around=lambda _: lever_kinds.r_drop(), **SHIPS),
    Try("no distillation, six layers", "shipped", layers=6, rate=1e-4),
    Try(
        *("distilled from the shipped model, six layers", "shipped"),
        layers=6,
        around=lambda _: lever_kinds.distilled(),
    ),
    Try("irony head", around=lambda place: lever_kinds.irony(place.data / "irony"), **SHIPS),
    Try(
        *("masked language first", MINILM),
        prepared=lambda place, base: lever_kinds.masked(base, place.data, place.take, place.out),
    ),
    Try("200% of the labels", MINILM, 2.0),
)


def recipe(one: Try, place: Place) -> Recipe:
    """The training of a try; its base is made where it is not there."""
    base = SHIPPED if one.base == "shipped" else place.bases / one.base
    if one.layers < 12:
        base = lever_kinds.shallow(base, one.layers, place.out)
    if one.prepared:
        base = one.prepared(place, base)
    mixture = tuple(
        Portion(name, take=round(place.take * one.share * part / 5)) for name, part in SETS.items()
    )
    dev = tuple(Portion(name, take=MEASURED, part=Part.REPORT) for name in SETS)
    few = Portion("reader-comments", take=60, part=Part.CALIBRATION)  # nothing here asks for it
    stage = Stage("stance", mixture, one.rate, ranking=one.ranking)
    far = 10**6  # steps: measured at the end alone
    return Recipe(
        *(base, (stage,), dev, (few,)),
        batch_tokens=1024,
        dropout=one.dropout,
        evaluate_every=far,
        checkpoint_every=far,
    )


@contextmanager
def measured_once() -> Iterator[None]:
    """Without the figures at the end of a stage: those of the end are enough."""
    with patch.object(training._Trainer, "_note", lambda *_: None):
        yield


def tried(one: Try, place: Place, sets: Library) -> Row:
    """One row, from where it stands or made anew."""
    done = place.out / f"{one.name.replace(' ', '-').replace(':', '')}.json"
    if done.exists():
        row = json.loads(done.read_text(encoding="utf-8"))
        return Row(**row | {"scores": tuple(row["scores"])})
    began = process_time()
    told = recipe(one, place)
    with one.around(place), measured_once():
        made = train(told, sets, place.out / "training", Watcher(lambda _: None, lambda _: None))
    row = _row(one, round(place.take * one.share), made, process_time() - began)
    done.write_text(json.dumps(asdict(row)) + "\n", encoding="utf-8")
    return row


def _row(one: Try, examples: int, made: Trained, seconds: float) -> Row:
    learned = lever_kinds.learned_parameters(made.folder) / 1e6
    scores = tuple(found.metrics.macro_f1 for found in made.evaluations)
    flip = made.evaluations[0].flip or 0.0
    return Row(one.name, one.base, learned, examples, scores, flip, seconds / 60)


def main() -> None:
    """Print a row a try, as they are done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--bases", type=Path, default=Path("../shared/base"))
    parser.add_argument("--out", type=Path, default=Path("outputs/levers"))
    parser.add_argument("--take", type=int, default=2000)
    parser.add_argument("--only", nargs="+", help="tries whose names hold one of these")
    options = parser.parse_args()
    place = Place(options.data, options.bases, options.out, options.take)
    place.out.mkdir(parents=True, exist_ok=True)
    sets = library(place.data)
    heads = ["tried", "base", "parameters (M)", "examples", *SETS, "mean", "flip", "minutes"]
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    for one in TRIES:
        if not options.only or any(word in one.name for word in options.only):
            print(tried(one, place, sets).told(), flush=True)


if __name__ == "__main__":
    main()
