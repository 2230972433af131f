"""Learn the weights by which the comments of a text page are found (`region_model`).

usage: python -m tests.benchmarks.train_text_regions FILE.jsonl.gz...

The files are those of `text_pages`; the pages held out there are left out here. The weights that
ship come from the pages of https://github.com/seomoz/dragnet_data as two text renderers left them;
no text of them is kept. What sites can expect that they were not learned from: `text_sites`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from discourse.parse.comment_lines import is_button, is_form, is_heading
from discourse.parse.comment_region import guessed, region_by_rules
from discourse.parse.labels import Labels
from discourse.parse.region_features import Features, features
from discourse.parse.region_model import Weights
from tests.benchmarks.text_pages import held_out, usable

Floats = NDArray[np.float64]
_SHIPPED = Path(__file__).parents[2] / "discourse" / "parse" / "region_weights.py"
# comments stand on these, but their gold leaves them out
UNLABELLED = frozenset(
    (
        *("27", "39", "42", "50", "86", "100", "149", "158", "227", "248", "355", "R112", "R162"),
        *("R273", "R281", "R627", "R703", "R875", "R876", "R879", "T170"),
    )
)
_PAGES = 8  # that a feature must be seen on
_PRIOR = 30.0  # the weights' precision: an L2 penalty of half of it
_STEPS = 100
_LEAST = 0.05  # a feature whose weights are smaller is left out


@dataclass(frozen=True)
class Example:
    """A page: its lines' features, and where its comments are, if it has some."""

    name: str
    features: Features
    gold: tuple[int, int] | None  # the first and the last line


def examples(path: Path) -> Iterator[Example]:
    """The pages to learn from."""
    for row in usable(path):
        page = Labels("\n".join(line.replace("\n", " ") for line in row["lines"]))
        has = row["gold_comment_tokens"] > 0
        if held_out(row["id"]) or not page.filled or (not has and row["id"] in UNLABELLED):
            continue
        lines = [page[n] for n in page.filled]
        gold = _gold(lines, [row["labels"][n] for n in page.filled]) if has else None
        guess = guessed(page.filled, region_by_rules(page, 0, len(page.texts)))
        yield Example(row["id"], features(lines, guess), gold)


def _gold(lines: Sequence[str], labels: Sequence[str]) -> tuple[int, int] | None:
    """The run of lines whose words agree best (F1) with those labelled as comments."""
    words = np.array(
        [0 if is_button(x) or is_form(x) or is_heading(x) else len(x.split()) for x in lines], float
    )
    taken = np.array([label in "Cc" for label in labels])
    sure = np.array([label == "C" for label in labels])
    at = np.flatnonzero(taken)
    if not len(at):
        return None
    right, small, whole = (
        between[at + 1][None, :] - between[at][:, None]
        for between in (
            np.concatenate([[0.0], np.cumsum(words * which)])
            for which in (taken, taken & ~sure, np.ones_like(taken))
        )
    )
    f1 = np.triu(2 * right / np.maximum(whole + small + (words * sure).sum(), 1))
    first, last = np.unravel_index(int(f1.argmax()), f1.shape)
    return int(at[first]), int(at[last])


class Problem:
    """The penalised likelihood of where the comments are, given the features, and its gradient."""

    def __init__(self, pages: Sequence[Example]) -> None:
        seen = Counter(
            name for page in pages for name in {x for line in page.features for x in line}
        )
        self.names = sorted(name for name, on in seen.items() if on >= _PAGES)
        places = {name: at for at, name in enumerate(self.names)}
        rows = [
            sorted(places[x] for x in line if x in places)  # one order, one result
            for p in pages
            for line in p.features
        ]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((at for row in rows for at in row), np.int32, int(ends[-1]))
        self.lines = csr_matrix(
            (np.ones(len(columns), np.float32), columns, ends.astype(np.int32)),
            shape=(len(rows), len(places)),
        )
        lengths = [len(page.features) for page in pages]
        self.bounds = list(np.cumsum([0, *lengths]))
        self.gold = [page.gold for page in pages]

    @cached_property
    def turned(self) -> csr_matrix:
        """The features by line, so that gradients are quick."""
        return self.lines.T.tocsr()

    def loss(self, flat: Floats) -> tuple[float, Floats]:
        """The loss of weights and its slope."""
        weights = flat.reshape(-1, 3)
        scores = (self.lines @ weights.astype(np.float32)).astype(np.float64)
        slopes = np.empty_like(scores)
        loss = _PRIOR / 2 * float((flat**2).sum())
        for gold, first, end in zip(self.gold, self.bounds, self.bounds[1:], strict=False):
            one, slopes[first:end] = _page_loss(scores[first:end], gold)
            loss += one
        return loss, (self.turned @ slopes.astype(np.float32) + _PRIOR * weights).ravel()

    def solve(self) -> Weights:
        """The best weights, those that are hardly more than nothing left out."""
        found = minimize(
            self.loss,
            np.zeros(3 * len(self.names)),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": _STEPS},
        )
        rounded = found.x.reshape(-1, 3).round(2)
        return {
            name: (float(inside), float(start), float(end))
            for name, (inside, start, end) in zip(self.names, rounded, strict=True)
            if max(abs(inside), abs(start), abs(end)) >= _LEAST
        }


def _page_loss(scores: Floats, gold: tuple[int, int] | None) -> tuple[float, Floats]:
    """The negative log likelihood of one page and its slope by score (forward-backward)."""
    inside, start, end = scores.T
    upto = np.cumsum(inside)
    begins, closes = start - (upto - inside), end + upto
    before = np.logaddexp.accumulate(begins)
    after = np.logaddexp.accumulate(closes[::-1])[::-1]
    total = np.logaddexp(0.0, np.logaddexp.reduce(closes + before))
    starts, ends = np.exp(begins + after - total), np.exp(closes + before - total)
    within = np.cumsum(starts) - np.concatenate([[0.0], np.cumsum(ends)[:-1]])
    slope = np.stack([within, starts, ends], axis=1)
    if gold is None:
        return float(total), slope
    first, last = gold
    slope[first : last + 1, 0] -= 1
    slope[first, 1] -= 1
    slope[last, 2] -= 1
    return float(total - begins[first] - closes[last]), slope


def _written(weights: Weights) -> str:
    rows = [f"{name} {' '.join(str(round(100 * w)) for w in row)}" for name, row in weights.items()]
    body = "\n".join(rows)
    return (
        '"""Weights of `region_model`: feature, hundredths for inside, start and end.\n\n'
        "Learned by `tests/benchmarks/train_text_regions.py`, which names their source.\n"
        f'"""\n\nWEIGHTS = """\\\n{body}\n"""\n'
    )


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    pages = [page for path in options.files for page in examples(path)]
    _SHIPPED.write_text(_written(Problem(pages).solve()), encoding="utf-8")


if __name__ == "__main__":
    main()
