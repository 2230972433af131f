"""Tweets toward three candidates of the election of 2020; no neutral."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "pstance.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "pstance.val.jsonl.gz", Split.DEV)
    yield from pairs(folder / "stance" / "pstance.test.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="pstance",
    source="Li et al. 2021 (P-Stance)",
    licence="not stated; tweets",
    read=_read,
)
