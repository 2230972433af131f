"""Sets of single sentences or tweets, of which no article or thread is known."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from discourse.stance.corpus import Example, Split, pairs


def singles(path: Path, split: Split) -> Iterator[Example]:
    """The rows of one file, each text a group of its own.

    Such sets have no dev split: one train text in ten, by its words, is held out for it.
    """
    for example in pairs(path, split):
        digest = sha256(example.question.text.encode()).digest()
        held = split is Split.TRAIN and digest[0] % 10 == 0
        yield replace(example, group=digest.hex()[:12], split=Split.DEV if held else split)
