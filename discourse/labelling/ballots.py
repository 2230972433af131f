"""Labels as rows of numbers, of which a million fit in memory: 59 bytes each, and no words."""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discourse.labelling.columns import short
from discourse.labelling.rows import LABELS, Answer, Chosen, Entry
from discourse.labelling.settling import Places, last_places, numbered
from discourse.stance.judgement import Stance

ANSWERS = tuple(Answer)
NO_MODEL = -1
_UNKNOWN = (float("nan"),) * len(Stance)
_PACKED = struct.Struct("<QQiiiib??3d")
_ROW = np.dtype(
    [
        ("unit", "<u8"),
        ("comment", "<u8"),
        *((name, "<i4") for name in ("article", "target", "model", "annotator")),
        ("answer", "i1"),
        ("random", "?"),
        ("suggested", "?"),
        ("scores", "<f8", (len(Stance),)),
    ]
)

Rows = NDArray[Any]  # of _ROW


class Names(dict[str, int]):
    """A number for each name, in the order met."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Ballots:
    """The latest label of each annotator and unit; a unit is a comment and target.

    `unit` numbers each row's unit in the order met; `told` is each unit's row that tells of its
    task: the first that has the model's scores, or the first. `annotators`, `targets` and `models`
    are the names behind the numbers in the rows.
    """

    rows: Rows
    unit: Places
    told: Places
    annotators: tuple[str, ...]
    targets: tuple[str, ...]
    models: tuple[str, ...]

    @property
    def tasks(self) -> Rows:
        """Each unit's row that tells of its task."""
        told: Rows = self.rows[self.told]
        return told

    def doubts(self) -> NDArray[np.float64]:
        """How likely one of the labels of each unit is an error: 0 (all agree) to 2.

        The share of labels that are not the commonest one, plus the margin by which the model
        prefers another stance to the labels given, on average.
        """
        kinds, units = len(LABELS), len(self.told)
        answers = self.rows["answer"].astype(np.intp)
        counts = np.bincount(self.unit * kinds + answers, minlength=units * kinds)
        counts = counts.reshape(units, kinds)
        labels = counts.sum(axis=1)
        margins = np.bincount(self.unit, self._margins(answers), units)
        doubts: NDArray[np.float64] = 1 - counts.max(axis=1, initial=0) / labels + margins / labels
        return doubts

    def _margins(self, answers: Places) -> NDArray[np.float64]:
        scores = self.tasks["scores"][self.unit]
        margins = np.zeros(len(answers))
        for place, answer in enumerate(STANCE_ANSWERS):
            mine = (answers == answer) & ~np.isnan(scores[:, place])
            margins[mine] = scores[mine].max(axis=1) - scores[mine, place]
        return margins


STANCE_ANSWERS = tuple(ANSWERS.index(Answer(stance.value)) for stance in Stance)


class BallotBox:
    """Takes labels one by one, in any order of comments and annotators."""

    def __init__(self) -> None:
        self._packed = bytearray()
        self._articles, self._targets = Names(), Names()
        self._models, self._annotators = Names(), Names()

    def add(self, entry: Entry) -> None:
        """One answer more; what takes back or notes is none."""
        if entry.answer in (Answer.BACK, Answer.NOTE):
            return
        task = entry.task
        scores = tuple(task.scores.values()) if task.scores else _UNKNOWN
        self._packed += _PACKED.pack(
            short(task.id, task.target),
            short(task.id),
            self._articles[task.article],
            self._targets[task.target_name or task.target],
            self._models[task.model] if task.scores else NO_MODEL,
            self._annotators[entry.annotator],
            ANSWERS.index(entry.answer),
            task.chosen is Chosen.RANDOM,
            entry.suggested,
            *scores,
        )

    def counted(self) -> Ballots:
        """The labels that count: an annotator's latest on a unit, unless that skips it."""
        rows = np.frombuffer(self._packed, dtype=_ROW)
        rows = rows[_latest(rows, len(self._annotators))]
        rows = rows[rows["answer"] < len(LABELS)]
        unit, first = numbered(rows["unit"])
        scored = np.flatnonzero(rows["model"] != NO_MODEL)[::-1]
        first[unit[scored]] = scored  # the first of each unit is written last
        names = (tuple(some) for some in (self._annotators, self._targets, self._models))
        return Ballots(rows, unit, first, *names)


def _latest(rows: Rows, annotators: int) -> Places:
    """Where the last row of each unit and annotator is."""
    unit, _ = numbered(rows["unit"])
    return last_places(unit * annotators + rows["annotator"])
