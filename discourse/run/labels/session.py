"""One annotator at work: keys in, saved entries out, and what is to be shown."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum, auto

from discourse.labelling.card import Section, progress, sections, told
from discourse.labelling.rows import LABELS, Answer, Entry, Task
from discourse.run.labels.journal import Journal

__all__ = ["KEYS", "Desk", "Pressed", "Section"]

KEYS = {
    "a": Answer.AGAINST,
    "n": Answer.NEUTRAL,
    "f": Answer.FAVOR,
    "u": Answer.UNCLEAR,
    "s": Answer.SKIP,
    "b": Answer.BACK,
    "t": Answer.NOTE,
}
QUIT = "q"
HELP = "[a]gainst [n]eutral [f]avor [u]nclear   [s]kip [b]ack no[t]e [q]uit"
HELP_AT_END = "all done   [b]ack [q]uit"


class Pressed(Enum):
    """What a key asks for."""

    SAVED = auto()
    ASK_NOTE = auto()  # the words of a note, to be given to `note`
    QUIT = auto()
    UNKNOWN = auto()


def _now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """Where an annotator sits: the card in front of them and the keys."""

    def __init__(
        self,
        journal: Journal,
        annotator: str,
        *,
        suggest: bool = False,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._journal = journal
        self._annotator = annotator
        self._suggest = suggest
        self._clock = clock

    @property
    def progress(self) -> str:
        """How far the annotator is."""
        return progress(self._journal.session)

    @property
    def last(self) -> str:
        """The latest answer, with the votes that were hidden before it; empty at the start."""
        entry = self._journal.session.last
        return f"last: {told(entry)}" if entry else ""

    @property
    def help(self) -> str:
        """The keys that mean something now."""
        return HELP if self._journal.session.task else HELP_AT_END

    def sections(self) -> list[Section]:
        """The card to be answered; none where all are."""
        session = self._journal.session
        task = session.task
        return list(sections(session, task, suggest=self._suggest)) if task else []

    def press(self, key: str) -> Pressed:
        """Takes a key; whatever it means is saved when this returns."""
        key = key.lower()
        if key == QUIT:
            return Pressed.QUIT
        answer = KEYS.get(key)
        task = self._journal.session.task
        if answer is None or (task is None and answer is not Answer.BACK):
            return Pressed.UNKNOWN
        if answer is Answer.NOTE:
            return Pressed.ASK_NOTE
        self._save(task or self._journal.session.tasks[-1], answer)
        return Pressed.SAVED

    def note(self, words: str) -> None:
        """Notes something on the card; no words leave the note as it was."""
        task = self._journal.session.task
        if task and words.strip():
            self._save(task, Answer.NOTE, words.strip())

    def _save(self, task: Task, answer: Answer, words: str = "") -> None:
        entry = Entry(
            task=task,
            answer=answer,
            annotator=self._annotator,
            note=words or self._journal.session.note(task),
            suggested=self._suggest and task.scores is not None and answer in LABELS,
            at=self._clock(),
        )
        self._journal.save(entry)
