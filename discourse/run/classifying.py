"""Threads already parsed -> judgements, without charts."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from discourse.errors import InputError
from discourse.records import (
    SCHEMA,
    JudgementRow,
    ThreadRecord,
    cells,
    judgement_row,
    read_thread_line,
)
from discourse.run.analysis import load_classifier
from discourse.run.config import AnalysisSettings
from discourse.run.pages.inputs import STDIN
from discourse.run.pages.outcome import Failure, Stage
from discourse.run.progress import Progress
from discourse.run.reading import open_run
from discourse.run.stages import Asked, judge, unasked
from discourse.run.targets import targets_for
from discourse.stance.judgement import Classifier


def read_threads(path: str) -> Iterator[ThreadRecord]:
    """The threads of a run's directory or of JSON lines (a file, or - for standard input)."""
    if Path(path).is_dir():
        yield from _of_run(Path(path))
        return
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            yield read_thread_line(line, where=f"{path}:{number}")


def ask_about(settings: AnalysisSettings) -> tuple[list[Asked], list[Failure]]:
    """The threads at the settings' paths with their targets, and those without any target."""
    found = [record for path in settings.pages for record in read_threads(path)]
    asked = [
        Asked(one.key, one.thread, targets_for(settings, one.key, one.thread.article))
        for one in found[: settings.limit]
    ]
    return asked, unasked(asked)


def classify(
    asked: list[Asked],
    settings: AnalysisSettings,
    progress: Progress,
    classifier: Classifier | None = None,
) -> Iterator[JudgementRow]:
    """A row a comment and target; the settings' model judges if none is given."""
    questions = (len(one.thread.comments) * len({t.text for t in one.targets}) for one in asked)
    progress.start(Stage.CLASSIFY, sum(questions))
    for judged in judge(asked, classifier or load_classifier(settings), progress):
        said = {(one.comment_id, one.target): one for one in judged.judgements}
        for target in judged.targets:
            for comment in judged.thread.comments:
                yield judgement_row(judged.key, target.name, said[comment.id, target.text])


def line(row: JudgementRow) -> str:
    """The row as a line of JSON."""
    return json.dumps(cells(row))


def _of_run(path: Path) -> Iterator[ThreadRecord]:
    _, threads = open_run(path)
    for judged in threads:
        yield ThreadRecord(SCHEMA, judged.key, judged.thread)


def _lines(path: str) -> list[str]:
    """Only line feeds part records: other line ends may stand in their texts."""
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        return data.decode().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        found = "bytes that are no UTF-8" if isinstance(error, UnicodeError) else error.strerror
        raise InputError(path, "JSON lines of threads, or a run", str(found)) from error
