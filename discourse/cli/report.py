"""`discourse report`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _options as options
from discourse.cli._screen import guarded, progress


def report(  # noqa: PLR0913 - a parameter an option
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The directory of a finished run.")],
    *,
    detail: options.Detail = None,
    as_json: options.Json = False,
    opened: options.Open = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Draw the pictures of a finished run again, without judging anything anew.

    Example: discourse report outputs/20260101T120000Z-tunnel-1a2b3c4d --detail all
    """
    with guarded():
        from discourse.cli._result import show
        from discourse.run.drawing import redraw  # after --help had its chance

        with progress(quiet=quiet) as listener:
            result = redraw(run, detail=detail, progress=listener)
        show(result, as_json=as_json, quiet=quiet, verbose=verbose, opened=opened)
