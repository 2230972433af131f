"""`discourse label import`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _label_options as shared
from discourse.cli import _options as options
from discourse.cli._screen import guarded


def import_(  # noqa: PLR0913 - a parameter an option
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="CSV, JSONL, Parquet, or what other tools export."),
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="JSON lines of labels go here.")],
    column: Annotated[
        list[str] | None, typer.Option(help="OURS=THEIRS, such as text=body; may be given again.")
    ] = None,
    label: Annotated[
        list[str] | None, typer.Option(help="THEIRS=OURS, such as pro=favor; may be given again.")
    ] = None,
    target: Annotated[str, typer.Option(help="The target of rows that name none.")] = "",
    annotator: Annotated[str, typer.Option(help="The annotator of rows that name none.")] = "",
    kind: shared.Format = None,
    encoding: Annotated[str | None, typer.Option(help="Such as cp1252. [default: utf-8]")] = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="YAML: columns, labels, target, annotator, format."),
    ] = None,
    strict: shared.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Read labels of other tools.

    Each bad row is told with its line, what was expected and what was found. Needed are a text,
    a target and a label (against, neutral, favor, unclear) a row. Rows without a label are
    counted. Exit code 3 where bad rows were left out.

    Example: discourse label import done.csv --column text=body --label pro=favor -o labels.jsonl
    """
    with guarded():
        from discourse.run.labels.converting import import_labels  # after --help had its chance
        from discourse.run.labels.settings import pairs, resolve_labels

        flags = {
            "columns": pairs("--column", column),
            "labels": pairs("--label", label),
            "target": target,
            "annotator": annotator,
            "format": kind,
            "encoding": encoding,
        }
        settings = resolve_labels(flags, config)
        sources = [settings.source(path) for path in files]
        done = import_labels(sources, output, strict=strict)
        shared.tell(done, quiet=quiet, verbose=verbose)
        raise typer.Exit(shared.code(done))
