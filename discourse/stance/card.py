"""The model card: what a trained model is made of and how far to trust it, in Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass

from discourse.stance.calibration import Calibration
from discourse.stance.corpus import Corpus, Part
from discourse.stance.evaluation import Evaluation
from discourse.stance.judgement import Stance
from discourse.stance.recipe import Portion, Recipe

_HEAD = """---
language: en
license: other
pipeline_tag: text-classification
library_name: transformers
---
# Stance toward a target, in reader comments

Labels a comment *against*, *neutral* or *favor* toward a target: a headline, a proposition or a
name. The input is a sentence pair: the target first, then the comment's own words. A reply may
show what it answers behind them, as ` | in reply to: ...`.

```python
from transformers import pipeline

pipeline("text-classification", model=DIRECTORY)({"text": TARGET, "text_pair": COMMENT})
```

The scores there are not calibrated; `discourse` divides the logits by the temperature in
`calibration.json` first, which changes no label."""

_LIMITS = """## Limits

- English only. `discourse` abstains from comments that are surely in another language; a plain
  pipeline gives them a label all the same.
- Much of the training text is American, or authored for this project; irony, allusion and very
  short replies are often misread.
- The authored comments resemble each other more than real ones do: a figure on them is no figure
  for real comments.
- A single label is a guess. Shares over many comments carry the errors in the table of confusion;
  do not use labels to judge or moderate single persons."""


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A file that labels were read from: its name, its SHA-256 and the rows with a label."""

    name: str
    sha256: str
    labels: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """The model that a training went on from, by name and digest, and the labels it was given.

    Of the labels, `learned` were learned from and `held` were held out.
    """

    parent: str
    digest: str
    files: tuple[LabelFile, ...] = ()
    learned: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Try:
    """One training that was measured: its figures on dev sets, as written down; "-" for none."""

    tried: str
    reader_comments: str
    arc_multi: str
    vast: str
    flip: str
    outcome: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a training knows about the model it made."""

    recipe: Recipe
    corpora: tuple[Corpus, ...]
    evaluations: tuple[Evaluation, ...]
    calibration: Calibration
    hours: float
    machine: str
    precision: str
    lineage: Lineage | None = None
    tries: tuple[Try, ...] = ()


def card(facts: CardFacts) -> str:
    """The card as Markdown."""
    parts = (
        _HEAD,
        *([_lineage(facts.lineage)] if facts.lineage else []),
        _recipe(facts),
        *([_tries(facts.tries)] if facts.tries else []),
        _data(facts),
        _figures(facts),
        _confusion(facts),
        _LIMITS,
    )
    return "\n\n".join(parts) + "\n"


def _lineage(lineage: Lineage) -> str:
    told = (
        f"## Parent\n\nIt went on from `{lineage.parent}` (SHA-256 `{lineage.digest}`): what the "
        "parent's card says of data, licences and limits holds here too."
    )
    if not lineage.files:
        return told
    rows = [(file.name, f"{file.labels:,}", f"`{file.sha256}`") for file in lineage.files]
    return (
        f"{told} Of the labels given, {lineage.learned:,} were learned from and {lineage.held:,} "
        "were held out.\n\n" + _table(("file of labels", "labels", "SHA-256"), rows)
    )


def _recipe(facts: CardFacts) -> str:
    recipe = facts.recipe
    base = facts.lineage.parent if facts.lineage else recipe.base.name
    stages = [
        (stage.name, f"{stage.learning_rate:g}", ", ".join(map(_portion, stage.mixture)))
        for stage in recipe.stages
    ]
    mixed = f" Of the weights, {recipe.base_share:.0%} are the base's." if recipe.base_share else ""
    return (
        f"## Recipe\n\nBase: `{base}`. Seed {recipe.seed}, {recipe.max_length} tokens "
        f"a pair, {recipe.batch_tokens} tokens a step, label smoothing {recipe.label_smoothing:g}, "
        f"{facts.precision}.{mixed} It took {facts.hours:.1f} hours on {facts.machine}.\n\n"
        + _table(("stage", "learning rate", "mixture"), stages)
    )


def _tries(tries: tuple[Try, ...]) -> str:
    rows = [
        (one.tried, one.reader_comments, one.arc_multi, one.vast, one.flip, one.outcome)
        for one in tries
    ]
    heads = ("tried", "reader-comments", "arc-multi", "vast", "flip", "outcome")
    return "## What was tried\n\nMacro-F1 on dev sets, and flip on reader-comments.\n\n" + _table(
        heads, rows
    )


def _portion(portion: Portion) -> str:
    taken = f"{portion.take:,} of " if portion.take else ""
    return f"{taken}{portion.corpus}" + (f" x {portion.repeat}" if portion.repeat > 1 else "")


def _data(facts: CardFacts) -> str:
    names = {portion.corpus for stage in facts.recipe.stages for portion in stage.mixture}
    used = [corpus for corpus in facts.corpora if corpus.name in names]
    rows = [(corpus.name, corpus.source, corpus.licence) for corpus in used]
    return "## Data\n\n" + _table(("set", "source", "licence as found"), rows)


def _figures(facts: CardFacts) -> str:
    rows = [
        (name, f"{n:,}", f"{macro:.3f}", f"{accuracy:.3f}", ece, flip)
        for found in facts.evaluations
        for name, n, macro, accuracy, ece, flip in _lines(found)
    ]
    heads = ("dev set", "n", "macro-F1", "accuracy", "ECE", "flip")
    return (
        "## Figures on the dev sets\n\n"
        + _table(heads, rows)
        + "\n\nFlip: the share of comments with both a favored and an opposed target for which "
        "every such target is labelled right."
    )


def _lines(found: Evaluation) -> Iterable[tuple[str, int, float, float, str, str]]:
    whole = found.metrics
    flip = "-" if found.flip is None else f"{found.flip:.3f}"
    yield found.name, whole.n, whole.macro_f1, whole.accuracy, f"{whole.ece:.3f}", flip
    if len(found.kinds) > 1:
        for part in found.kinds:
            m = part.metrics
            yield f"{found.name}: {part.kind}", m.n, m.macro_f1, m.accuracy, f"{m.ece:.3f}", ""


def _confusion(facts: CardFacts) -> str:
    calibration = facts.calibration
    rows = [
        (f"gold {stance}", *map(str, counts))
        for stance, counts in zip(Stance, calibration.confusion, strict=True)
    ]
    bins = [
        (f"{one.low:.1f} to {one.high:.1f}", f"{one.n:,}", f"{one.accuracy:.3f}")
        for one in calibration.reliability
        if one.n
    ]
    told = (
        f"## Calibration\n\nTemperature: {calibration.temperature}; fitted on "
        f"{calibration.n:,} examples of {calibration.split}, {_shared(facts.recipe)}."
        f"{_unclear(calibration)}\n\n"
        + _table(("", *(f"labelled {stance}" for stance in Stance)), rows)
    )
    return told + ("\n\n" + _table(("confidence", "n", "right"), bins) if bins else "")


def _shared(recipe: Recipe) -> str:
    """Whether what the model was calibrated on is also what its figures are of."""
    apart = all(portion.part is Part.CALIBRATION for portion in recipe.calibration) and all(
        portion.part is Part.REPORT for portion in recipe.dev
    )
    shared = "which share no event, debate or article with the figures above"
    return shared if apart else "which the figures above share in part"


def _unclear(calibration: Calibration) -> str:
    claimed = calibration.claimed
    if claimed is None or not calibration.min_confidence:
        return ""
    return (
        f" Below a confidence of {calibration.min_confidence:.2f} `discourse` calls a stance "
        f"unclear: of these examples {claimed.coverage:.0%} have one, and {claimed.accuracy:.1%} "
        "of those are right."
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
