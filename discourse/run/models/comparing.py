"""An old model against a new one: both judge the same labelled rows; `discourse compare`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from discourse.errors import LabelError, ModelError
from discourse.labelling.columns import BadRow
from discourse.labelling.comparing import (
    TOLERANCE,
    Answered,
    Comparison,
    SetComparison,
    Verdict,
    compare_on,
)
from discourse.labelling.paired import Difference, Paired
from discourse.run.api import load_model
from discourse.run.config import model_store
from discourse.run.labels.examples import LabelledExamples, read_examples
from discourse.run.models import compared_files, learned, verdicts
from discourse.run.models.compared_files import Pair
from discourse.run.models.recipes import library
from discourse.run.models.verdicts import Found
from discourse.run.pages.outcome import Stage
from discourse.run.progress import Progress
from discourse.stance import classifier
from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import Classifier, Judgement

__all__ = [
    "Compared",
    "Comparing",
    "Difference",
    "Paired",
    "SetComparison",
    "compare",
    "sets_named",
]

KNOWN = ("reader-comments",)  # their dev part ships, and the shipped models know the train part
WINDOW = 512  # questions judged at once
SHIPPED = Path()  # the data folder where there is none: sets that ship are found without


@dataclass(frozen=True, slots=True)
class Comparing:
    """A comparison to be made. `labels` are files of labels that neither model learned from.

    `sets` are named sets whose dev part is measured too, in the folder `data` where they do not
    ship; `tolerance` is how much macro-F1 may be lost on each of them.
    """

    old: str
    new: str
    labels: tuple[Path, ...]
    sets: tuple[str, ...] = KNOWN
    data: Path | None = None
    out: Path | None = None
    device: str = "auto"
    tolerance: float = TOLERANCE
    seed: int = 0
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison made: what came of it, what should be known of it, and where the files are."""

    comparison: Comparison
    pair: Pair
    warnings: tuple[str, ...]
    files: tuple[Path, ...]
    bad: tuple[BadRow, ...]  # rows of the labels that could not be read

    @property
    def sentence(self) -> str:
        """The verdict in one line."""
        return self.comparison.sentence(self.pair.old.name, self.pair.new.name)

    @property
    def promotes(self) -> bool:
        """Whether the new model should take the place of the old one."""
        return self.comparison.verdict is Verdict.BETTER

    def as_json(self) -> str:
        """The comparison for machines."""
        return compared_files.as_json(self.comparison, self.pair, self.warnings)


def sets_named(given: Sequence[str] | None) -> tuple[str, ...]:
    """The sets that are named; those that every model should know where none is, or `none`."""
    if not given:
        return KNOWN
    return () if list(given) == ["none"] else tuple(given)


def compare(asked: Comparing, progress: Progress) -> Compared:
    """Both models on the same rows; writes the files and keeps the verdict beside the new model.

    Raises LabelError for labels and sets that cannot be read, ModelError for a model that does not
    load or is the same as the other, SettingsError for an unknown set.
    """
    held, told = _unlearned(asked, read_examples(asked.labels, strict=asked.strict))
    known = library(asked.data or SHIPPED)
    sets = {name: known.examples(name, Split.DEV) for name in asked.sets}
    old, new = (load_model(name, device=asked.device) for name in (asked.old, asked.new))
    if old.digest == new.digest:
        raise ModelError(asked.new, f"another model than {asked.old}", "the same")
    pair = Pair(compared_files.named(old), compared_files.named(new))
    named = {", ".join(path.name for path in asked.labels): held.examples, **sets}
    answered = _answered(old, new, named, progress)
    first, *others = [compare_on(name, rows, asked.seed) for name, rows in answered.items()]
    comparison = Comparison(first, tuple(others), asked.tolerance)
    warnings = (*told, *_warnings(held, comparison))
    folder = asked.out or compared_files.folder_for(pair)
    files = compared_files.write(folder, comparison, pair, answered, warnings)
    kept = _keep(asked, comparison, pair)
    return Compared(comparison, pair, (*warnings, *kept), files, held.bad)


def _unlearned(
    asked: Comparing, found: LabelledExamples
) -> tuple[LabelledExamples, tuple[str, ...]]:
    """The examples that neither model has learned from, and what is to be said of the others."""
    told, left = [], found.examples
    for name in (asked.old, asked.new):
        known = learned.of(_folder(name))
        knows = known.from_any(left)
        left = tuple(one for one, known_too in zip(left, knows, strict=True) if not known_too)
        if any(knows):
            told.append(f"left out, since {name} has learned from them: {sum(knows):,} rows")
        if chosen := known.by_any(left):
            told.append(
                f"{chosen:,} rows decided when {name} stopped learning, so its figures on them may "
                "be a little too good"
            )
    if not left:
        files = ", ".join(map(str, asked.labels))
        raise LabelError(files, "labels that neither model has learned from", "none")
    articles = len({one.group for one in left}) if found.articles else 0
    return replace(found, examples=left, articles=articles), tuple(told)


def _folder(name: str) -> Path:
    return classifier.folder_of(model_store().locate(name))


def _answered(
    old: Classifier, new: Classifier, sets: dict[str, Sequence[Example]], progress: Progress
) -> dict[str, list[Answered]]:
    progress.start(Stage.CLASSIFY, 2 * sum(map(len, sets.values())))
    found = {}
    for name, examples in sets.items():
        said = [list(_judgements(model, examples, progress)) for model in (old, new)]
        found[name] = list(map(Answered, examples, *said))
    return found


def _judgements(
    model: Classifier, examples: Sequence[Example], progress: Progress
) -> Iterator[Judgement]:
    for start in range(0, len(examples), WINDOW):
        window = [example.question for example in examples[start : start + WINDOW]]
        yield from model.judge(window)
        progress.advance(len(window))


def _warnings(held: LabelledExamples, comparison: Comparison) -> Iterator[str]:
    if not held.articles:
        yield "no row names its article: those of one may be alike, and the interval too narrow"
    elif not comparison.held.by_article:
        yield (
            f"fewer than 5 articles ({held.articles}): the intervals draw single comments, and may "
            "be too narrow"
        )
    if held.left_out:
        yield f"comments without a stance left out (unclear, skipped, divided): {held.left_out:,}"
    for one in (comparison.held, *comparison.known):
        if one.unjudged:
            yield f"{one.name}: {one.unjudged:,} rows left out that a model cannot judge"


def _keep(asked: Comparing, comparison: Comparison, pair: Pair) -> Iterator[str]:
    """Keeps the verdict beside the new model wherever it lies; tells where that is not possible."""
    store = model_store()
    folder = _folder(asked.new)
    shipped = folder.parent == classifier.MODELS
    folders = {folder.resolve()} if folder.is_dir() and not shipped else set()
    folders |= {path.resolve() for path in verdicts.stored_alike(store, pair.new.digest)}
    found = Found(
        old=pair.old.name,
        old_digest=pair.old.digest,
        new_digest=pair.new.digest,
        verdict=comparison.verdict,
        sentence=comparison.sentence(pair.old.name, pair.new.name),
        at=datetime.now(UTC),
        rows=comparison.held.figures.n,
        sets=tuple(one.name for one in comparison.known),
    )
    for path in sorted(folders):
        try:
            verdicts.note(path, found)
        except ModelError as error:
            yield f"the verdict is not kept beside the model: {error}"
