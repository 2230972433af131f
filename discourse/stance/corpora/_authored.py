"""The authored reader comments as their files hold them; what is asked of them is elsewhere."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from discourse.stance.corpus import Split
from discourse.stance.judgement import Stance

DEV_EVENTS = 1  # of each file, taken before the test events
TEST_EVENTS = 2  # of each file: its last ones
HOME = "reader-comments"
SHIPPED = Path(__file__).parents[1] / "data" / HOME  # train and dev events, a pair of files each
SOURCE = "written for this project"
LICENCE = "Apache-2.0"


class Event(BaseModel):
    """A piece of news; `t` are its headline, a proposition, and a name or topic."""

    model_config = ConfigDict(frozen=True)

    e: str
    t: tuple[str, str, str]


class Comment(BaseModel):
    """One comment: stances on the event's targets, whom it answers and how, and its style.

    Fields are named as in the files: `s` stances, `p` parent, `r` reply, `q` quotes, `k` style.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    e: str
    i: int
    c: str
    s: tuple[Stance, Stance, Stance]
    p: int | None
    q: bool
    r: Literal["agree", "disagree", "neutral"] | None = None
    k: tuple[str, ...] = ()

    @property
    def own(self) -> str:
        """Its text without the paragraph it opens by quoting."""
        return self.c.partition("\n\n")[2] or self.c if self.q else self.c


@dataclass(frozen=True, slots=True)
class Story:
    """An event with its comments in thread order, and what it is for."""

    event: Event
    comments: tuple[Comment, ...]
    split: Split

    def answered(self, comment: Comment) -> str:
        """The own words of what the comment answers; empty where it answers nothing."""
        if comment.p is None:
            return ""
        return next(found.own for found in self.comments if found.i == comment.p)


def stories(folder: Path) -> Iterator[Story]:
    """Every event in the data folder, or of those that ship where the folder has none.

    Whole events are split, a like share of every file. No test event ships.
    """
    home = folder / HOME if (folder / HOME).is_dir() else SHIPPED
    for path in sorted(home.glob("*.events.jsonl*")):
        events, comments = read_pair(path)
        by_event: dict[str, list[Comment]] = {event.e: [] for event in events}
        for comment in comments:
            by_event[comment.e].append(comment)
        for place, event in enumerate(events):
            yield Story(event, tuple(by_event[event.e]), _split(path, place, len(events)))


def read_pair(path: Path) -> tuple[list[Event], list[Comment]]:
    """The events of one file, and the comments of the file beside it."""
    beside = path.with_name(path.name.replace("events", "comments"))
    events = [Event.model_validate(json.loads(line)) for line in _lines(path)]
    return events, [Comment.model_validate(json.loads(line)) for line in _lines(beside)]


def _split(path: Path, place: int, events: int) -> Split:
    """The one that the file is named after, else by the event's place."""
    named = path.name.partition(".")[0]
    if named in set(Split):
        return Split(named)
    if place >= events - TEST_EVENTS:
        return Split.TEST
    return Split.DEV if place >= events - TEST_EVENTS - DEV_EVENTS else Split.TRAIN


def _lines(path: Path) -> list[str]:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode().splitlines()
