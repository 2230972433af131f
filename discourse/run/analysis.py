"""The whole job: pages in, a run's directory out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from discourse.aggregate import UNKNOWN, Confusion, Summary
from discourse.aggregate.judged import JudgedThread
from discourse.errors import SettingsError
from discourse.run import manifest, store, writing
from discourse.run.config import AnalysisSettings, model_store
from discourse.run.drawing import Clock, Drawn, draw
from discourse.run.manifest import Counts, InputRecord, Manifest, ModelRecord, Timings
from discourse.run.outcome import Failure, Skipped
from discourse.run.parsing import ParsedPage, parse_paths
from discourse.run.progress import Progress, Silent
from discourse.run.result import RunResult, Troubled
from discourse.run.stages import Asked, ask, judge, unasked
from discourse.run.store import RunFolder
from discourse.stance.judgement import Classifier


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the pages gave."""

    pages: tuple[ParsedPage, ...]
    failures: tuple[Failure, ...]
    skipped: tuple[Skipped, ...]
    asked: tuple[Asked, ...]


def analyze(
    settings: AnalysisSettings,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    classifier: Classifier | None = None,
) -> RunResult:
    """Parses, judges, sums up, draws and writes; the settings' model judges if none is given."""
    progress, clock = progress or Silent(), Clock()
    if not settings.pages:
        raise SettingsError("pages: expected a path, or a config file that names pages; found none")
    if settings.out is not None:
        store.check_free(Path(settings.out), overwrite=overwrite)
    gathered = _gather(settings, progress)
    if not gathered.asked:
        counts = _counts(gathered, (), ())
        return RunResult(None, Summary((), ()), counts, gathered.failures, gathered.skipped)
    parsing = clock.lap()
    judged, model = _judge(gathered.asked, settings, progress, classifier)
    classifying = clock.lap()
    path = _path(settings, gathered, model, clock.started)
    folder = RunFolder.begin(path, overwrite=overwrite)
    writing.write_settings(folder, settings)
    writing.write_tables(folder, judged)
    drawn = draw(folder, judged, model, settings, progress)
    gathered = replace(gathered, failures=(*gathered.failures, *drawn.failures))
    writing.write_troubles(folder, judged, gathered.failures, gathered.skipped)
    done = Manifest(
        started=clock.started,
        finished=datetime.now(UTC),
        model=model,
        seed=settings.seed,
        inputs=tuple(InputRecord(page.page, page.digest) for page in gathered.pages),
        counts=_counts(gathered, judged, drawn.pictures),
        timings=Timings(parsing, classifying, clock.lap()),
        files=folder.files,
        versions=manifest.versions(),
    )
    folder.finish(done)
    return _result(folder, done, drawn, judged, gathered)


def _gather(settings: AnalysisSettings, progress: Progress) -> _Gathered:
    done = parse_paths(
        settings.pages,
        limit=settings.limit,
        max_bytes=settings.max_bytes,
        columns=settings.columns,
        progress=progress,
    )
    asked = tuple(ask(done.pages, settings))
    return _Gathered(done.pages, (*done.failures, *unasked(asked)), done.skipped, asked)


def _judge(
    asked: Sequence[Asked],
    settings: AnalysisSettings,
    progress: Progress,
    classifier: Classifier | None,
) -> tuple[list[JudgedThread], ModelRecord]:
    if not any(one.targets and one.thread.comments for one in asked):
        return [JudgedThread(one.key, one.thread, one.targets, ()) for one in asked], ModelRecord()
    classifier = classifier or load_classifier(settings)
    judged = list(judge(asked, classifier, progress))
    return judged, ModelRecord(classifier.name, classifier.digest, _errors_of(classifier))


def _errors_of(classifier: Classifier) -> Confusion:
    """What the model knows of its own errors: ours carry it, others need not."""
    calibration: Any = getattr(classifier, "calibration", None)
    return Confusion(calibration.confusion, calibration.split) if calibration else UNKNOWN


def load_classifier(settings: AnalysisSettings) -> Classifier:
    """The settings' model on the settings' device."""
    from discourse.stance.classifier import Options, load  # brings torch

    options = Options(device=settings.device, token_budget=settings.token_budget)
    return load(model_store().locate(settings.model), options)


def _path(
    settings: AnalysisSettings, gathered: _Gathered, model: ModelRecord, started: datetime
) -> Path:
    if settings.out is not None:
        return Path(settings.out)
    name = settings.name or Path(gathered.asked[0].key).stem
    digests = sorted(page.digest for page in gathered.pages)
    directory = store.directory_name(started, name, settings.as_yaml(), model.digest, *digests)
    return store.unused(Path(settings.outputs) / directory)


def _counts(
    gathered: _Gathered, judged: Sequence[JudgedThread], pictures: Sequence[Path]
) -> Counts:
    judgements = [judgement for one in judged for judgement in one.judgements]
    return Counts(
        pages=len(gathered.pages),
        articles=len(gathered.asked),
        comments=sum(len(one.thread.comments) for one in gathered.asked),
        judgements=len(judgements),
        abstained=sum(bool(judgement.abstained) for judgement in judgements),
        failures=len(gathered.failures),
        skipped=len(gathered.skipped),
        problems=sum(len(one.thread.problems) for one in gathered.asked),
        pictures=len(pictures),
    )


def _result(
    folder: RunFolder,
    done: Manifest,
    drawn: Drawn,
    judged: Sequence[JudgedThread],
    gathered: _Gathered,
) -> RunResult:
    return RunResult(
        folder.path,
        drawn.summary,
        done.counts,
        gathered.failures,
        gathered.skipped,
        tuple(Troubled(one.key, found) for one in judged for found in one.thread.problems),
        drawn.pictures,
        drawn.notes,
        drawn.page,
    )
