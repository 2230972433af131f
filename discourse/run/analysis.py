"""The whole job: pages in, a run's directory out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from discourse.aggregate import Summary
from discourse.errors import SettingsError
from discourse.parse import known_layouts
from discourse.run import manifest, writing
from discourse.run.config import AnalysisSettings, model_store
from discourse.run.drawers import Drawers
from discourse.run.drawing import Clock, Drawn, draw
from discourse.run.engines import all_engines
from discourse.run.manifest import Manifest, Timings
from discourse.run.model import Model
from discourse.run.pages.bounds import bounds_of
from discourse.run.pages.inputs import limited, read_pages
from discourse.run.pages.kinds import page_name
from discourse.run.pages.outcome import Stage
from discourse.run.progress import Progress, Silent
from discourse.run.reading import RunThreads
from discourse.run.result import RunResult
from discourse.run.sharding.merging import Merged, Part, merge
from discourse.run.sharding.shard_store import ShardStore
from discourse.run.sharding.shard_work import judged_threads
from discourse.run.sharding.streaming import ShardKeys, Streaming
from discourse.run.starting import NEW, Start, place, started
from discourse.run.store import RunFolder
from discourse.stance.heads import PLAIN, Hypotheses
from discourse.stance.judgement import Classifier


def analyze(
    settings: AnalysisSettings,
    start: Start = NEW,
    *,
    progress: Progress | None = None,
    classifier: Classifier | None = None,
) -> RunResult:
    """Parses, judges, sums up, draws and writes; the settings' model judges if none is given.

    Raises KeyboardInterrupt, when it is interrupted, with a message that says how to go on.
    """
    if not settings.pages:
        raise SettingsError("pages: expected a path, or a config file that names pages; found none")
    known_layouts()  # a layout that cannot be loaded is no page's fault
    clock, listener = Clock(), progress or Silent()
    model = Model(lambda: classifier or load_classifier(settings), listener)
    drawers = Drawers.beside(settings.workers)
    with started(place(settings, clock.started, start), start) as folder, drawers:
        return Run(settings, folder, model, listener, clock, drawers).result()


@dataclass(frozen=True, slots=True)
class Run:
    """One run, from its pages to its manifest."""

    settings: AnalysisSettings
    folder: RunFolder
    model: Model
    progress: Progress
    clock: Clock
    drawers: Drawers

    def result(self) -> RunResult:
        """Shards first, then what is made of them."""
        shards = ShardStore(self.folder)
        return self.of_shards(shards, self._shards(shards))

    def of_shards(self, shards: ShardStore, keys: Sequence[ShardKeys]) -> RunResult:
        """What is made of shards that are done; where there is no article nothing is left."""
        labelled = self.clock.lap()
        named = frozenset(map(page_name, self.settings.pages))
        merged = merge(self.folder, self._parts(shards, keys), named)
        if not merged.counts.articles:
            self.folder.remove(self.folder.files)
            return RunResult(
                *(None, Summary((), ()), merged.counts),
                *(tuple(merged.failures), tuple(merged.skipped)),
            )
        writing.write_settings(self.folder, self.settings)
        threads = RunThreads(self.folder.path, merged.counts.articles)
        drawn = draw(
            self.folder, threads, self.model.record, self.settings, self.progress, self.drawers
        )
        merged.failures += drawn.failures
        writing.write_failures(self.folder, merged.failures)
        shards.keep_only((one.threads for one in keys), (one.labels for one in keys))
        done = self._manifest(merged, drawn, labelled)
        self.folder.finish(done)
        return _result(self.folder, done, drawn, merged)

    def _shards(self, shards: ShardStore) -> list[ShardKeys]:
        self.progress.start(Stage.PARSE, None)
        pages = read_pages(self.settings.pages, bounds_of(self.settings).files)
        streaming = Streaming(self.settings, shards, self.model, self.progress)
        engine = all_engines()[self.settings.engine]
        return streaming.carry_out(limited(pages, self.settings.limit), engine)

    def _parts(self, shards: ShardStore, keys: Sequence[ShardKeys]) -> Iterator[Part]:
        for one in keys:
            threads = shards.threads(one.threads)
            yield Part(threads, judged_threads(threads, shards.labels(one.labels), self.settings))

    def _manifest(self, merged: Merged, drawn: Drawn, labelled: float) -> Manifest:
        counts = replace(merged.counts, failures=len(merged.failures), pictures=len(drawn.pictures))
        return Manifest(
            started=self.clock.started,
            finished=datetime.now(UTC),
            model=self.model.record,
            seed=self.settings.seed,
            inputs=tuple(merged.inputs),
            counts=counts,
            timings=Timings(shards=labelled, draw=self.clock.lap()),
            files=self.folder.files,
            versions=manifest.versions(),
        )


def load_classifier(settings: AnalysisSettings) -> Classifier:
    """The settings' model on the settings' device, in their precision."""
    from discourse.stance.classifier import Options, load  # brings torch

    told = settings.zero_shot
    options = Options(
        device=settings.device,
        token_budget=settings.token_budget,
        min_confidence=settings.min_confidence,
        hypotheses=Hypotheses(told.favor, told.against) if told else PLAIN,
        precision=settings.precision,
    )
    return load(model_store().locate(settings.model), options)


def _result(folder: RunFolder, done: Manifest, drawn: Drawn, merged: Merged) -> RunResult:
    return RunResult(
        folder.path,
        drawn.summary,
        done.counts,
        tuple(merged.failures),
        tuple(merged.skipped),
        tuple(merged.problems),
        drawn.pictures,
        drawn.notes,
        drawn.page,
    )
