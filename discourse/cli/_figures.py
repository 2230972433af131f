"""A model's figures on the screen."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from discourse.cli import _screen

if TYPE_CHECKING:
    from discourse.run.models.fitting import Evaluation, Metrics

COLUMNS = ("set", "n", "macro-F1", "accuracy", "ECE", "flip")


def show(evaluations: "Sequence[Evaluation]", *, as_json: bool) -> None:
    """A row a set and a row a kind of target, or all figures as JSON."""
    if as_json:
        _screen.data(json.dumps([asdict(found) for found in evaluations], indent=2))
        return
    rows = []
    for found in evaluations:
        flip = "-" if found.flip is None else f"{found.flip:.3f}"
        rows.append((*_row(found.name, found.metrics), flip))
        if len(found.kinds) > 1:
            rows += [(*_row(f"  {part.kind}", part.metrics), "") for part in found.kinds]
    _screen.table("", COLUMNS, rows)


def _row(name: str, metrics: "Metrics") -> tuple[str, ...]:
    figures = (metrics.macro_f1, metrics.accuracy, metrics.ece)
    return name, f"{metrics.n:,}", *(f"{figure:.3f}" for figure in figures)
