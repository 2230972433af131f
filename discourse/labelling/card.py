"""What an annotator sees of a task: sections of plain text, the votes only after the label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discourse.labelling.rows import Entry, Task
from discourse.labelling.session import Session
from discourse.thread import Votes

SHORTENED = 400  # characters shown of what is only context
IN_REPLY_TO = "IN REPLY TO"
QUOTED_IN_PART = f"{IN_REPLY_TO} (the comment quotes what is between « and »)"

_PLAIN = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")  # quotation marks, one for one
_AROUND = " \n\"'*,.…"  # what may stand around quoted words and is none of them


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
    yield from _words_of_others(task)
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


def _words_of_others(task: Task) -> Iterator[Section]:
    """What is answered, with marks where it is quoted; then what else is quoted, by speaker."""
    context = _shortened(task.context)
    places = [(quote, _place(quote.text, context)) for quote in task.quoted]
    marks = [place for _, place in places if place]
    if context:
        heading = QUOTED_IN_PART if marks else IN_REPLY_TO
        yield Section(heading, _marked(context, marks), others=True)
    said: dict[str, list[str]] = {}
    for quote, place in places:
        if not place:
            said.setdefault(quote.said_by, []).append(_shortened(quote.text))
    for name, texts in said.items():
        yield Section(f"QUOTES {name}", "\n\n".join(texts), others=True)


def _place(quote: str, context: str) -> tuple[int, int] | None:
    """From where to where the context has the quoted words, if it does and can be marked."""
    words = quote.translate(_PLAIN).strip(_AROUND).split()
    if not words or "«" in context or "»" in context:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = re.search(pattern, context.translate(_PLAIN), re.IGNORECASE)
    return found.span() if found else None


def _marked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with marks around these places; those that touch or nearly do are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        before = joined[-1] if joined else None
        if before and (start <= before[1] or not text[before[1] : start].strip(_AROUND)):
            joined[-1] = (before[0], max(before[1], end))
        else:
            joined.append((start, end))
    for start, end in reversed(joined):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text


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
