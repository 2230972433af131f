"""The authored reader comments: three targets a comment, replies and quotes; ships with us."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from discourse.stance.corpus import Corpus, Example, Split
from discourse.stance.judgement import Question, Stance

TARGET_KINDS = ("t0", "t1", "t2")  # the headline, a proposition, a name or topic
DEV_EVENTS = 1  # of each file, taken before the test events
TEST_EVENTS = 2  # of each file: its last ones


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    e: str
    t: tuple[str, str, str]


class _Comment(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    e: str
    i: int
    c: str
    s: tuple[Stance, Stance, Stance]
    p: int | None
    q: bool

    @property
    def own(self) -> str:
        """Its text without the paragraph it opens by quoting."""
        return self.c.partition("\n\n")[2] or self.c if self.q else self.c


def _read(folder: Path) -> Iterator[Example]:
    for events in sorted((folder / "reader-comments").glob("d*.events.jsonl")):
        yield from _domain(events, events.with_name(events.name.replace("events", "comments")))


def _domain(event_file: Path, comment_file: Path) -> Iterator[Example]:
    events = [_Event.model_validate(json.loads(line)) for line in _lines(event_file)]
    comments = [_Comment.model_validate(json.loads(line)) for line in _lines(comment_file)]
    said = {(comment.e, comment.i): comment.own for comment in comments}
    for place, event in enumerate(events):
        split = _split(place, len(events))
        for comment in (comment for comment in comments if comment.e == event.e):
            context = said[comment.e, comment.p] if comment.p is not None else ""
            for kind, target, stance in zip(TARGET_KINDS, event.t, comment.s, strict=True):
                question = Question(
                    target=target, text=comment.own, context=context, comment_id=f"{comment.i}"
                )
                yield Example(question, stance, split, event.e, kind)


def _split(place: int, events: int) -> Split:
    if place >= events - TEST_EVENTS:
        return Split.TEST
    return Split.DEV if place >= events - TEST_EVENTS - DEV_EVENTS else Split.TRAIN


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


CORPUS = Corpus(
    name="reader-comments",
    source="written for this project",
    licence="Apache-2.0",
    read=_read,
)
