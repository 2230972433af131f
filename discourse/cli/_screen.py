"""What a person sees: messages and progress on standard error, tables on standard output."""

import codecs
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from discourse.errors import DiscourseError, InputError, SettingsError
from discourse.run.pages.outcome import Failure, Stage
from discourse.run.progress import Progress as Listener
from discourse.run.progress import Silent

OUR_ERROR, USAGE, SOME_FAILED, INTERRUPTED = 1, 2, 3, 130
SHOWN = 10  # of a list, unless --verbose

HEIGHTS = "\N{LOWER ONE EIGHTH BLOCK}▂▃▄▅▆▇\N{FULL BLOCK}"  # of a sparkline

_JOINERS = "\u200c\u200d"  # format characters that scripts and emoji need
_ALIKE = dict(
    zip(
        "\u2212\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u202f\u00a0\u00b7\u25bc\u25cf\u25b2\u00d7\u2501\u2578\u257a«»",
        (
            "-",
            "-",
            "-",
            "'",
            "'",
            '"',
            '"',
            "...",
            " ",
            " ",
            ".",
            "v",
            "o",
            "^",
            "x",
            "-",
            "-",
            "-",
            "<<",
            ">>",
        ),
        strict=True,
    )
)
_ALIKE |= dict(zip(HEIGHTS, "_.:-=+*#", strict=True))
_colour: ContextVar[bool] = ContextVar("colour", default=True)
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
        no_color=None if _colour.get() else True,
        width=None if stream.isatty() else _WIDTH,
    )


def without_colour(asked: bool) -> bool:  # noqa: FBT001 - typer's signature
    """Nothing is coloured from now on, as with NO_COLOR in the environment."""
    if asked:
        _colour.set(False)
    return asked


def say(message: str, style: str = "") -> None:
    """A line on standard error; never cut, so that paths can be copied."""
    err().print(Text(clean(message), style=style), soft_wrap=True)


def shout(message: str) -> None:
    """An error on standard error."""
    for line in message.split("\n"):
        err().print(Text.assemble(("error: ", "bold red"), clean(line)), soft_wrap=True)


def data(text: str) -> None:
    """Data on standard output: as it is, but on a terminal nothing that drives it."""
    if sys.stdout.isatty():
        text = "\n".join(map(clean, text.split("\n")))
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


def use_any_text() -> None:
    """Standard streams that can hold any page's text, whatever the locale.

    Files and pipes get UTF-8. A terminal keeps its encoding, lest it show UTF-8 as garbage; what
    that cannot hold is told by characters alike, or by its number.
    """
    codecs.register_error("alike", _alike)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            keeps = stream.isatty() and not stream.encoding.lower().startswith("utf")
            encoding = stream.encoding if keeps else "utf-8"
            stream.reconfigure(encoding=encoding, errors="alike" if keeps else "backslashreplace")


def _alike(error: UnicodeError) -> tuple[str | bytes, int]:
    """A handler of what an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    if all(one in _ALIKE for one in lacking):
        return "".join(_ALIKE[one] for one in lacking), error.end
    return codecs.backslashreplace_errors(error)


@contextmanager
def guarded() -> Iterator[None]:
    """Errors that discourse foresees become a message and an exit code; bugs keep a traceback."""
    use_any_text()
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


def sparkline(heights: Sequence[float]) -> str:
    """Heights from 0 to 1 as bars of one line; what is nearly nothing is seen, nothing is not."""
    top = len(HEIGHTS) - 1
    return "".join(HEIGHTS[round(height * top)] if height > 0 else " " for height in heights)


def bar(share: float, width: int) -> str:
    """A share as a bar, at least a sliver where there is any."""
    return HEIGHTS[-1] * max(round(share * width), int(share > 0))


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
