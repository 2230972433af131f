"""New York Times reader comments toward topics; nine in ten neutrals are a random topic."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    for name, split in (("train", Split.TRAIN), ("dev", Split.DEV), ("test", Split.TEST)):
        path = folder / "stance" / f"vast.{name}.jsonl.gz"
        yield from pairs(path, split, kind=lambda row: "zero-shot" if row.seen == 0 else "few-shot")


CORPUS = Corpus(
    name="vast",
    source="Allaway and McKeown 2020; train through JointCL, dev and test through GLMCL",
    licence="none stated",
    read=_read,
)
