"""`discourse train`."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._figures import show
from discourse.cli._screen import guarded
from discourse.errors import SettingsError

if TYPE_CHECKING:
    from discourse.run.models.fitting import Progress
    from discourse.run.models.own_labels import OwnLabels
    from discourse.run.models.tuning import Tuned, Tuning

EVERY = 50  # steps between two lines of progress
LONGEST_SILENCE = 60  # seconds: where steps are slow, lines come sooner


def train(  # noqa: PLR0913 - a parameter an option
    recipe: Annotated[
        Path | None, typer.Argument(metavar="CONFIG", help="A recipe: a YAML file.")
    ] = None,
    *,
    parent: Annotated[
        str, typer.Option("--from", help="Instead of a recipe: go on from this model.")
    ] = "",
    data: Annotated[
        list[Path] | None,
        typer.Option(
            help="Files or folders of labels (with --from; may be given again), or the folder of "
            f"labelled sets (with a recipe). [default: {options.DATA}]",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where the model and its checkpoints go.")
    ] = Path("outputs/training"),
    curve: Annotated[
        bool,
        typer.Option(
            "--curve", help="With --from: train on parts of the labels too; are more worth it?"
        ),
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="With --from: of the training.")] = 13,
    strict: Annotated[
        bool, typer.Option("--strict", help="With --from: a bad row is an error.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the last checkpoint in --out.")
    ] = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Train a stance model: after a recipe, or on from a model with labels of your own.

    The model directory is OUT/model; OUT/metrics.json and OUT/training.png say how it went. With
    --from, about a fifth of the labels is held out, whole articles at a time, and what the model
    knew is mixed in. A training that was killed goes on with --resume, to the same result. Exit
    code 3 where bad rows of the labels were left out.

    Example: discourse train --from default --data labels.csv -o outputs/mine
    """
    with guarded():
        if (recipe is None) == (not parent):
            raise SettingsError("train: expected a recipe or --from MODEL, one of the two")
        if parent:
            from discourse.run.models.tuning import Tuning, located  # after --help had its chance

            labels = tuple(data or ())
            tuning = Tuning(located(parent), labels, out, seed, resume=resume, strict=strict)
            raise typer.Exit(_tune(tuning, curve=curve, as_json=as_json, quiet=quiet))
        if curve or strict:
            raise SettingsError(f"{'--curve' if curve else '--strict'}: only with --from")
        _fit(
            recipe or Path(),
            data or [options.DATA],
            out,
            resume=resume,
            as_json=as_json,
            quiet=quiet,
        )


def _fit(  # noqa: PLR0913 - as many as there are options
    recipe: Path, data: list[Path], out: Path, *, resume: bool, as_json: bool, quiet: bool
) -> None:
    from discourse.run.models.fitting import Fitting, fit

    if len(data) > 1:
        raise SettingsError(f"--data: expected one folder with a recipe, found {len(data)}")
    fitted = fit(Fitting(recipe, data[0], out, resume), _teller(quiet=quiet))
    show(fitted.evaluations, as_json=as_json)
    _screen.say(f"model: {fitted.folder}")


def _tune(tuning: "Tuning", *, curve: bool, as_json: bool, quiet: bool) -> int:
    """Train, say what came of it, give the exit code."""
    from discourse.run.models.curve import draw_curve
    from discourse.run.models.tuning import prepare, tune

    prepared = prepare(tuning)
    _tell_labels(prepared.labels, quiet=quiet)
    tell = _teller(quiet=quiet)
    tuned = tune(prepared, tell)
    show(tuned.fitted.evaluations, as_json=as_json)
    _tell_change(tuned)
    if curve:
        drawn = draw_curve(prepared, tuned, tell)
        _screen.say(f"{drawn.sentence}\ncurve: {drawn.picture}")
    _screen.say(f"model: {tuned.fitted.folder}")
    return _screen.SOME_FAILED if prepared.labels.bad else 0


def _tell_labels(labels: "OwnLabels", *, quiet: bool) -> None:
    """Rows that were left out, warnings, and how many labels there are."""
    for row in labels.bad[: _screen.SHOWN]:
        _screen.shout(str(row))
    if len(labels.bad) > _screen.SHOWN:
        _screen.shout(f"... and {len(labels.bad) - _screen.SHOWN:,} more bad rows")
    for warning in labels.learnable.warnings:
        _screen.say(f"warning: {warning}", style="yellow")
    if not quiet:
        _screen.say(labels.learnable.counts)


def _tell_change(tuned: "Tuned") -> None:
    """Before and after on the dev sets."""
    for one in tuned.figures:
        points = 100 * (one.after - one.before)
        _screen.say(
            f"{one.name}: macro-F1 {one.before:.3f} before, {one.after:.3f} now "
            f"({points:+.1f} points on {one.n:,} held-out labels)"
        )


def _teller(*, quiet: bool, clock: Callable[[], float] = monotonic) -> "Callable[[Progress], None]":
    """A line on standard error now and then, with the minutes that are left of the stage."""
    last = clock()

    def tell(progress: "Progress") -> None:
        nonlocal last
        due = progress.step % EVERY == 0 or progress.step == progress.steps
        if quiet or not (due or clock() - last >= LONGEST_SILENCE):
            return
        last = clock()
        _screen.say(
            f"{progress.stage}: step {progress.step:,} of {progress.steps:,}, "
            f"loss {progress.loss:.3f}, {progress.seconds_left / 60:.0f} minutes left"
        )

    return tell
