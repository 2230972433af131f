"""Tasks and entries for tests of labelling."""

from datetime import UTC, datetime, timedelta

from discourse.labelling.rows import Answer, Chosen, Entry, Quoted, Task
from discourse.stance.judgement import Scores
from discourse.thread import Votes

START = datetime(2026, 1, 2, 20, 0, tzinfo=UTC)


def a_task(name: str = "1", **changed: object) -> Task:
    given: dict[str, object] = {
        "id": f"id-{name}",
        "target": "the harbour tunnel",
        "text": f"Comment {name} on the tunnel.",
        "target_name": "tunnel",
        "article": "page.txt",
        "headline": "Council approves the tunnel",
        "comment_id": name,
        "context": "What a splendid idea.",
        "quoted": (Quoted("splendid idea", "Ada"),),
        "votes": Votes(3, 1, 2),
        "scores": Scores(0.5, 0.25, 0.25),
        "model": "words 12345678",
        "chosen": Chosen.TELLING,
        "pool": 40,
    }
    return Task(**{**given, **changed})  # type: ignore[arg-type]  # the caller names fields


def an_entry(
    task: Task,
    answer: Answer | str,
    annotator: str = "ada",
    *,
    second: float | None = 0,
    note: str = "",
) -> Entry:
    at = None if second is None else START + timedelta(seconds=second)
    return Entry(task=task, answer=Answer(answer), annotator=annotator, at=at, note=note)
