"""Quote and response pairs of a political debate forum; sarcasm as five to seven readers saw it."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpora._replies import reply_rows, split_by_name
from discourse.stance.corpus import Corpus, Example


def _read(folder: Path) -> Iterator[Example]:
    for row in reply_rows(folder / "replies" / "iac_qr.all.jsonl.gz"):
        group = f"{row.discussion_id}"
        yield row.example(split_by_name(group), group)


CORPUS = Corpus(
    name="replies-iac",
    source="Walker et al. 2012 (Internet Argument Corpus, quote and response)",
    licence="to be cited",
    read=_read,
)
