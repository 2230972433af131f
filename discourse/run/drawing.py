"""A run's summary and pictures, the first time and again."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from discourse.aggregate import Summary, summarise
from discourse.aggregate.judged import JudgedThread
from discourse.charts import chosen
from discourse.run import manifest, reading, store, writing
from discourse.run.config import AnalysisSettings, resolve
from discourse.run.drawers import Drawers
from discourse.run.lock import locked
from discourse.run.manifest import ModelRecord
from discourse.run.page.images import Drawing
from discourse.run.pages.outcome import Failure, Stage, failure
from discourse.run.progress import Progress, Silent
from discourse.run.result import RunResult
from discourse.run.store import RunFolder


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was summed up and drawn."""

    summary: Summary
    pictures: tuple[Path, ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
    page: Path | None


@dataclass(slots=True)
class Clock:
    """Measures stages that follow one another."""

    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    last: float = field(default_factory=time.perf_counter)

    def lap(self) -> float:
        """Seconds since the last lap."""
        before, self.last = self.last, time.perf_counter()
        return round(self.last - before, 3)


def redraw(run: Path, *, progress: Progress | None = None, **flags: object) -> RunResult:
    """The pictures of a finished run drawn again from its tables; nothing is judged anew.

    `flags` are settings that go before the run's own.
    """
    manifest.read(run)  # raises before anything is locked where there is none
    with locked(run):
        return _redraw(run, progress or Silent(), flags)


def _redraw(run: Path, progress: Progress, flags: Mapping[str, object]) -> RunResult:
    done, clock = manifest.read(run), Clock()
    settings = resolve(flags, config=str(run / store.CONFIG), environment={})
    judged = reading.RunThreads(run, done.counts.articles)
    folder = RunFolder(run, done.files)
    with Drawers.beside(settings.workers) as drawers:
        drawn = draw(folder, judged, done.model, settings, progress, drawers)
    kept = {folder.relative(path) for path in drawn.pictures}
    kept |= {str(Path(name).with_suffix(".csv")) for name in kept}
    kept |= {folder.relative(path) for path in (drawn.page,) if path}
    redrawn = (store.CHARTS, store.PAGE)
    folder.remove(name for name in done.files if name.startswith(redrawn) and name not in kept)
    earlier = [one for one in writing.read_failures(run) if one.stage is not Stage.DRAW]
    failures = (*earlier, *drawn.failures)
    writing.write_failures(folder, failures)
    counts = replace(done.counts, failures=len(failures), pictures=len(drawn.pictures))
    done = replace(
        done,
        finished=datetime.now(UTC),
        counts=counts,
        timings=replace(done.timings, draw=clock.lap()),
        files=folder.files,
        versions=manifest.versions(),
    )
    folder.finish(done)
    return RunResult(
        run, drawn.summary, counts, drawn.failures, (), (), drawn.pictures, drawn.notes, drawn.page
    )


def draw(  # noqa: PLR0913, PLR0917 - what is drawn, by whom and where it goes
    folder: RunFolder,
    judged: Collection[JudgedThread],
    model: ModelRecord,
    settings: AnalysisSettings,
    progress: Progress,
    drawers: Drawers,
) -> Drawn:
    """The summary and its pictures; that they cannot be drawn must not lose the judgements."""
    each = chosen(settings.detail, len(judged)) != "corpus"
    settings = settings if each else settings.model_copy(update={"detail": "corpus"})
    summary = summarise(
        (one for one in judged if one.targets),
        seed=settings.seed,
        confusion=model.confusion,
        each=each,
    )
    writing.write_summary(folder, summary)
    asked = writing.asked(summary, model, settings)
    drawings: list[Drawing] = []
    failures: list[Failure] = []
    page: Path | None = None
    try:
        for drawing in writing.write_pictures(folder, asked, progress, drawers):
            drawings.append(drawing)  # noqa: PERF402 - those drawn before an error count
        if settings.html:
            page = writing.write_page(folder, judged, summary, model, drawings)
    except Exception as error:  # noqa: BLE001 - told as a failure of the run, exit code 1
        failures.append(failure("charts", Stage.DRAW, error))
    notes = filter(None, [drawers.undrawable(asked)])
    pictures = tuple(folder.path / name for drawing in drawings for name in drawing.names)
    return Drawn(summary, pictures, tuple(failures), tuple(notes), page)
