"""What the commands of labelling share: options, and rows that were left out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _screen

if TYPE_CHECKING:
    from discourse.run.labels.converting import Converted

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Files of labels, such as `label do` or import write."),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="A bad row is an error, and nothing is written.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", help="csv, jsonl, parquet, label-studio or doccano. [default: by suffix]"
    ),
]
LabelSeed = Annotated[int, typer.Option("--seed", min=0, help="Of what is drawn at random.")]


def tell(done: "Converted", *, quiet: bool, verbose: bool) -> None:
    """The rows that were left out, and how many there were of everything."""
    tally = done.tally
    lines = [str(row) for row in done.bad]
    for line in lines if verbose else lines[: _screen.SHOWN]:
        _screen.shout(line)
    unseen = tally.bad - (len(lines) if verbose else min(len(lines), _screen.SHOWN))
    if unseen > 0:
        _screen.shout(f"... and {unseen:,} more" + ("" if verbose else " (--verbose lists them)"))
    if quiet:
        return
    parts = [_screen.count(tally.labels, "label")]
    parts += [f"{tally.replaced:,} replaced by later ones"] if tally.replaced else []
    parts += [f"{tally.unlabelled:,} without a label"] if tally.unlabelled else []
    parts += [f"{tally.repeated:,} repeated"] if tally.repeated else []
    parts += [f"{_screen.count(tally.bad, 'bad row')} left out"] if tally.bad else []
    _screen.say(", ".join(parts))


def code(done: "Converted") -> int:
    """3 where rows were left out."""
    return _screen.SOME_FAILED if done.tally.bad else 0
