"""The commands put together."""

from collections.abc import Callable
from typing import Annotated

import typer

from discourse import __version__
from discourse.cli.analyze import analyze
from discourse.cli.calibrate import calibrate
from discourse.cli.classify import classify
from discourse.cli.compare import compare
from discourse.cli.compare_runs import compare_runs
from discourse.cli.evaluate import evaluate
from discourse.cli.export import export
from discourse.cli.label import label_application
from discourse.cli.models import models_application
from discourse.cli.parse import parse
from discourse.cli.relabel import relabel
from discourse.cli.report import report
from discourse.cli.train import train

COMMANDS: dict[Callable[..., None], str] = {
    analyze: "The whole job: saved pages in, stance by vote out.",
    parse: "Saved pages to threads, and no further.",
    classify: "Judge the comments of threads already parsed.",
    relabel: "Judge a finished run with another model.",
    report: "Draw a finished run again.",
    export: "Hand a finished run on in another format.",
    train: "Train a stance model, also on from one with labels of yours.",
    evaluate: "Measure a stance model on labelled sets.",
    calibrate: "Fit a stance model's confidence to labelled sets.",
    compare_runs: "Show what changed between two runs.",
    compare: "Hold a new model against the old one: promote it?",
}


def application() -> typer.Typer:
    """The application with all its commands; each one's help is its docstring."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,  # a bug shows Python's own traceback
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,  # help is plain text, and quick
    )
    app.callback()(discourse)
    for command, short in COMMANDS.items():
        app.command(short_help=short)(command)
    app.add_typer(label_application(), name="label", short_help="Label comments by hand.")
    app.add_typer(models_application(), name="models", short_help="Keep models by name.")
    return app


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's signature
    if asked:
        typer.echo(f"discourse {__version__}")
        raise typer.Exit


def discourse(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Reader comments of saved news pages: their votes, quotes and stance, and stance by vote."""
