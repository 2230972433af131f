"""`discourse calibrate`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded


def calibrate(  # noqa: PLR0913 - a parameter an option
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="A model directory.")],
    sets: Annotated[list[str], typer.Argument(metavar="SET...", help="Labelled sets.")],
    *,
    data: Annotated[Path, typer.Option(help="The folder of labelled data.")] = Path(
        "../shared/data"
    ),
    part: Annotated[
        str, typer.Option(help="Of the sets' dev groups: calibration, report or all.")
    ] = "calibration",
    config: options.Config = None,
    device: options.Device = None,
) -> None:
    """Fit a model's confidence to labelled sets: its temperature, and when to claim no stance.

    Writes calibration.json into the model directory, with the table of confusion that corrects
    shares. Labels stay as they are; a training does this by itself at its end.

    Example: discourse calibrate outputs/my-model/model reader-comments arc-multi
    """
    with guarded():
        from discourse.run.config import resolve
        from discourse.run.models.calibrating import Calibrating, recalibrate  # after --help

        settings = resolve({"device": device}, config=config)
        found = recalibrate(Calibrating(model, tuple(sets), data, part), settings)
        claimed = found.claimed or found.coverage[0]
        _screen.table(
            "",
            ("calibrated on", "n", "temperature", "least confidence", "claimed", "right"),
            [
                (
                    found.split,
                    f"{found.n:,}",
                    str(found.temperature),
                    f"{found.min_confidence:.3f}",
                    f"{claimed.coverage:.0%}",
                    f"{claimed.accuracy:.1%}",
                )
            ],
        )
