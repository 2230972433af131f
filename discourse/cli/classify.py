"""`discourse classify`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded, progress


def classify(  # noqa: PLR0913 - a parameter an option
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="THREADS",
            help="What `discourse parse` wrote (a file, or - for standard input), or a run.",
        ),
    ],
    *,
    target: options.Target = None,
    config: options.Config = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here. [default: standard output]")
    ] = None,
    model: options.Model = None,
    device: options.Device = None,
    precision: options.Precision = None,
    token_budget: options.TokenBudget = None,
    min_confidence: options.MinConfidence = None,
    limit: options.Limit = None,
    quiet: options.Quiet = False,
) -> None:
    """Judge the comments of threads already parsed; a line of JSON a comment and target.

    Example: discourse parse pages/ | discourse classify - --target "the harbour tunnel"
    """
    with guarded():
        from discourse.run import classifying  # after --help had its chance
        from discourse.run.config import resolve

        flags = {
            "pages": paths,
            "targets": target,
            "model": model,
            "device": device,
            "precision": precision,
            "token_budget": token_budget,
            "min_confidence": min_confidence,
            "limit": limit,
        }
        settings = resolve(flags, config=config)
        asked, failures = classifying.ask_about(settings)
        with progress(quiet=quiet) as listener:
            rows = list(classifying.classify(asked, settings, listener))
        _screen.deliver(map(classifying.line, rows), output)
        for failure in failures:
            _screen.shout(failure.message)
        raise typer.Exit(_screen.exit_code(failures))
