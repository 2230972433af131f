"""Sentences of the news on global warming, toward one claim."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpora._single import singles
from discourse.stance.corpus import Corpus, Example, Split


def _read(folder: Path) -> Iterator[Example]:
    yield from singles(folder / "stance" / "gwsd.train.jsonl.gz", Split.TRAIN)
    yield from singles(folder / "stance" / "gwsd.test.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="gwsd",
    source="Luo et al. 2020 (Global Warming Stance Dataset)",
    licence="none stated",
    read=_read,
)
