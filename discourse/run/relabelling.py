"""A finished run labelled by another model: a run of its own, without parsing a page again."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from discourse.errors import RunError, SettingsError
from discourse.run import manifest, store
from discourse.run.analysis import Run, load_classifier
from discourse.run.config import AnalysisSettings, model_named, resolve
from discourse.run.drawers import Drawers
from discourse.run.drawing import Clock
from discourse.run.manifest import Manifest
from discourse.run.model import Model
from discourse.run.pages.outcome import Stage
from discourse.run.progress import Progress, Silent
from discourse.run.result import RunResult
from discourse.run.sharding.shard_store import ShardStore
from discourse.run.sharding.shard_work import label_shard
from discourse.run.sharding.shards import ThreadShard
from discourse.run.sharding.streaming import ShardKeys, labels_key
from discourse.run.starting import NEW, Start, place, started
from discourse.run.store import RunFolder
from discourse.stance.judgement import Classifier


def relabel(
    run: Path,
    flags: Mapping[str, object],
    start: Start = NEW,
    *,
    progress: Progress | None = None,
    classifier: Classifier | None = None,
) -> RunResult:
    """The run's threads judged by the model of the flags, or the one in use, into a new run.

    All other settings are the run's own where no flag is given. Raises RunError where the run is
    not finished or its shards are not whole, and as `analyze`.
    """
    done = manifest.read(run)
    settings = settings_of(run, flags)
    clock, listener = Clock(), progress or Silent()
    model = Model(lambda: classifier or load_classifier(settings), listener)
    path = place(settings, clock.started, start)
    if path.resolve() == run.resolve():
        raise SettingsError(f"--out: expected another directory than the run's own, found {path}")
    source = ShardStore(RunFolder(run))
    ordered = _ordered(source, done, run)
    drawers = Drawers.beside(settings.workers)
    with started(path, start) as folder, drawers:
        kept = ShardStore(folder)
        listener.start(Stage.CLASSIFY, None)
        new = Run(settings, folder, model, listener, clock, drawers)
        keys = [_labelled(new, _whole(source, key), key, kept) for key in ordered]
        return new.of_shards(kept, keys)


def settings_of(run: Path, flags: Mapping[str, object]) -> AnalysisSettings:
    """The run's settings with the flags before them; where it lay is no setting of the new one."""
    given = {**flags, "model": model_named(str(flags.get("model") or ""))}
    found = resolve(given, config=str(run / store.CONFIG), environment={})
    return found if given.get("out") else found.model_copy(update={"out": None})


def _labelled(new: Run, shard: ThreadShard, key: str, kept: ShardStore) -> ShardKeys:
    """A shard taken over and labelled, unless an earlier try has done so."""
    if kept.threads_marker(key) is None:
        kept.write_threads(key, shard)
    labels = labels_key(key, shard.entries, new.settings, new.model)
    if not kept.has_labels(labels):
        said = label_shard(shard, new.settings, new.model.load, new.progress)
        kept.write_labels(labels, said)
    return ShardKeys(key, labels)


def _whole(source: ShardStore, key: str) -> ThreadShard:
    """A shard as it was written; one that lost a page to a killed process is as whole as it was."""
    try:
        shard = source.threads(key)
    except KeyError as error:
        raise _damaged(key) from error
    if not shard.lost and source.threads_marker(key) is None:
        raise _damaged(key)
    return shard


def _damaged(key: str) -> RunError:
    expected = "a shard as it was written (or: discourse analyze, to parse again)"
    return RunError(f"{store.SHARDS}/{key}", expected, "one that is damaged")


def _ordered(source: ShardStore, done: Manifest, run: Path) -> list[str]:
    """The keys of the run's shards in the order of their pages; those without a page come last."""
    places = {(one.page, one.digest): place for place, one in reversed([*enumerate(done.inputs)])}
    firsts = dict(_firsts(source, places))
    pages = sum(count for _, count in firsts.values())
    if pages != len(done.inputs):
        expected = f"a run that keeps the {len(done.inputs):,} pages it parsed, in {store.SHARDS}/"
        raise RunError(str(run), expected, f"{pages:,} (parse again: discourse analyze)")
    return sorted(firsts, key=lambda key: firsts[key][0])


def _firsts(
    source: ShardStore, places: Mapping[tuple[str, str], int]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """For each shard the place of its first page in the run, and how many pages it has."""
    for key in source.threads_keys():
        inputs = _whole(source, key).inputs
        found = [places.get((one.page, one.digest), len(places)) for one in inputs]
        yield key, (min(found, default=len(places)), len(inputs))
