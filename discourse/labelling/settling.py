"""Which rows of long files count; a few bytes a row are held, and no words."""

from array import array
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from discourse.labelling.columns import BadRow, short
from discourse.labelling.rows import Answer, Entry, Task

Places = NDArray[np.intp]


def last_places(keys: NDArray[Any]) -> Places:
    """Where each key stands last, in rising order."""
    _, from_end = np.unique(keys[::-1], return_index=True)
    places: Places = np.sort(len(keys) - 1 - from_end)
    return places


def numbered(keys: NDArray[Any]) -> tuple[Places, Places]:
    """The number of each key in the order met, and where each number was met first."""
    _, first, place = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(order), dtype=np.intp)
    number[order] = np.arange(len(order))
    return number[place], first[order]


def grouped(keys: NDArray[Any]) -> Iterator[list[int]]:
    """The places of each key, key by key in the order met."""
    number, _ = numbered(keys)
    order = np.argsort(number, kind="stable")
    starts = np.flatnonzero(np.diff(number[order], prepend=-1))
    for start, end in pairwise([*starts.tolist(), len(order)]):
        yield order[start:end].tolist()


class Settling:
    """Takes all rows in order, then tells which to keep.

    Those are the latest label of each annotator and task, and tasks that nobody answered.
    """

    def __init__(self) -> None:
        self._rows = 0
        self._answers, self._answered, self._by = array("q"), array("Q"), array("Q")
        self._labels = bytearray()  # whether each answer is a label
        self._tasks, self._waiting = array("q"), array("Q")

    def add(self, row: Entry | Task | BadRow) -> None:
        """One row more."""
        match row:
            case Task():
                self._tasks.append(self._rows)
                self._waiting.append(short(row.id, row.target))
            case Entry() if row.answer not in (Answer.BACK, Answer.NOTE):
                self._answers.append(self._rows)
                self._answered.append(short(row.task.id, row.task.target))
                self._by.append(short(*row.key))
                self._labels.append(row.answer.is_label)
        self._rows += 1

    def kept(self) -> list[bool]:
        """Of every row, whether it is to be kept."""
        kept = np.zeros(self._rows, dtype=bool)
        latest = last_places(np.array(self._by))
        latest = latest[np.frombuffer(self._labels, dtype=bool)[latest]]
        kept[np.array(self._answers)[latest]] = True
        waiting = ~np.isin(np.array(self._waiting), np.array(self._answered))
        kept[np.array(self._tasks)[waiting]] = True
        found: list[bool] = kept.tolist()
        return found
