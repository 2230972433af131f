"""`discourse train`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._figures import show
from discourse.cli._screen import guarded

if TYPE_CHECKING:
    from discourse.run.fitting import Progress

EVERY = 50  # steps between two lines of progress


def train(  # noqa: PLR0913 - a parameter an option
    recipe: Annotated[Path, typer.Argument(metavar="CONFIG", help="A recipe: a YAML file.")],
    *,
    data: Annotated[Path, typer.Option(help="The folder of labelled data.")] = Path(
        "../shared/data"
    ),
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where the model and its checkpoints go.")
    ] = Path("outputs/training"),
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the last checkpoint in --out.")
    ] = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Train a stance model after a recipe; the model directory is OUT/model.

    A training that was killed goes on with --resume, to the same result.

    Example: discourse train configs/train-default.yaml --out outputs/my-model
    """
    with guarded():
        from discourse.run.fitting import Fitting, fit  # after --help had its chance

        fitted = fit(Fitting(recipe, data, out, resume), _teller(quiet=quiet))
        show(fitted.evaluations, as_json=as_json)
        _screen.say(f"model: {fitted.folder}")


def _teller(*, quiet: bool) -> "Callable[[Progress], None]":
    """A line on standard error now and then, with the minutes that are left of the stage."""

    def tell(progress: "Progress") -> None:
        if not quiet and (progress.step % EVERY == 0 or progress.step == progress.steps):
            _screen.say(
                f"{progress.stage}: step {progress.step:,} of {progress.steps:,}, "
                f"loss {progress.loss:.3f}, {progress.seconds_left / 60:.0f} minutes left"
            )

    return tell
