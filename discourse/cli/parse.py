"""`discourse parse`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded, progress

if TYPE_CHECKING:
    from discourse.run.pages.parsing import ParsedPages


def parse(  # noqa: PLR0913 - a parameter an option
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Saved pages: files, folders, quoted globs, or - for standard input.",
        ),
    ],
    *,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show every line with its role, and the layout and why."),
    ] = False,
    report: Annotated[
        bool,
        typer.Option("--report", help="How well each page was parsed: a table; with -o, a CSV."),
    ] = False,
    golden: Annotated[
        bool, typer.Option("--golden", help="Write a golden file for a test: indented JSON.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON lines, also with --explain. [default without it]")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here. [default: standard output]")
    ] = None,
    column: options.Column = None,
    config: options.Config = None,
    limit: options.Limit = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Turn saved pages into threads, a line of JSON each; or show how a page was read.

    Exit code: 0 all is well, 1 an error of ours, 2 wrong usage, 3 some pages failed.

    Example: discourse parse pages/ -o threads.jsonl

    Example: discourse parse page.txt --explain

    Example: discourse parse pages/ --report -o quality.csv

    Example: discourse parse pages/ --config limits.yaml

    Example: discourse parse page.html --golden -o page.html.expected.json
    """
    with guarded():
        from discourse.cli import _explain, _quality
        from discourse.run.columns import columns_of  # after --help had its chance
        from discourse.run.config import resolve_parsing
        from discourse.run.pages import parsing, quality
        from discourse.run.pages.bounds import bounds_of

        flags = {"limit": limit, "columns": columns_of(column or ()) or None}
        settings = resolve_parsing(flags, config=config)
        with progress(quiet=quiet) as listener:
            done = parsing.parse_paths(
                paths,
                limit=settings.limit,
                columns=settings.columns,
                bounds=bounds_of(settings),
                progress=listener,
            )
        if explain and as_json:
            _screen.deliver((one.as_json() for one in done.explained()), output)
        elif explain:
            _explain.show(done.explained())
        elif report:
            _quality.show(quality.quality(done))
            if output is not None:
                _screen.deliver([quality.as_csv(done).rstrip("\n")], output)
        elif golden:
            _screen.deliver([done.golden().rstrip("\n")], output)
        else:
            _screen.deliver(done.lines(), output)
        _told(done, quiet=quiet, verbose=verbose)
        raise typer.Exit(_screen.exit_code(done.failures))


def _told(done: "ParsedPages", *, quiet: bool, verbose: bool) -> None:
    for failure in done.failures:
        _screen.shout(failure.message)
    if quiet:
        return
    for line in _screen.some(done.notes, verbose=verbose):
        _screen.say(line, "yellow")
    comments = sum(len(thread.comments) for thread in done.threads)
    counts = (
        _screen.count(len(done.pages), "page"),
        _screen.count(len(done.threads), "thread"),
        _screen.count(comments, "comment"),
        f"{len(done.failures):,} failed",
    )
    _screen.say(", ".join(counts))
