"""What a person sees: messages and progress on standard error, tables on standard output."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from discourse.errors import DiscourseError, InputError, SettingsError
from discourse.run.outcome import Failure, Stage
from discourse.run.progress import Progress as Listener
from discourse.run.progress import Silent

OUR_ERROR, USAGE, SOME_FAILED, INTERRUPTED = 1, 2, 3, 130
SHOWN = 10  # of a list, unless --verbose

_JOINERS = "\u200c\u200d"  # format characters that scripts and emoji need
_WIDTH = 10_000  # where there is no terminal: whatever reads it can fold lines itself


def clean(text: str) -> str:
    """The text without control and direction characters, so that a page cannot drive a terminal."""
    return "".join(
        one
        for one in text.replace("\n", " ").replace("\t", " ")
        if one in _JOINERS or unicodedata.category(one) not in ("Cc", "Cf", "Cs")
    )


def out() -> Console:
    """Standard output."""
    return _console(stderr=False)


def err() -> Console:
    """Standard error."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream,
        highlight=False,
        markup=False,
        emoji=False,
        width=None if stream.isatty() else _WIDTH,
    )


def say(message: str, style: str = "") -> None:
    """A line on standard error; never cut, so that paths can be copied."""
    err().print(Text(clean(message), style=style), soft_wrap=True)


def shout(message: str) -> None:
    """An error on standard error."""
    for line in message.split("\n"):
        err().print(Text.assemble(("error: ", "bold red"), clean(line)), soft_wrap=True)


def data(text: str) -> None:
    """Data on standard output, as it is."""
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()  # so that a full disk is told, not found at exit
    except BrokenPipeError:  # whoever read it has enough: typer ends quietly
        raise
    except OSError as error:
        raise InputError("standard output", "room to write", str(error.strerror)) from error


def deliver(lines: Iterable[str], output: Path | None) -> None:
    """Lines of data to standard output, or to a file that is whole or not there."""
    from discourse.run.store import write_atomic

    if output is None:
        for line in lines:
            data(line)
        return
    try:
        write_atomic(output, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise SettingsError(f"{output}: expected a writable file: {error.strerror}") from error


def use_utf8() -> None:
    """Standard streams that can hold any page's text, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def guarded() -> Iterator[None]:
    """Errors that discourse foresees become a message and an exit code; bugs keep a traceback."""
    use_utf8()
    try:
        yield
    except DiscourseError as error:
        shout(str(error))
        raise typer.Exit(USAGE if isinstance(error, SettingsError) else OUR_ERROR) from error
    except KeyboardInterrupt as error:
        shout(str(error) or "interrupted; nothing was left half written")
        raise typer.Exit(INTERRUPTED) from error


def count(number: int, thing: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def exit_code(failures: Sequence[Failure]) -> int:
    """0 where nothing failed, 1 where the charts did, 3 where pages did."""
    if any(one.stage is Stage.DRAW for one in failures):
        return OUR_ERROR
    return SOME_FAILED if failures else 0


def some(lines: Sequence[str], *, verbose: bool) -> Iterator[str]:
    """The first of many lines, and how many more there are."""
    yield from lines if verbose else lines[:SHOWN]
    more = len(lines) - SHOWN
    if more > 0 and not verbose:
        yield f"... and {more:,} more (--verbose lists them)"


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output; the first column is words, the others numbers."""
    made = Table(title=Text(clean(title), "bold"), title_justify="left", box=None)
    for place, column in enumerate(columns):
        made.add_column(column, justify="right" if place else "left")
    for row in rows:
        made.add_row(*(Text(clean(cell)) for cell in row))
    out().print(made)


class _Bars:
    """Progress as bars on a terminal, one a stage."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._now = bars.add_task("start", total=None, visible=False)

    def start(self, stage: Stage, total: int | None) -> None:
        self._bars.stop_task(self._now)
        self._now = self._bars.add_task(stage.value, total=total)

    def advance(self, by: int = 1) -> None:
        self._bars.advance(self._now, by)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Listener]:
    """Bars on standard error where it is a terminal; else nothing."""
    console = err()
    if quiet or not console.is_terminal:
        yield Silent()
        return
    columns = (
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        yield _Bars(bars)
