"""`discourse label do`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _screen
from discourse.cli._screen import guarded


def do(
    todo: Annotated[Path, typer.Argument(metavar="TODO", help="What `label pick` wrote.")],
    *,
    annotator: Annotated[str, typer.Option(help="Who labels; each has a file of their own.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Save here. [default: TODO.ANNOTATOR.jsonl]"),
    ] = None,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help="Show the model's stance first; it biases, so it is noted."),
    ] = False,
) -> None:
    """Label comments at the terminal, one key each.

    Every key is saved at once, and the same command goes on where it stopped. The votes of a
    comment show once it is labelled. Where standard input is no terminal, a line stands for a
    key.

    Example: discourse label do todo.jsonl --annotator ada
    """
    with guarded():
        from discourse.cli import _label_screen  # after --help had its chance
        from discourse.cli._label_keys import open_keys
        from discourse.run.labels.journal import Journal, journal_path
        from discourse.run.labels.picking import read_tasks
        from discourse.run.labels.session import Desk

        name = _name(annotator)
        path = output or journal_path(todo, name)
        with Journal.resumed(path, read_tasks(todo), name) as journal, open_keys() as keys:
            desk = Desk(journal, name, suggest=suggest)
            torn = f"a last line that was cut off is dropped: {journal.dropped:.60}"
            _label_screen.label(desk, keys, first=torn if journal.dropped else "")
            _screen.say(f"{desk.progress}; saved in {path}")


def _name(given: str) -> str:
    name = given.strip()
    if not name or not name.isprintable():
        raise typer.BadParameter(f"expected a name, found {given!r}", param_hint="--annotator")
    return name
