"""Claims from articles toward debate topics; no neutral."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "iam_claims.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "iam_claims.dev.jsonl.gz", Split.DEV)
    yield from pairs(folder / "stance" / "iam_claims.test.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="iam-claims",
    source="Cheng et al. 2022 (IAM)",
    licence="not found",
    read=_read,
)
