"""The crowd-written arguments toward their propositions negated."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from discourse.stance.corpora import ibm30k
from discourse.stance.corpora._negation import turned
from discourse.stance.corpus import Example


def _read(folder: Path) -> Iterator[Example]:
    yield from turned(ibm30k.CORPUS.read(folder))


CORPUS = replace(ibm30k.CORPUS, name="ibm30k-negated", read=_read)
