"""`discourse evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded


def evaluate(  # noqa: PLR0913 - a parameter an option
    sets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SET",
            help="Labelled sets, such as reader-comments. [default: all that are there]",
            show_default=False,
        ),
    ] = None,
    *,
    data: options.Data = options.DATA,
    labels: Annotated[
        list[Path] | None,
        typer.Option(
            help="Labels of your own: CSV, JSONL or Parquet; may be given again.",
            show_default=False,
        ),
    ] = None,
    split: Annotated[str, typer.Option(help="dev, or test: to report once.")] = "dev",
    part: Annotated[
        str, typer.Option(help="all, report (not calibrated on), or calibration.")
    ] = "all",
    config: options.Config = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A folder for the figures as JSON, PNG and CSV."),
    ] = None,
    model: options.Model = None,
    device: options.Device = None,
    precision: Annotated[
        str | None,
        typer.Option(help="In which the model computes: fp32, bf16, int8 or auto. [default: fp32]"),
    ] = None,
    token_budget: options.TokenBudget = None,
    min_confidence: options.MinConfidence = None,
    seed: options.Seed = None,
    as_json: options.Json = False,
    verbose: options.Verbose = False,
) -> None:
    """Measure a stance model on labelled sets.

    Shows macro-F1 with a 95 % interval over whole events, debates or articles, accuracy, accuracy
    on the surest 80 %, the expected calibration error, and flips: comments with opposed targets
    that are right on all of them. --verbose adds single labels, confusion, and figures by length,
    style and place.

    Example: discourse evaluate reader-comments vast --data ../shared/data --out outputs/figures

    Example: discourse evaluate --labels mine.csv --model outputs/my-model/model
    """
    with guarded():
        from discourse.cli._assessment import show
        from discourse.run.config import resolve
        from discourse.run.models import evaluating  # after --help had its chance

        flags = {
            "model": model,
            "device": device,
            "precision": precision,
            "token_budget": token_budget,
            "min_confidence": min_confidence,
            "seed": seed,
        }
        settings = resolve(flags, config=config, defaults={"precision": "fp32"})
        named, files = tuple(sets or ()), tuple(labels or ())
        asked = evaluating.Evaluating(data, named, files, split, part, out, settings.seed)
        found = evaluating.evaluate(asked, settings)
        if as_json:
            _screen.data(found.as_json())
        else:
            show(found.assessments, verbose=verbose)
        for path in found.files:
            _screen.say(f"written: {path}")
