"""`discourse report`."""

from discourse.cli import _options as options
from discourse.cli._screen import guarded, progress


def report(  # noqa: PLR0913 - a parameter an option
    run: options.Run,
    *,
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
    """Draw the pictures and the page of a finished run again, without judging anything anew.

    Example: discourse report outputs/20260101T120000Z-tunnel-1a2b3c4d --detail all

    Example: discourse report outputs/tunnel --picture-format svg --picture-format png --dpi 200
    """
    with guarded():
        from discourse.cli._result import show
        from discourse.run.drawing import redraw  # after --help had its chance

        flags = {
            "detail": detail,
            "picture_format": picture_format,
            "theme": theme,
            "locale": locale,
            "dpi": dpi,
            "html": html,
        }
        with progress(quiet=quiet) as listener:
            result = redraw(run, progress=listener, **flags)
        show(
            result,
            as_json=as_json,
            quiet=quiet,
            verbose=verbose,
            opened=opened,
            pictured=pictured,
        )
