"""The ARC comments toward their propositions negated."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from discourse.stance.corpora import arc_multi
from discourse.stance.corpora._negation import turned
from discourse.stance.corpus import Example

PROPOSITIONS = ("P", "q")  # that of the debate, and another


def _read(folder: Path) -> Iterator[Example]:
    yield from turned(
        example for example in arc_multi.CORPUS.read(folder) if example.kind in PROPOSITIONS
    )


CORPUS = replace(arc_multi.CORPUS, name="arc-negated", read=_read)
