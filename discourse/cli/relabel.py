"""`discourse relabel`."""

from discourse.cli import _options as options
from discourse.cli._screen import guarded, progress


def relabel(  # noqa: PLR0913 - a parameter an option
    run: options.Run,
    *,
    model: options.Model = None,
    out: options.Out = None,
    overwrite: options.Overwrite = False,
    resume: options.Resume = False,
    device: options.Device = None,
    precision: options.Precision = None,
    token_budget: options.TokenBudget = None,
    min_confidence: options.MinConfidence = None,
    as_json: options.Json = False,
    opened: options.Open = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Judge the comments of a finished run with another model: a new run, no page parsed again.

    Pages, targets and all else are as in the run, which stays as it is. `discourse compare-runs`
    shows what changed.

    Example: discourse relabel outputs/RUN --model mine --out outputs/relabelled
    """
    with guarded():
        from discourse.cli._result import show
        from discourse.run.relabelling import relabel as again  # after --help had its chance
        from discourse.run.starting import Start

        flags = {
            "model": model,
            "out": out,
            "device": device,
            "precision": precision,
            "token_budget": token_budget,
            "min_confidence": min_confidence,
        }
        with progress(quiet=quiet) as listener:
            result = again(run, flags, Start(overwrite, resume), progress=listener)
        show(result, as_json=as_json, quiet=quiet, verbose=verbose, opened=opened)
