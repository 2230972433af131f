"""How well comments are found in text pages of sites that no weights were learned from.

usage: python -m tests.benchmarks.text_sites --pages HTML [--folds 5] FILE.jsonl.gz...

Cross-validation: all pages of a site (told by the HTML that the text was rendered from, `ID.html`)
lie in one fold; each fold is read with weights learned from the others, and scored as `text_pages`
scores pages. Only pages of its build part are looked at. The rules beside the weights were written
with these pages at hand, so that they are the one part of the parser that this figure flatters.
Alarms are told twice: of all pages without comments in the gold, and of those that show none.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from discourse.parse import comment_region
from discourse.parse.region_model import Weights
from tests.benchmarks.sites import folds_of
from tests.benchmarks.text_pages import Score, held_out, score_of, usable
from tests.benchmarks.train_text_regions import UNLABELLED, Example, Problem, examples


def learned(pages: Sequence[Example], folds: Mapping[str, int]) -> dict[int, Weights]:
    """For each fold the weights that the others give."""
    return {
        fold: Problem([page for page in pages if folds[page.name] != fold]).solve()
        for fold in sorted(set(folds.values()))
    }


def rows(path: Path, folds: Mapping[str, int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows to be read, each with its fold."""
    return ((folds[row["id"]], row) for row in usable(path) if not held_out(row["id"]))


def main() -> None:
    """Print a line a fold and a line a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    folds = folds_of(options.pages, options.folds)
    weights = learned([page for path in options.files for page in examples(path)], folds)
    for path in options.files:
        whole, bare, parts = Score(), Score(), {fold: Score() for fold in weights}
        for fold, row in rows(path, folds):
            with patch.object(comment_region, "learned", lambda at=fold: weights[at]):
                _, score = score_of(row)
            parts[fold].add(score)
            whole.add(score)
            if row["id"] not in UNLABELLED:
                bare.add(score)
        for fold, part in parts.items():
            print(f"{path.name}: fold {fold}, {part}")
        print(f"{path.name}: all sites unseen, {whole}")
        shown = f"{bare.alarms}/{bare.free} = {bare.alarms / bare.free:.1%}"
        print(f"{path.name}: false alarms where the page shows no comments {shown}", flush=True)


if __name__ == "__main__":
    main()
