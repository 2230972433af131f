"""Replies as a task of stance: the target is the text answered; to agree is to favor it."""

from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from discourse.stance.corpus import Example, Split, json_rows
from discourse.stance.judgement import Question, Stance

STANCES = {"agree": Stance.FAVOR, "disagree": Stance.AGAINST, "neutral": Stance.NEUTRAL}


class ReplyRow(BaseModel):
    """One row of the JSONL files; `target`, where there is one, is the topic of the talk."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    parent: str
    label: Literal["agree", "disagree", "neutral"]
    id: str = ""
    target: str = ""
    discussion_id: int | None = None
    sarcasm: float | None = None  # share of readers who saw some
    adjacent: bool = True  # whether nothing stands between the parent and the reply

    def example(self, split: Split, group: str, kind: str = "") -> Example:
        """The row as a question toward its parent."""
        question = Question(target=_plain(self.parent), text=_plain(self.text), comment_id=self.id)
        tags = ("sarcasm",) if (self.sarcasm or 0) >= 0.5 else ()
        return Example(question, STANCES[self.label], split, group, kind, tags)


def reply_rows(path: Path) -> Iterator[ReplyRow]:
    """The rows of one file; raises LabelError naming file and line."""
    return json_rows(path, ReplyRow, "text, parent and label")


def split_by_name(group: str) -> Split:
    """One group in ten is for dev and one for test, by its name alone."""
    place = sha256(group.encode()).digest()[0] % 10
    return {0: Split.DEV, 1: Split.TEST}.get(place, Split.TRAIN)


def _plain(text: str) -> str:
    """Characters written as HTML entities, some of them twice, as themselves."""
    return unescape(unescape(text))
