"""Where an annotator stands: a fold over the entries saved so far, so a restart resumes exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from discourse.errors import LabelError
from discourse.labelling.rows import Answer, Entry, Task

PAUSE = 300  # seconds; a longer gap between two answers was a break and tells nothing of the pace
RECENT = 30  # answers that the pace is taken from


@dataclass(slots=True)
class Session:
    """Tasks, what was answered, and which task is next. Changed only by `take`.

    Two sessions that took the same entries are in the same state.
    """

    tasks: Sequence[Task]
    answers: dict[str, Entry] = field(default_factory=dict)  # by task id; labels and skips
    notes: dict[str, str] = field(default_factory=dict)
    place: int = 0
    last: Entry | None = None  # the latest label or skip
    _gaps: list[float] = field(default_factory=list)
    _before: datetime | None = None

    @property
    def task(self) -> Task | None:
        """The one to be answered now; None when all are."""
        return self.tasks[self.place] if self.place < len(self.tasks) else None

    @property
    def labelled(self) -> int:
        """How many have a label."""
        return sum(entry.answer.is_label for entry in self.answers.values())

    @property
    def skipped(self) -> int:
        """How many were skipped."""
        return len(self.answers) - self.labelled

    @property
    def left(self) -> int:
        """How many were neither labelled nor skipped."""
        return len(self.tasks) - len(self.answers)

    @property
    def seconds_left(self) -> float | None:
        """By the median pace of the latest answers; None while too few tell."""
        gaps = self._gaps[-RECENT:]
        return median(gaps) * self.left if len(gaps) >= 3 else None

    def note(self, task: Task) -> str:
        """The note on a task, empty where there is none."""
        return self.notes.get(task.id, "")

    def take(self, entry: Entry) -> None:
        """One key more."""
        self._clock(entry)
        if entry.answer is Answer.BACK:
            self.place = max(0, self.place - 1)
        elif entry.answer is Answer.NOTE:
            self.notes[entry.task.id] = entry.note
        else:
            self.answers[entry.task.id] = self.last = entry
            self.notes.update({entry.task.id: entry.note} if entry.note else {})
            self.place = self._next_open()

    def _next_open(self) -> int:
        """The first unanswered task after this one, else the first of all, else the end."""
        order = [*range(self.place + 1, len(self.tasks)), *range(self.place)]
        unanswered = (at for at in order if self.tasks[at].id not in self.answers)
        return next(unanswered, len(self.tasks))

    def _clock(self, entry: Entry) -> None:
        if entry.at is None:
            return
        if self._before is not None and entry.answer not in (Answer.BACK, Answer.NOTE):
            gap = (entry.at - self._before).total_seconds()
            self._gaps += [gap] if 0 <= gap <= PAUSE else []
        self._before = entry.at


def resume(tasks: Sequence[Task], entries: Iterable[Entry], annotator: str, where: str) -> Session:
    """The session that these entries led to.

    Raises LabelError where they are another annotator's, or answer tasks that are not there.
    """
    session = Session(tasks)
    known = {task.id: at for at, task in enumerate(tasks)}
    for entry in entries:
        if entry.annotator != annotator:
            raise LabelError(where, f"answers of {annotator}", f"some of {entry.annotator}")
        if entry.task.id not in known:
            found = f"one to {entry.task.id}, which is not among them"
            raise LabelError(where, "answers to these tasks (or another file with -o)", found)
        if entry.answer is not Answer.BACK:
            session.place = known[entry.task.id]
        session.take(entry)
    return session
