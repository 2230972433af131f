"""`discourse label`: its commands put together."""

import typer

from discourse.cli.label_check import check
from discourse.cli.label_do import do
from discourse.cli.label_export import export
from discourse.cli.label_import import import_
from discourse.cli.label_pick import pick


def label_application() -> typer.Typer:
    """The commands of labelling, under one name."""
    app = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(label)
    for command in (pick, do, check, export):
        app.command()(command)
    app.command("import")(import_)
    return app


def label() -> None:
    """Label comments by hand: choose them, label them, hold annotators against each other.

    Example: discourse label pick outputs/RUN -n 200 -o todo.jsonl

    Example: discourse label do todo.jsonl --annotator ada
    """
