"""`discourse export`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded


def export(  # noqa: PLR0913 - a parameter an option
    run: options.Run,
    *,
    name: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="csv, jsonl, parquet, graphml or gexf (the reply network), "
            "convokit or label-studio (both folders).",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file or folder to write.")],
    pseudonymise: Annotated[
        bool,
        typer.Option(
            "--pseudonymise",
            help="Pseudonyms for authors, also where their exact names stand in comments; "
            "new ids, no links to comments. Who finds the page can still tell them by their words.",
        ),
    ] = False,
    key_file: Annotated[
        Path | None,
        typer.Option(
            help="A secret file: exports with the same one have the same pseudonyms. "
            "[default: a key of its own for each export]",
        ),
    ] = None,
    no_text: Annotated[
        bool,
        typer.Option("--no-text", help="Leave out the words of comments, quotes and articles."),
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Hand a finished run's comments and stances on in another format.

    Example: discourse export outputs/tunnel --format graphml -o tunnel.graphml

    Example: discourse export outputs/tunnel -f csv --pseudonymise --no-text -o votes.csv
    """
    with guarded():
        from discourse.run.export import Handing, export  # after --help had its chance

        handing = Handing(name, output, pseudonymise, key_file, no_text)
        written = export(run, handing)
        if not quiet:
            for path in written:
                _screen.say(f"written: {path}")
