"""A run's summary on the screen, 80 columns wide: sentence, tables, bars and sparklines."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from discourse.cli import _screen
from discourse.run.overview import Grid, Line, Overview, overview
from discourse.run.result import RunResult

BAR = 14  # columns of a bar
COLOURS = {"against": "dark_orange", "neutral": "bright_black", "favor": "dodger_blue1"}


def show(result: RunResult, *, verbose: bool) -> None:
    """Every target over all articles."""
    for target in result.summary.overall:
        _show(overview(target), verbose=verbose)


def _show(made: Overview, *, verbose: bool) -> None:
    console = _screen.out()
    console.print(Text(_screen.clean(made.title), "bold"))
    console.print(Text(_screen.clean(made.sentence)))
    console.print()
    for grid in made.grids:
        console.print(_table(grid))
        console.print()
    console.print(Text(_screen.clean(made.counts)))
    for finding in made.findings:
        console.print(Text(_screen.clean(f"{finding.about}: {finding.said}")))
    for note in made.notes if verbose else ():
        console.print(Text(_screen.clean(note), "dim"))
    console.print()


def _table(grid: Grid) -> Table:
    made = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for place, column in enumerate(grid.columns):
        made.add_column(column, justify="right" if place else "left", no_wrap=True)
    made.add_column(grid.drawing, no_wrap=True)
    for line in grid.lines:
        cells: Sequence[Text] = [Text(_screen.clean(cell)) for cell in line.cells]
        made.add_row(*cells, _drawn(line))
    return made


def _drawn(line: Line) -> Text:
    many = len(line.drawn) > 1
    text = _screen.sparkline(line.drawn) if many else _screen.bar(sum(line.drawn), BAR)
    return Text(text, COLOURS.get(line.stance or "", ""))
