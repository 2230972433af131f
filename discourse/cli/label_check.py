"""`discourse label check`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _label_options as shared
from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded
from discourse.errors import LabelError

if TYPE_CHECKING:
    from discourse.run.labels.checking import Check, Coefficient, Proportion, TargetAgreement, Unit

TARGETS = 20  # shown in the table; in files with a target an article there may be thousands
NOBODY_ELSE = "no comment has labels of two annotators: how far people agree cannot be told"
FEW_ARTICLES = "fewer than 5 articles: the intervals draw single comments, and may be too narrow"
WHO = ("target", "who", "n", "agree", "coefficient", "95 % interval")


def check(  # noqa: PLR0913 - a parameter an option
    files: shared.Files,
    *,
    show: Annotated[int, typer.Option(min=0, help="How many doubtful comments to show.")] = 20,
    seed: shared.LabelSeed = 0,
    strict: shared.Strict = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Hold annotators, and the model, against each other.

    Lists what they disagree on most, likely label errors first. Krippendorff's alpha (nominal)
    over all annotators and Cohen's kappa of each two, with intervals from drawing whole
    articles again. Unclear counts as a label of its own.

    Example: discourse label check todo.ada.jsonl todo.ben.jsonl
    """
    with guarded():
        from discourse.run.labels import checking  # after --help had its chance

        found, done = checking.check_files(files, show=show, strict=strict, seed=seed)
        if as_json:
            _screen.data(checking.as_json(found))
        elif found.labels:
            _show(found)
        shared.tell(done, quiet=quiet, verbose=verbose)
        if not found.labels:
            raise LabelError(", ".join(map(str, files)), "labels", "none")
        raise typer.Exit(shared.code(done))


def _show(found: "Check") -> None:
    compared = [one for one in found.targets if one.shared or one.models]
    if compared:
        _screen.table("agreement", WHO, _agreement(compared[:TARGETS]))
    if len(compared) > TARGETS:
        _screen.say(f"... and {len(compared) - TARGETS:,} more targets (--json)")
    if not any(one.shared for one in compared):
        _screen.out().print(NOBODY_ELSE)
    if compared and not found.by_article:
        _screen.out().print(FEW_ARTICLES)
    for line in _accuracy(found.targets[0]):
        _screen.out().print(line)
    _doubtful(found)


def _agreement(targets: "Sequence[TargetAgreement]") -> Iterator[tuple[str, ...]]:
    for target in targets:
        yield (target.target, "all (alpha)", f"{target.shared:,}", "-", *_coefficient(target.alpha))
        for pair in target.pairs:
            who = f"{pair.first}, {pair.second} (kappa)"
            yield "", who, *_agreed(pair.agreed), *_coefficient(pair.kappa)
        for one in target.models:
            who = f"{one.annotator}, model {one.model} (kappa)"
            yield "", who, *_agreed(one.agreed), *_coefficient(one.kappa)


def _agreed(agreed: "Proportion") -> tuple[str, str]:
    return f"{agreed.whole:,}", "-" if agreed.share is None else f"{agreed.share:.0%}"


def _coefficient(found: "Coefficient") -> tuple[str, str]:
    value = "-" if found.value is None else f"{found.value:.2f}"
    interval = found.interval
    return value, f"{interval.low:.2f} to {interval.high:.2f}" if interval else "-"


def _accuracy(target: "TargetAgreement") -> Iterator[str]:
    """What the random share says of the model."""
    for one in target.models:
        share, interval = one.on_random.share, one.on_random.interval
        if share is not None and interval is not None:
            yield (
                f"accuracy of {one.model} on the comments drawn at random, after {one.annotator}: "
                f"{share:.0%} ({interval.low:.0%} to {interval.high:.0%}, n {one.on_random.whole})"
            )


def _doubtful(found: "Check") -> None:
    for unit in found.doubtful:
        _screen.out().print(_screen.clean(_doubt(unit)))
    more = found.in_doubt - len(found.doubtful)
    if more > 0:
        _screen.say(f"... and {more:,} more in doubt (--show)")


def _doubt(unit: "Unit") -> str:
    said = ", ".join(f"{one.annotator or '?'}: {one.answer.value}" for one in unit.labels)
    stance = unit.task.predicted
    if unit.task.scores is not None and stance is not None:
        said += f", model: {stance.value} ({unit.task.scores[stance]:.0%})"
    return f"{unit.doubt:.2f}  {unit.task.id}  {said}  [{unit.task.target}]  {unit.task.text}"
