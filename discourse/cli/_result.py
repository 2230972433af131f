"""A run's result on the screen."""

import sys

import typer

from discourse.cli import _images, _overview, _screen
from discourse.run.inline import first_png
from discourse.run.result import RunResult

WIDEST = 100  # columns of a picture


def show(  # noqa: PLR0913 - a parameter an option
    result: RunResult,
    *,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    opened: bool,
    pictured: bool = False,
) -> None:
    """The tables, what is wrong, where the files are; raises typer.Exit with the exit code.

    `pictured` shows the report among the lines of a terminal that can.
    """
    for failure in result.failures:
        _screen.shout(failure.message + (f"\n{failure.trace}" if verbose else ""))
    if not quiet:
        _notes(result, verbose=verbose)
    if as_json:
        _screen.data(result.as_json())
    else:
        _overview.show(result, verbose=verbose)
    if pictured and not as_json:
        _picture(result)
    if not quiet:
        _places(result, verbose=verbose)
    if opened and result.pictures:
        typer.launch(str(result.pictures[0]))
    raise typer.Exit(_screen.exit_code(result.failures))


def _notes(result: RunResult, *, verbose: bool) -> None:
    skipped = [f"skipped: {one.page}: {one.reason}" for one in result.skipped]
    problems = [f"problem: {one.article}: {one.problem.message}" for one in result.problems]
    for lines in (skipped, problems, result.notes):
        for line in _screen.some(lines, verbose=verbose):
            _screen.say(line, "yellow")


def _picture(result: RunResult) -> None:
    """The report, where the terminal says that it can show pictures; its path is told anyway."""
    by, png = _images.protocol(), first_png(result.pictures)
    if by is None or not png:
        reason = "the terminal says it shows no pictures" if png else "there is no PNG"
        _screen.say(f"--show: {reason}; look at the files named here", "yellow")
        return
    _images.show(png, by, min(_screen.out().width, WIDEST), sys.stdout)


def _places(result: RunResult, *, verbose: bool) -> None:
    if result.path is None:
        _screen.say("no page could be read, so nothing was written")
        return
    counts = result.counts
    failed = f", {counts.failures:,} failed" if counts.failures else ""
    read = _screen.count(counts.pages, "page")
    _screen.say(f"{read} read{failed}; the run is in {result.path}")
    for picture in result.pictures if verbose else result.pictures[:1]:
        _screen.say(f"{'picture' if verbose else 'report'}: {picture}")
    if result.page is not None:
        _screen.say(f"page: {result.page}")
