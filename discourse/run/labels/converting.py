"""Files of labels -> one file of labels: `label import` and `label export`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from discourse.errors import LabelError
from discourse.labelling.columns import NEEDED, BadRow
from discourse.labelling.rows import Answer, Entry, Task
from discourse.labelling.settling import Settling
from discourse.run.labels.reading import Tally, read_rows
from discourse.run.labels.source import Kind, Source, kind_of
from discourse.run.labels.writing import write_rows

TASK_NEEDED = ("text", "target")
KEPT = 1000  # bad rows told one by one; the rest is counted


@dataclass(slots=True)
class Converted:
    """What came of it. Rows without a label are counted on import, and go out on export."""

    tally: Tally = field(default_factory=Tally)
    bad: list[BadRow] = field(default_factory=list)

    def refuse(self, row: BadRow, *, strict: bool) -> None:
        """Notes a row that is left out; where none may be, raises LabelError."""
        if strict:
            raise row.error
        if len(self.bad) < KEPT:
            self.bad.append(row)


def import_labels(sources: Sequence[Source], output: Path, *, strict: bool = False) -> Converted:
    """Labels of other tools as JSON lines of ours, a row at a time.

    `strict`: a bad row is an error, and nothing is written. Raises LabelError.
    """
    _check_not_an_input(output, (source.path for source in sources))
    done = Converted()

    def rows() -> Iterator[Entry]:
        for source in sources:
            for row in read_rows(source, done.tally, needed=NEEDED):
                if isinstance(row, BadRow):
                    done.refuse(row, strict=strict)
                elif isinstance(row, Entry) and row.answer not in (Answer.BACK, Answer.NOTE):
                    yield row

    write_rows(output, Kind.JSONL, rows())
    return done


def export_labels(
    paths: Sequence[Path], output: Path, kind: Kind, *, strict: bool = False
) -> Converted:
    """Our labels, and tasks without one, in another format; each annotator's latest label alone."""
    _check_not_an_input(output, paths)
    done = Converted()
    labels = tasks = 0

    def rows() -> Iterator[Entry | Task]:
        nonlocal labels, tasks
        for row in settled(paths, done, strict=strict):
            labels += isinstance(row, Entry)
            tasks += isinstance(row, Task)
            yield row

    write_rows(output, kind, rows())
    done.tally.replace(done.tally.labels - labels)
    done.tally.unlabelled = tasks
    return done


def settled(
    paths: Sequence[Path], done: Converted, *, strict: bool = False
) -> Iterator[Entry | Task]:
    """The latest label of each annotator and task, in file order; and tasks that have none.

    Reads twice, so that no more than a few numbers a row need be held. Raises LabelError.
    """
    kept = _kept(paths)
    for number, row in enumerate(_own_rows(paths, done.tally)):
        if isinstance(row, BadRow):
            done.refuse(row, strict=strict)
        elif kept[number]:
            yield row


def _kept(paths: Sequence[Path]) -> Sequence[bool]:
    settling = Settling()
    for row in _own_rows(paths, Tally()):
        settling.add(row)
    return settling.kept()


def entries(paths: Sequence[Path], done: Converted, *, strict: bool = False) -> Iterator[Entry]:
    """Every answer in file order. Raises LabelError."""
    for row in _own_rows(paths, done.tally):
        if isinstance(row, BadRow):
            done.refuse(row, strict=strict)
        elif isinstance(row, Entry):
            yield row


def _own_rows(paths: Sequence[Path], tally: Tally) -> Iterator[Entry | Task | BadRow]:
    for path in paths:
        yield from read_rows(Source(path, kind_of(path)), tally, needed=TASK_NEEDED)


def _check_not_an_input(output: Path, inputs: Iterable[Path]) -> None:
    if any(output.resolve() == path.resolve() for path in inputs):
        raise LabelError(str(output), "another file than the one that is read", "the same")
