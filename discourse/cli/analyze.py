"""`discourse analyze`."""

from discourse.cli import _options as options
from discourse.cli._screen import guarded, progress


def analyze(  # noqa: PLR0913 - a parameter an option
    paths: options.Pages = None,
    *,
    target: options.Target = None,
    column: options.Column = None,
    config: options.Config = None,
    out: options.Out = None,
    overwrite: options.Overwrite = False,
    resume: options.Resume = False,
    engine: options.Engine = None,
    workers: options.Workers = None,
    model: options.Model = None,
    device: options.Device = None,
    precision: options.Precision = None,
    token_budget: options.TokenBudget = None,
    min_confidence: options.MinConfidence = None,
    seed: options.Seed = None,
    limit: options.Limit = None,
    detail: options.Detail = None,
    picture_format: options.PictureFormat = None,
    theme: options.Theme = None,
    locale: options.Locale = None,
    dpi: options.Dpi = None,
    html: options.Html = None,
    as_json: options.Json = False,
    opened: options.Open = False,
    pictured: options.Show = False,
    no_color: options.NoColor = False,  # noqa: ARG001 - its callback does it
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Parse saved pages, judge each comment's stance, and chart stance by vote.

    Exit code: 0 all is well, 1 an error of ours, 2 wrong usage, 3 some pages failed.

    Example: discourse analyze pages/ --target "the harbour tunnel" --out report

    Example: discourse analyze comments.csv --column text=Comment --column up=Thumbs --target tolls
    """
    with guarded():
        from discourse.cli._result import show
        from discourse.run.analysis import analyze as run  # after --help had its chance
        from discourse.run.columns import columns_of
        from discourse.run.config import resolve
        from discourse.run.starting import Start

        flags = {
            "pages": paths,
            "targets": target,
            "columns": columns_of(column or ()) or None,
            "out": out,
            "model": model,
            "device": device,
            "precision": precision,
            "token_budget": token_budget,
            "min_confidence": min_confidence,
            "seed": seed,
            "limit": limit,
            "detail": detail,
            "picture_format": picture_format,
            "theme": theme,
            "locale": locale,
            "dpi": dpi,
            "html": html,
            "engine": engine,
            "workers": workers,
        }
        settings = resolve(flags, config=config)
        with progress(quiet=quiet) as listener:
            result = run(settings, Start(overwrite, resume), progress=listener)
        show(
            result,
            as_json=as_json,
            quiet=quiet,
            verbose=verbose,
            opened=opened,
            pictured=pictured,
        )
