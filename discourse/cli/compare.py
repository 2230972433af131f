"""`discourse compare`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _label_options as shared
from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded, progress

if TYPE_CHECKING:
    from discourse.run.models.comparing import Compared, Difference, Paired, SetComparison

DO_NOT_PROMOTE = 3
COLUMNS = ("rows", "n", "old", "new", "points", "95 % interval")


def compare(  # noqa: PLR0913 - a parameter an option
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The model there is: a name or a directory.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The model that may take its place.")],
    *,
    data: Annotated[
        list[Path],
        typer.Option(help="Labels that neither model learned from; may be given again."),
    ],
    sets: Annotated[
        list[str] | None,
        typer.Option(
            help="A labelled set that the old model knew: its dev part is measured too; may be "
            "given again, or none. [default: reader-comments]",
            show_default=False,
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--sets-from", help="The folder of sets that do not ship.")
    ] = None,
    tolerance: Annotated[
        float, typer.Option(min=0, max=1, help="Macro-F1 that may be lost on such a set.")
    ] = 0.01,
    out: options.Folder = None,
    device: options.Device = None,
    seed: shared.LabelSeed = 0,
    strict: shared.Strict = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Hold a new model against the old one on the same labelled rows: promote it or not?

    Better or worse is said only where the 95 % interval of the difference in macro-F1 leaves out
    zero; a new model that loses more than --tolerance on a set the old one knew is worse. The
    verdict is kept beside the new model, and `discourse models use` heeds it.

    Exit code: 0 the new model is better, 3 it is not, 1 an error, 2 wrong usage.

    Example: discourse compare default outputs/my-model/model --data held.csv
    """
    with guarded():
        from discourse.run.models import comparing  # after --help had its chance

        asked = comparing.Comparing(
            old,
            new,
            tuple(data),
            comparing.sets_named(sets),
            folder,
            out,
            device or "auto",
            tolerance,
            seed,
            strict,
        )
        with progress(quiet=quiet) as listener:
            found = comparing.compare(asked, listener)
        _show(found, as_json=as_json, quiet=quiet, verbose=verbose)
        raise typer.Exit(0 if found.promotes else DO_NOT_PROMOTE)


def _show(found: "Compared", *, as_json: bool, quiet: bool, verbose: bool) -> None:
    for line in _screen.some([str(row) for row in found.bad], verbose=verbose):
        _screen.shout(line)
    if as_json:
        _screen.data(found.as_json())
    else:
        for one in (found.comparison.held, *found.comparison.known):
            _screen.table(one.name, COLUMNS, _rows(one))
        _screen.out().print(_screen.clean(found.sentence), soft_wrap=True)
    if not quiet:
        for line in found.warnings:
            _screen.say(line, "yellow")
        for path in found.files:
            _screen.say(f"written: {path}")


def _rows(found: "SetComparison") -> Iterator[tuple[str, ...]]:
    whole = found.figures
    yield _row("macro-F1, all", whole, whole.macro_f1)
    yield _row("accuracy, all", whole, whole.accuracy)
    for stance, one in zip(whole.stances, whole.f1, strict=True):
        yield _row(f"  F1 of {stance.value}", whole, one)
    for group in found.groups:
        yield _row(f"  {group.by}: {group.name}", group.figures, group.figures.macro_f1)
    differing = f"{whole.only_old:,} only the old, {whole.only_new:,} only the new"
    yield (f"right: {differing} (McNemar p {whole.mcnemar:.3f})", "", "", "", "", "")


def _row(name: str, figures: "Paired", one: "Difference") -> tuple[str, ...]:
    interval = one.interval
    return (
        name,
        f"{figures.n:,}",
        f"{one.old:.3f}",
        f"{one.new:.3f}",
        f"{100 * one.change:+.1f}",
        f"{100 * interval.low:+.1f} to {100 * interval.high:+.1f}" if interval else "-",
    )
