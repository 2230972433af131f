"""A thread with the stance of its comments: what aggregation starts from."""

from dataclasses import dataclass

from discourse.stance.judgement import Judgement
from discourse.stance.questions import Target
from discourse.thread import Thread


@dataclass(frozen=True, slots=True)
class JudgedThread:
    """One article's thread and a judgement for each of its comments and targets.

    `key` names the article within the run (the page's name, with a number where a page holds
    several). A judgement's `target` is a target's text.
    """

    key: str
    thread: Thread
    targets: tuple[Target, ...]
    judgements: tuple[Judgement, ...]
