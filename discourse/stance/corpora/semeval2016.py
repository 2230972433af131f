"""Tweets toward five targets and, in the test split alone, a sixth: Donald Trump."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpora._single import singles
from discourse.stance.corpus import Corpus, Example, Split


def _read(folder: Path) -> Iterator[Example]:
    yield from singles(folder / "stance" / "semeval2016.train.jsonl.gz", Split.TRAIN)
    yield from singles(folder / "stance" / "semeval2016.test.jsonl.gz", Split.TEST)
    yield from singles(folder / "stance" / "semeval2016.testB_trump.jsonl.gz", Split.TEST)


CORPUS = Corpus(
    name="semeval2016",
    source="Mohammad et al. 2016 (SemEval-2016 task 6, A and B)",
    licence="not stated; tweets",
    read=_read,
)
