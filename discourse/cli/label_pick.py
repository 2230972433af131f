"""`discourse label pick`."""

from pathlib import Path
from typing import Annotated

import typer

from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._label_options import LabelSeed
from discourse.cli._screen import guarded


def pick(  # noqa: PLR0913 - a parameter an option
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN...", help="Directories of finished runs.")
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The new file of tasks.")],
    number: Annotated[int, typer.Option("-n", "--number", min=1, help="How many to pick.")] = 200,
    random: Annotated[
        float, typer.Option(min=0, max=1, help="The share that is drawn at random.")
    ] = 0.2,
    seed: LabelSeed = 0,
    quiet: options.Quiet = False,
) -> None:
    """Choose the comments that are most worth a label.

    Uncertain, unlike each other, much voted on; article, target and predicted stance take turns.
    A random share is mixed in and marked: a model's accuracy on it is an honest estimate for all.

    Example: discourse label pick outputs/RUN -n 200 -o todo.jsonl
    """
    with guarded():
        from discourse.run.labels.picking import pick_from  # after --help had its chance

        picked = pick_from(runs, number, output, random_share=random, seed=seed)
        if quiet:
            return
        tasks = len(picked.tasks)
        _screen.say(
            f"{tasks:,} of {picked.pool:,} comments and targets in {output}: {picked.random:,} at "
            f"random, {tasks - picked.random:,} by uncertainty, diversity and votes; "
            f"{_screen.count(picked.near_duplicates, 'near-duplicate')} passed over"
        )
