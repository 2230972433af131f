"""Writes the authored comments that ship: train and dev events, no test event.

Use: python -m tests.shipping.reader_comments ../shared/data
"""

import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from discourse.stance.corpora import _authored
from discourse.stance.corpora._authored import SHIPPED, Story
from discourse.stance.corpus import Split


def shipped_files(folder: Path) -> dict[str, bytes]:
    """The content of each file that ships, by name; the same bytes for the same data."""
    stories = list(_authored.stories(folder))
    files = {}
    for split in (Split.TRAIN, Split.DEV):
        chosen = [story for story in stories if story.split is split]
        files[f"{split}.events.jsonl.gz"] = _packed(story.event.model_dump() for story in chosen)
        files[f"{split}.comments.jsonl.gz"] = _packed(_comments(chosen))
    return files


def _comments(stories: Iterable[Story]) -> Iterable[dict[str, object]]:
    for story in stories:
        for comment in story.comments:
            yield comment.model_dump(mode="json")


def _packed(rows: Iterable[dict[str, object]]) -> bytes:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return gzip.compress(lines.encode(), mtime=0)


if __name__ == "__main__":
    SHIPPED.mkdir(parents=True, exist_ok=True)
    for name, data in shipped_files(Path(sys.argv[1])).items():
        (SHIPPED / name).write_bytes(data)
