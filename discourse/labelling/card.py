"""What an annotator sees of a task: sections of plain text, the votes only after the label."""

from collections.abc import Iterator
from dataclasses import dataclass

from discourse.labelling.rows import Entry, Task
from discourse.labelling.session import Session
from discourse.thread import Votes

SHORTENED = 400  # characters shown of what is only context


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `others` marks words of other people."""

    heading: str
    text: str
    others: bool = False


def sections(session: Session, task: Task, *, suggest: bool) -> Iterator[Section]:
    """The task from its article down to its own words, then what was already said of it."""
    if task.headline and task.headline != task.target:
        yield Section("HEADLINE", task.headline)
    yield Section("STANCE TOWARD", task.target)
    if task.context:
        yield Section("IN REPLY TO", _shortened(task.context), others=True)
    for quote in task.quoted:
        yield Section(f"QUOTES {quote.said_by}", _shortened(quote.text), others=True)
    yield Section("COMMENT", task.text)
    if suggest and task.scores is not None and task.predicted is not None:
        share = task.scores[task.predicted]
        yield Section("MODEL SUGGESTS", f"{task.predicted.value} ({share:.0%})")
    if note := session.note(task):
        yield Section("NOTE", note)
    if task.id in session.answers:
        yield Section("YOU SAID", told(session.answers[task.id]))


def progress(session: Session) -> str:
    """How far the annotator is, in one line."""
    parts = [f"{session.labelled} of {len(session.tasks)} labelled"]
    parts += [f"{session.skipped} skipped"] if session.skipped else []
    if session.left and session.seconds_left is not None:
        parts.append(f"about {_time(session.seconds_left)} left")
    return ", ".join(parts)


def told(entry: Entry) -> str:
    """An answer, and now that it is given the votes."""
    if not entry.answer.is_label:
        return entry.answer.value
    return f"{entry.answer.value}; votes: {_votes(entry.task.votes)}"


def _votes(votes: Votes) -> str:
    shown = (("up", votes.up), ("down", votes.down), ("net", votes.net))
    return ", ".join(f"{count} {name}" for name, count in shown if count is not None) or "not shown"


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "a minute"
    if minutes < 90:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return f"{seconds / 3600:.1f} hours"


def _shortened(text: str) -> str:
    return text if len(text) <= SHORTENED else f"{text[:SHORTENED].rstrip()} [...]"
