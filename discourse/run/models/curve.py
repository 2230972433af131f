"""Is more labelling worth it? The same training on a part of the labels, on half, on all."""

import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from discourse.aggregate.intervals import Interval
from discourse.labelling.paired import Labels, Paired, pair
from discourse.run import pictures
from discourse.run.models import fitting
from discourse.run.models.tuning import Prepared, Tuned
from discourse.run.store import write_atomic
from discourse.stance.corpus import Example, Split
from discourse.stance.defaults import EARLIER
from discourse.stance.judgement import Stance
from discourse.stance.recipe import Progress

SHARES = (8, 4, 2)  # one in so many of the labels, before all of them
FEWEST = 8  # labels that are worth a training
FOLDER = "curve"
FOUND = "answers.json"  # of each share: enough to draw the curve again


@dataclass(frozen=True, slots=True)
class Answers:
    """What a model that learned from so many labels says of the held-out ones, in order."""

    labels: int
    stances: tuple[Stance, ...]
    earlier: float  # macro-F1 on the set it knew


@dataclass(frozen=True, slots=True)
class Curve:
    """The answers of the parent, of each share and of the model from all labels; and what of it."""

    answers: tuple[Answers, ...]
    sentence: str
    picture: Path


def shares(labels: int) -> tuple[int, ...]:
    """How many labels each training before the whole one learns from."""
    return tuple(n for n in (labels // part for part in SHARES) if n >= FEWEST)


def draw_curve(prepared: Prepared, whole: Tuned, progress: Callable[[Progress], None]) -> Curve:
    """Train on nested shares of the labels and draw the curve; `whole` came of all of them.

    What is held out is the same for all; each share is a part of the next one.
    """
    learned = list(prepared.labels.learnable.of(Split.TRAIN))
    held = prepared.labels.learnable.of(Split.DEV)
    random.Random(prepared.tuning.seed).shuffle(learned)  # noqa: S311  # no secret
    out = prepared.tuning.out
    known = next(figure for figure in whole.figures if figure.name == EARLIER)
    found = [Answers(0, _say(str(prepared.tuning.parent), held), known.before)]
    found.extend(
        _share(prepared, learned[:labels], out / FOLDER / str(labels), progress)
        for labels in shares(len(learned))
    )
    found.append(Answers(len(learned), _say(str(whole.fitted.folder), held), known.after))
    sentence = verdict(found, held)
    return Curve(tuple(found), sentence, _draw(found, held, sentence, out))


def _share(
    prepared: Prepared,
    learned: Sequence[Example],
    out: Path,
    progress: Callable[[Progress], None],
) -> Answers:
    """One training; its model is not kept, and a resume does not do it again."""
    from discourse.stance.training import CHECKPOINT  # heavy

    path = out / FOUND
    job = prepared.job(learned, out)
    if job.resume and path.exists():
        stored = json.loads(path.read_text(encoding="utf-8"))
        stances = tuple(map(Stance, stored["stances"]))
        return Answers(stored["labels"], stances, stored["earlier"])
    path.unlink(missing_ok=True)
    done = fitting.run(job, progress)
    held = prepared.labels.learnable.of(Split.DEV)
    known = next(one.metrics.macro_f1 for one in done.evaluations if one.name == EARLIER)
    found = Answers(len(learned), _say(str(done.folder), held), known)
    write_atomic(path, (json.dumps(asdict(found)) + "\n").encode())
    shutil.rmtree(done.folder)
    (out / CHECKPOINT).unlink(missing_ok=True)
    return found


def _say(model: str, held: Sequence[Example]) -> tuple[Stance, ...]:
    from discourse.stance import classifier

    judgements = classifier.load(model).judge([example.question for example in held])
    return tuple(judgement.label for judgement in judgements)


def compared(old: Answers, new: Answers, held: Sequence[Example]) -> Paired:
    """Two models on the held-out labels, whole articles drawn again."""
    rows = [
        Labels(example.stance, one, other)
        for example, one, other in zip(held, old.stances, new.stances, strict=True)
    ]
    return pair(rows, [example.group for example in held])


def verdict(found: Sequence[Answers], held: Sequence[Example]) -> str:
    """What the last doubling of the labels brought, and whether it can be more than chance."""
    if len(found) < 3:
        return "There are too few labels for a curve: label more, and see."
    half, whole = found[-2:]
    change = compared(half, whole, held).macro_f1
    told = (
        f"From {half.labels:,} to {whole.labels:,} labels, macro-F1 on what was held out "
        f"{'rose' if change.change >= 0 else 'fell'} by {abs(100 * change.change):.1f} points"
    )
    if change.interval is None:
        return f"{told}; too few articles are held out to tell that from chance."
    span = _span(change.interval)
    if change.interval.low > 0:
        return f"{told} ({span}): it still rises, so more labels are worth it."
    if change.interval.high < 0:
        return f"{told} ({span}): look for labels that are wrong before you make more."
    return f"{told} ({span}): no gain is shown; more labels may bring little."


def _span(interval: Interval) -> str:
    return f"95 % interval {100 * interval.low:+.1f} to {100 * interval.high:+.1f}"


def _draw(found: Sequence[Answers], held: Sequence[Example], sentence: str, out: Path) -> Path:
    from discourse.charts._learning import Share, learning_picture  # matplotlib

    drawn = []
    gold = Answers(0, tuple(example.stance for example in held), 1.0)
    for one in found:
        against_gold = compared(gold, one, held).macro_f1  # gold's own is 1 in every draw
        ends = against_gold.interval
        low, high = (1 + ends.low, 1 + ends.high) if ends else (None, None)
        drawn.append(Share(one.labels, against_gold.new, low, high, one.earlier))
    picture = learning_picture(drawn, len(held), sentence)
    return pictures.write(out / picture.name, picture)[0]
