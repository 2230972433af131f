"""`discourse evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _options as options
from discourse.cli._figures import show
from discourse.cli._screen import guarded


def evaluate(  # noqa: PLR0913 - a parameter an option
    sets: Annotated[
        list[str], typer.Argument(metavar="SET...", help="Labelled sets, such as reader-comments.")
    ],
    *,
    data: Annotated[Path, typer.Option(help="The folder of labelled data.")] = Path(
        "../shared/data"
    ),
    split: Annotated[str, typer.Option(help="dev, or test: to report once.")] = "dev",
    model: options.Model = None,
    device: options.Device = None,
    as_json: options.Json = False,
) -> None:
    """Measure a stance model on labelled sets: macro-F1, accuracy, calibration error, flips.

    Example: discourse evaluate reader-comments vast --data ../shared/data
    """
    with guarded():
        from discourse.run import fitting  # after --help had its chance
        from discourse.run.api import load_model

        parsed = fitting.split_named(split)
        classifier = load_model(model or "default", device=device or "auto")
        show(fitting.evaluate_on(classifier, data, sets, parsed), as_json=as_json)
