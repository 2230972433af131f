"""Comments a second: ours in each precision, transformers' pipelines, and this machine's ceiling.

usage: python -m tests.benchmarks.inference [--comments N] [--repeats N] [--precision P ...]
           [--data FOLDER] [--model NAME] [--peers N] [--zero-shot N] [--parity N] [--price P]

The comments ship with discourse; with --data (by default ../shared/data, where that is) two thirds
are from there: New York Times readers (VAST) and debates (ARC). All contenders take turns in one
process, --repeats times, so that a busy machine slows all alike; what is printed are medians with
the least and the most. The pipelines take one comment at a time, as they do by default; they get
every so many-th comment of the same list, ordered by length, so that the mix of lengths is ours.
The other one has the shape of bart-large-mnli, three hypotheses a comment, and random weights.

A share of the ceiling is of the best matrix product that torch reaches here in that precision:
floating point operations of the real tokens (no padding) over the time of all that is done, from
text to scores. --parity compares labels and macro-F1 on N dev examples of each set.
"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from discourse.errors import LabelError
from discourse.run.models.recipes import library
from discourse.stance.classifier import Options, TransformerClassifier, load
from discourse.stance.corpus import Example, Split
from discourse.stance.encoding import batches, encode
from discourse.stance.forward import budget_for, run
from discourse.stance.judgement import Question
from discourse.stance.metrics import measure
from discourse.stance.precision import Precision
from tests.benchmarks import inference_peers as peers

SETS = ("reader-comments", "vast", "arc-multi")
STRIDE = 7919  # a prime: examples from all over a set


@dataclass
class Timed:
    """Seconds a comment of one contender, a figure a repeat."""

    name: str
    work: Callable[[], None]
    comments: int
    seconds: list[float] = field(default_factory=list)

    def take(self) -> None:
        start = time.perf_counter()
        self.work()
        self.seconds.append((time.perf_counter() - start) / self.comments)


def main() -> None:
    """Everything, in the order of the module's docstring."""
    given = _arguments()
    sets = _sets(given.data)
    questions = [ex.question for rows in sets.values() for ex in _some(rows, given.comments, sets)]
    models = {one: load(given.model, Options("cpu", precision=one)) for one in given.precision}
    lengths = sorted(_lengths(next(iter(models.values())), questions))
    print(
        f"{len(questions)} comments of {', '.join(sets)}: {lengths[len(lengths) // 2]} tokens in "
        f"the middle, {lengths[len(lengths) * 9 // 10]} at nine tenths, {lengths[-1]} at most; "
        f"{peers.threads()} threads, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    contenders = _contenders(models, questions, given)
    ceilings = {one: Timed(one, peers.product(one), 1) for one in models if one != "int8"}
    for _ in range(given.repeats):
        for one in (*contenders.values(), *ceilings.values()):
            one.take()
    _speeds(contenders, given.price)
    shape = peers.shape(given.model)
    for name, model in models.items():
        _share(model, questions, contenders[f"ours {name}"], ceilings.get(name), shape)
        _parts(name, model, questions)
    if given.parity:
        _parity(
            models, {name: _some(rows, given.parity, {name: rows}) for name, rows in sets.items()}
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--comments", type=int, default=600)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--precision", nargs="+", default=["fp32", "bf16"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", default="default")
    parser.add_argument("--peers", type=int, default=60, help="comments for the pipelines")
    parser.add_argument("--zero-shot", type=int, default=3, help="comments for the large model")
    parser.add_argument("--parity", type=int, default=0)
    parser.add_argument("--price", type=float, default=0.1, help="of this machine, an hour")
    return parser.parse_args()


def _sets(data: Path) -> dict[str, list[Example]]:
    """The dev examples of each set that is there."""
    found = {}
    for name in SETS:
        try:
            found[name] = library(data).examples(name, Split.DEV)
        except LabelError:
            print(f"not in {data}: {name}")
    return found


def _some(rows: Sequence[Example], most: int, sets: dict[str, list[Example]]) -> list[Example]:
    """Its part of `most` examples, from all over the set."""
    wanted = min(len(rows), most // len(sets))
    return [rows[place * STRIDE % len(rows)] for place in range(wanted)]


def _lengths(model: TransformerClassifier, questions: Sequence[Question]) -> list[int]:
    return [len(ids) for ids in _encoded(model, questions).ids]


def _encoded(model: TransformerClassifier, questions: Sequence[Question]) -> peers.Encoded:
    pairs = dict.fromkeys(pair for one in questions for pair in model._head.pairs(one))
    return encode(model._tokenizer, list(pairs), model._max_length, model._head.cut)


def _contenders(
    models: dict[Precision, TransformerClassifier],
    questions: Sequence[Question],
    given: argparse.Namespace,
) -> dict[str, Timed]:
    made = [
        Timed(f"ours {name}", partial(_judge, model, questions), len(questions))
        for name, model in models.items()
    ]
    longest = next(iter(models.values()))._max_length
    ordered = sorted(questions, key=lambda one: len(one.text))
    some = ordered[:: max(1, len(ordered) // given.peers)]
    made += [
        Timed(name, work, len(some))
        for name, work in peers.pipelines(given.model, some, longest).items()
    ]
    if given.zero_shot:
        few = ordered[len(ordered) // (2 * given.zero_shot) :: len(ordered) // given.zero_shot]
        made.append(Timed("bart-large-mnli's shape", peers.zero_shot(given.model, few), len(few)))
    return {one.name: one for one in made}


def _judge(model: TransformerClassifier, questions: Sequence[Question]) -> None:
    model.judge(questions)


def _speeds(contenders: dict[str, Timed], price: float) -> None:
    ours = [one for one in contenders.values() if one.name.startswith("ours")]
    print(f"\n{'':26}{'ms each':>10}{'hours a million':>17}{'their cost':>12}", end="")
    print("".join(f"{'against ' + one.name:>26}" for one in ours))
    for one in contenders.values():
        each = median(one.seconds)
        hours = each * 1e6 / 3600
        print(f"{one.name:26}{each * 1e3:10.2f}{hours:17.2f}{hours * price:12.2f}", end="")
        print("".join(f"{_ratio(one, other):>26}" for other in ours))


def _ratio(one: Timed, other: Timed) -> str:
    """How many times the other's time, turn by turn."""
    found = sorted(mine / theirs for mine, theirs in zip(one.seconds, other.seconds, strict=True))
    return f"{median(found):.2f} ({found[0]:.2f}-{found[-1]:.2f})"


def _share(
    model: TransformerClassifier,
    questions: Sequence[Question],
    timed: Timed,
    ceiling: Timed | None,
    shape: Any,
) -> None:
    lengths = _lengths(model, questions)
    parts = batches(lengths, budget_for(lengths, model.device))
    real = sum(peers.operations(shape, length) for length in lengths)
    padded = sum(len(part) * peers.operations(shape, lengths[part[0]]) for part in parts)
    speeds = [real / (each * timed.comments) / 1e9 for each in timed.seconds]
    waste = 100 * (padded / real - 1)
    told = f"\n{model.precision}: {median(speeds):.0f} Gflop/s, padding {waste:.1f} %"
    if ceiling:
        tops = [peers.PRODUCT / seconds / 1e9 for seconds in ceiling.seconds]
        shares = sorted(mine / top for mine, top in zip(speeds, tops, strict=True))
        told += f"; ceiling {median(tops):.0f} Gflop/s, share {100 * median(shares):.0f} % "
        told += f"({100 * shares[0]:.0f}-{100 * shares[-1]:.0f})"
    print(told)


def _parts(name: str, model: TransformerClassifier, questions: Sequence[Question]) -> None:
    """Where the time goes, of one more turn."""
    start = time.perf_counter()
    encoded = _encoded(model, questions)
    tokenised = time.perf_counter()
    lengths = [len(ids) for ids in encoded.ids]
    parts = list(batches(lengths, budget_for(lengths, model.device)))
    run(lambda part: model._forward.rows(encoded, part), parts, in_turn=False)
    forward = time.perf_counter()
    model._reasons(questions)
    told = time.perf_counter()
    spent = {
        "tokens": tokenised - start,
        "forward": forward - tokenised,
        "language": told - forward,
    }
    whole = sum(spent.values())
    shares = ", ".join(f"{what} {100 * some / whole:.1f} %" for what, some in spent.items())
    print(f"  {name}: {shares}")


def _parity(models: dict[Precision, TransformerClassifier], sets: dict[str, list[Example]]) -> None:
    """Labels and macro-F1 of each precision against those of the first."""
    print()
    for name, examples in sets.items():
        gold = [ex.stance for ex in examples]
        said = {one: model.judge([ex.question for ex in examples]) for one, model in models.items()}
        first = next(iter(said.values()))
        for one, answers in said.items():
            same = sum(mine.label is its.label for mine, its in zip(answers, first, strict=True))
            far = max(
                abs(mine.scores[label] - its.scores[label])
                for mine, its in zip(answers, first, strict=True)
                for label in its.scores
            )
            score = 100 * measure(gold, answers).macro_f1
            print(
                f"{name} (n {len(gold)}), {one}: {100 * same / len(gold):.2f} % the same labels, "
                f"macro-F1 {score:.2f}, scores at most {far:.3f} off",
                flush=True,
            )


if __name__ == "__main__":
    main()
