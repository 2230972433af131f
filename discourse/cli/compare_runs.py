"""`discourse compare-runs`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from discourse.cli import _label_options as shared
from discourse.cli import _options as options
from discourse.cli import _screen
from discourse.cli._screen import guarded

if TYPE_CHECKING:
    from discourse.run.comparing_runs import ComparedRuns, ShareChange

COLUMNS = ("stance", "before", "after", "points", "95 % interval")


def compare_runs(  # noqa: PLR0913 - a parameter an option
    before: Annotated[Path, typer.Argument(metavar="RUN", help="A finished run.")],
    after: Annotated[
        Path,
        typer.Argument(metavar="RUN", help="A run over the same comments, such as relabelled."),
    ],
    *,
    out: options.Folder = None,
    seed: shared.LabelSeed = 0,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Show what changed between two runs: shares of the stances, labels, figures about votes.

    Comments are matched by article, id and target. The intervals draw whole articles again.

    Example: discourse compare-runs outputs/RUN outputs/relabelled
    """
    with guarded():
        from discourse.run import comparing_runs  # after --help had its chance

        found = comparing_runs.compare_runs(before, after, out, seed)
        if as_json:
            _screen.data(found.as_json())
        else:
            _show(found)
        if not quiet:
            for path in found.files:
                _screen.say(f"written: {path}")


def _show(found: "ComparedRuns") -> None:
    from discourse.run.comparing_runs import FEWEST

    out = _screen.out()
    models = (f"{one.name} ({one.digest[:8]})" for one in (found.before, found.after))
    out.print(_screen.clean("models: {}, then {}".format(*models)))
    for target in found.targets:
        _screen.table(target.target, COLUMNS, map(_row, target.shares))
        changed = f"{target.changed:,} of {_screen.count(target.comments, 'label')} changed"
        articles = _screen.count(target.articles, "article")
        few = f"; no intervals with fewer than {FEWEST}"
        out.print(f"{changed}, on {articles}" + (few if target.articles < FEWEST else ""))
        out.print("without a stance: {:,} before, {:,} after".format(*target.without_stance))
    if found.moved:
        _screen.table("figures", ("target and stance", "before", "after"), _figures(found))
    for only, run in ((found.only_before, "first"), (found.only_after, "second")):
        if only:
            out.print(f"{_screen.count(only, 'label')} of the {run} run alone left out")


def _row(one: "ShareChange") -> tuple[str, ...]:
    before, after = one.before.share, one.after.share
    interval = one.interval
    return (
        one.stance.value,
        "-" if before is None else f"{before:.1%}",
        "-" if after is None else f"{after:.1%}",
        "-" if one.change is None else f"{100 * one.change:+.1f}",
        f"{100 * interval.low:+.1f} to {100 * interval.high:+.1f}" if interval else "-",
    )


def _figures(found: "ComparedRuns") -> Iterator[tuple[str, ...]]:
    for one in found.moved:
        share = one.figure == "approval"
        values = (
            "-" if value is None else f"{value:.0%}" if share else f"{value:+.1f}"
            for value in (one.before, one.after)
        )
        yield (f"{one.target}, {one.stance.value}: {one.figure}", *values)
