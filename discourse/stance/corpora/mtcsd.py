"""Reddit threads with the comment answered as context; human neutrals."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpus import Corpus, Example, Split, pairs


def _read(folder: Path) -> Iterator[Example]:
    for topic in ("Biden", "Bitcoin", "SpaceX"):
        for name, split in (("train", Split.TRAIN), ("valid", Split.DEV), ("test", Split.TEST)):
            yield from pairs(folder / "stance" / f"mtcsd_{topic}.{name}.jsonl.gz", split)


CORPUS = Corpus(
    name="mtcsd",
    source="Niu et al. 2024 (MT-CSD)",
    licence="none stated",
    read=_read,
)
