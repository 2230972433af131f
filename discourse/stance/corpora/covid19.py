"""Tweets toward masks, closed schools, staying at home and Anthony Fauci."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    yield from pairs(folder / "stance" / "covid19.train.jsonl.gz", Split.TRAIN)
    yield from pairs(folder / "stance" / "covid19.val.jsonl.gz", Split.DEV)
    yield from pairs(folder / "stance" / "covid19.test.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="covid19",
    source="Glandt et al. 2021 (COVID-19-Stance)",
    licence="not stated; tweets",
    read=_read,
)
