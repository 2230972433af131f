"""`discourse label export`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _label_options as shared
from discourse.cli import _options as options
from discourse.cli._screen import guarded


def export(  # noqa: PLR0913 - a parameter an option
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Labels, or tasks that are to be labelled."),
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Write here.")],
    kind: shared.Format = None,
    strict: shared.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write labels, and tasks that have none, for other tools.

    Of each annotator and comment the latest label counts. In CSV, text that a spreadsheet would
    run as a formula is made plain.

    Example: discourse label export todo.ada.jsonl -o labels.csv

    Example: discourse label export todo.jsonl --format doccano -o tasks.jsonl
    """
    with guarded():
        from discourse.run.labels.converting import export_labels  # after --help had its chance
        from discourse.run.labels.source import kind_of

        done = export_labels(files, output, kind_of(output, kind), strict=strict)
        shared.tell(done, quiet=quiet, verbose=verbose)
        raise typer.Exit(shared.code(done))
