"""A model's figures on the screen, set by set."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from discourse.cli import _screen

if TYPE_CHECKING:
    from discourse.run.models.evaluating import Assessment, Claims, Interval, Metrics

COLUMNS = ("set", "n", "macro-F1", "95 %", "accuracy", "surest 80 %", "ECE", "flip")
LABELS = ("label", "n", "precision", "recall", "F1")


def show(assessments: "Sequence[Assessment]", *, verbose: bool) -> None:
    """A row a set and a row a kind of target; all that is known of each set if verbose."""
    rows = [row for found in assessments for row in _rows(found, verbose=verbose)]
    _screen.table("", COLUMNS, rows)
    for found in assessments:
        _screen.out().print(_screen.clean(_claims(found.evaluation.name, found.claims)))
        if verbose:
            _labels(found)


def _rows(found: "Assessment", *, verbose: bool) -> "Iterator[tuple[str, ...]]":
    whole, held = found.evaluation, found.intervals
    flip = "-" if whole.flip is None else f"{whole.flip:.3f}"
    sure = f"{found.surest:.3f}"
    yield _row(whole.name, whole.metrics, held.macro_f1, sure, flip)
    for part in found.parts:
        if verbose or part.by == "target":
            name = f"  {part.value}" if part.by == "target" else f"  {part.by}: {part.value}"
            yield _row(name, part.metrics, part.macro_f1)


def _row(
    name: str, metrics: "Metrics", interval: "Interval | None", sure: str = "", flip: str = ""
) -> tuple[str, ...]:
    between = f"{interval.low:.2f}-{interval.high:.2f}" if interval else "-"
    figures = f"{metrics.macro_f1:.3f}", between, f"{metrics.accuracy:.3f}"
    return (name, f"{metrics.n:,}", *figures, sure, f"{metrics.ece:.3f}", flip)


def _claims(name: str, claims: "Claims") -> str:
    right = "" if claims.accuracy is None else f", {claims.accuracy:.1%} of them are right"
    reasons = "; ".join(f"{reason}: {n:,}" for reason, n in claims.reasons)
    return f"{name}: {claims.share:.0%} get a stance{right}" + (f" ({reasons})" if reasons else "")


def _labels(found: "Assessment") -> None:
    metrics = found.evaluation.metrics
    answers = [f"as {one.label}" for one in metrics.labels]
    rows = [
        (
            one.label.value,
            f"{one.n:,}",
            *(f"{figure:.3f}" for figure in (one.precision, one.recall, one.f1)),
            *(f"{count:,}" for count in counts),
        )
        for one, counts in zip(metrics.labels, metrics.confusion, strict=True)
    ]
    _screen.table(found.evaluation.name, (*LABELS, *answers), rows)
