"""The authored reader comments toward their propositions negated."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from discourse.stance.corpora import reader_comments
from discourse.stance.corpora._negation import turned
from discourse.stance.corpus import Example


def _read(folder: Path) -> Iterator[Example]:
    yield from turned(
        example for example in reader_comments.CORPUS.read(folder) if example.kind == "t1"
    )


CORPUS = replace(reader_comments.CORPUS, name="reader-negated", read=_read)
