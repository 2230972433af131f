"""A run's result on the screen."""

import typer

from discourse.cli import _screen
from discourse.run.result import RunResult

COLUMNS = ("stance", "n", "share", "up", "down", "net", "median net")


def show(result: RunResult, *, as_json: bool, quiet: bool, verbose: bool, opened: bool) -> None:
    """The tables, what is wrong, where the files are; raises typer.Exit with the exit code."""
    for failure in result.failures:
        _screen.shout(failure.message + (f"\n{failure.trace}" if verbose else ""))
    if not quiet:
        _notes(result, verbose=verbose)
    if as_json:
        _screen.data(result.as_json())
    else:
        _tables(result)
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


def _tables(result: RunResult) -> None:
    for target, sentence in zip(result.summary.overall, result.sentences, strict=True):
        text = target.target.text
        title = target.target.name + (f": {text}" if text not in ("", target.target.name) else "")
        rows = [
            (
                row.stance.value,
                f"{row.n:,}",
                "-" if row.share.share is None else f"{row.share.share:.0%}",
                f"{row.up.total:,}" if row.up.shown else "-",
                f"{row.down.total:,}" if row.down.shown else "-",
                f"{row.net.total:+,}" if row.net.shown else "-",
                "-" if row.median_net is None else f"{row.median_net:+g}",
            )
            for row in target.rows
        ]
        _screen.table(title, COLUMNS, rows)
        _screen.out().print(_counts(target.comments, target.articles, target.abstained))
        _screen.out().print(_screen.clean(sentence), end="\n\n")


def _counts(comments: int, articles: int, abstained: int) -> str:
    counted = f"{_screen.count(comments, 'comment')} on {_screen.count(articles, 'article')}"
    return counted + (f", {abstained:,} without a stance" if abstained else "")


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
