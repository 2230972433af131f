"""`discourse label check`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _label_options as shared
from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded

if TYPE_CHECKING:
    from discourse.run.labels.checking import Check, Coefficient, Proportion, TargetAgreement, Unit

TARGETS = 20  # shown in the table; in files with a target an article there may be thousands
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
        else:
            _screen.table("agreement", WHO, _agreement(found))
            if len(found.targets) > TARGETS:
                _screen.say(f"... and {len(found.targets) - TARGETS:,} more targets (--json)")
            for line in _notes(found):
                _screen.out().print(line)
            _doubtful(found)
        shared.tell(done, quiet=quiet, verbose=verbose)
        raise typer.Exit(shared.code(done))


def _agreement(found: "Check") -> Iterator[tuple[str, ...]]:
    for target in found.targets[:TARGETS]:
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


def _notes(found: "Check") -> Iterator[str]:
    if found.targets and not found.by_article:
        yield "fewer than 5 articles: the intervals draw single comments, and may be too narrow"
    for target in found.targets[:1]:
        yield from _accuracy(target)


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
