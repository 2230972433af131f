"""What a comparison of two models leaves: figures as JSON, changed labels as CSV, a picture."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from discourse import __version__
from discourse.errors import InputError
from discourse.labelling.comparing import Answered, Change, Comparison, SetComparison
from discourse.labelling.paired import Difference, Paired
from discourse.run import pictures, store
from discourse.run.tables import csv_text
from discourse.stance.judgement import Classifier

if TYPE_CHECKING:
    from discourse.charts import Picture
    from discourse.charts._differences import Gap

SCHEMA = 1
FIGURES = "comparison.json"
CHANGED = "changed.csv"
PICTURE = "differences"
COLUMNS = (
    *("set", "article", "comment_id", "target", "text", "context"),
    *("gold", "old", "new", "change", "old_score", "new_score"),
)
METHOD = (
    "Paired bootstrap, 2,000 rounds; whole articles are drawn where there are five or more, else "
    "single comments."
)


@dataclass(frozen=True, slots=True)
class Named:
    """A model by name and digest."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The two models of a comparison."""

    old: Named
    new: Named


def named(model: Classifier) -> Named:
    """What a model is called."""
    return Named(model.name, model.digest)


def folder_for(pair: Pair) -> Path:
    """Where a comparison goes if nothing else is said."""
    names = f"{pair.old.name}-{pair.new.name}"
    digests = f"{pair.old.digest[:4]}{pair.new.digest[:4]}"
    return Path("outputs") / f"compare-{store.slug(names)}-{digests}"


def write(
    folder: Path,
    comparison: Comparison,
    pair: Pair,
    answered: Mapping[str, Sequence[Answered]],
    warnings: Sequence[str],
) -> tuple[Path, ...]:
    """The files of a comparison; those of an earlier one there are replaced. Raises InputError."""
    texts = {
        FIGURES: as_json(comparison, pair, warnings) + "\n",
        CHANGED: csv_text(COLUMNS, changed_rows(answered)),
    }
    try:
        for name, text in texts.items():
            store.write_atomic(folder / name, text.encode())
        drawn = pictures.write(folder / PICTURE, _picture(comparison, pair))
    except OSError as error:
        found = error.strerror or str(error)
        raise InputError(str(folder), "a folder that can be written", found) from error
    return (folder / FIGURES, folder / CHANGED, *drawn)


def changed_rows(answered: Mapping[str, Sequence[Answered]]) -> Iterator[tuple[str | float, ...]]:
    """The comments whose label changed, broken ones first within each set."""
    order = [Change.BROKEN, Change.MENDED, Change.STILL_WRONG]
    for name, rows in answered.items():
        changed = [(one, change) for one in rows if (change := one.change) is not None]
        for one, change in sorted(changed, key=lambda pair: order.index(pair[1])):
            asked, old, new = one.example.question, one.old, one.new
            yield (
                *(name, one.example.group, asked.comment_id, asked.target),
                *(asked.text, asked.context),
                *(one.example.stance, old.label, new.label, change),
                *(round(old.confidence, 4), round(new.confidence, 4)),
            )


def as_json(comparison: Comparison, pair: Pair, warnings: Sequence[str]) -> str:
    """Verdict, figures of each set and its parts, and what should be known of them."""
    told = {
        "schema": SCHEMA,
        "old": asdict(pair.old),
        "new": asdict(pair.new),
        "verdict": comparison.verdict,
        "sentence": comparison.sentence(pair.old.name, pair.new.name),
        "tolerance": comparison.tolerance,
        "held": _set(comparison.held),
        "known": [_set(one) for one in comparison.known],
        "warnings": list(warnings),
    }
    return json.dumps(told, indent=2)


def _set(found: SetComparison) -> dict[str, object]:
    return {
        "name": found.name,
        "by_article": found.by_article,
        "unjudged": found.unjudged,
        **_figures(found.figures),
        "groups": [
            {"by": one.by, "name": one.name, **_figures(one.figures)} for one in found.groups
        ],
    }


def _figures(found: Paired) -> dict[str, object]:
    return {
        "n": found.n,
        "clusters": found.clusters,
        "macro_f1": _difference(found.macro_f1),
        "accuracy": _difference(found.accuracy),
        "f1": {
            stance.value: _difference(one)
            for stance, one in zip(found.stances, found.f1, strict=True)
        },
        "only_old_right": found.only_old,
        "only_new_right": found.only_new,
        "mcnemar_p": found.mcnemar,
    }


def _difference(found: Difference) -> dict[str, object]:
    interval = [found.interval.low, found.interval.high] if found.interval else None
    return {"old": found.old, "new": found.new, "change": found.change, "interval": interval}


def _picture(comparison: Comparison, pair: Pair) -> "Picture":
    from discourse.charts import Footer
    from discourse.charts._differences import Gaps, differences

    rows = [gap for one in (comparison.held, *comparison.known) for gap in _gaps(one)]
    sentence = comparison.sentence(pair.old.name, pair.new.name)
    footer = Footer(pair.new.name, __version__, METHOD)
    return differences(Gaps(sentence, _short(pair.old), _short(pair.new), tuple(rows)), footer)


def _short(model: Named) -> str:
    return f"{model.name} ({model.digest[:8]})"


def _gaps(found: SetComparison) -> Iterator["Gap"]:
    whole = found.figures
    yield _gap(found.name, whole.n, whole.macro_f1, whole=True)
    for stance, one in zip(whole.stances, whole.f1, strict=True):
        yield _gap(f"F1 of {stance.value}", whole.n, one)
    for group in found.groups:
        yield _gap(f"{group.by}: {group.name}", group.figures.n, group.figures.macro_f1)


def _gap(part: str, n: int, one: Difference, *, whole: bool = False) -> "Gap":
    from discourse.charts._differences import Gap

    low, high = (one.interval.low, one.interval.high) if one.interval else (None, None)
    return Gap(part, n, one.old, one.new, low, high, whole)
