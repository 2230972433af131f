"""`discourse calibrate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded

if TYPE_CHECKING:
    from discourse.run.models.calibrating import Calibration

COLUMNS = ("calibrated on", "n", "temperature", "least confidence", "claimed", "right")


def calibrate(  # noqa: PLR0913 - a parameter an option
    model: Annotated[
        str,
        typer.Argument(metavar="MODEL", help="A model's name, a directory, or owner/name (hub)."),
    ],
    sets: Annotated[list[str], typer.Argument(metavar="SET...", help="Labelled sets.")],
    *,
    data: options.Data = options.DATA,
    part: Annotated[
        str, typer.Option(help="Of the sets' dev groups: calibration, report or all.")
    ] = "calibration",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="A new directory for a calibrated copy. [default: MODEL itself is changed, if it "
            "is a directory of your own]",
            show_default=False,
        ),
    ] = None,
    config: options.Config = None,
    device: options.Device = None,
) -> None:
    """Fit a model's confidence to labelled sets: its temperature, and when to claim no stance.

    Writes calibration.json into the model directory, with the table of confusion that corrects
    shares. A model that goes by a name stays as it is: --out says where its calibrated copy goes.
    Labels stay as they are; a training does this by itself at its end.

    Example: discourse calibrate outputs/my-model/model reader-comments arc-multi
    """
    with guarded():
        from discourse.run.config import resolve
        from discourse.run.models.calibrating import Calibrating, recalibrate  # after --help

        settings = resolve({"device": device}, config=config)
        found = recalibrate(Calibrating(model, tuple(sets), data, part, out), settings)
        _screen.table("", COLUMNS, [_row(found)])
        if out is not None:
            _screen.say(f"the calibrated copy is in {out}")


def _row(found: "Calibration") -> tuple[str, ...]:
    claimed = found.claimed or found.coverage[0]
    return (
        found.split,
        f"{found.n:,}",
        str(found.temperature),
        f"{found.min_confidence:.3f}",
        f"{claimed.coverage:.0%}",
        f"{claimed.accuracy:.1%}",
    )
