"""Reddit talk, much of it offensive, toward the post or an earlier reply; few disagree."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpora._replies import reply_rows
from discourse.stance.corpus import Corpus, Example, Split


def _read(folder: Path) -> Iterator[Example]:
    """One talk is a group."""
    for split in Split:
        for row in reply_rows(folder / "replies" / f"toxichat_human.{split}.jsonl.gz"):
            kind = "adjacent" if row.adjacent else "distant"
            yield row.example(split, group=row.id.rsplit("-", 2)[0], kind=kind)


CORPUS = Corpus(
    name="replies-toxichat",
    source="Baheti et al. 2021 (ToxiChat)",
    licence="CC BY-SA 4.0",
    read=_read,
)
