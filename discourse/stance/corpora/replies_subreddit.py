"""Reddit replies on vaccines and masks: a test set only, nothing learns from it."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpora._replies import reply_rows
from discourse.stance.corpus import Corpus, Example, Split

TOPICS = ("CovidVaccine", "MaskMandate")


def _read(folder: Path) -> Iterator[Example]:
    """The replies to one comment are a group."""
    for topic in TOPICS:
        for row in reply_rows(folder / "replies" / f"subreddit_agree.{topic}.jsonl.gz"):
            yield row.example(Split.TEST, group=row.parent, kind=topic)


CORPUS = Corpus(
    name="replies-subreddit",
    source="Lei et al. (SubReddit agreement)",
    licence="none stated",
    read=_read,
)
