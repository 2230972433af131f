"""On a cluster, through Ray Data: each worker parses and labels whole shards.

The tasks go out in waves, so that the machine which hands them out holds no more than one. Ray
starts workers anew that are lost, with the shards they were at; results come back in order.
"""

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from discourse.errors import RunError, SettingsError
from discourse.run.config import AnalysisSettings
from discourse.run.engines._engine import Done, Job, Task
from discourse.run.model import Model
from discourse.run.progress import Silent
from discourse.run.sharding import fingerprints
from discourse.run.sharding.shard_work import label_shard, parse_shard
from discourse.run.sharding.shards import PageShard
from discourse.stance.judgement import Classifier

ROUNDS = 16  # shards of a wave for each worker: loading a model is little beside that
BYTES = 512 * 1024 * 1024  # of pages in a wave
RETRIES = 3  # of a shard whose worker is lost


class Ray:
    """The cluster that `ray start` made, where this machine is in one; else this machine alone."""

    name = "ray"

    def carry_out(self, tasks: Iterable[Task], job: Job) -> Generator[Done, None, None]:
        """What becomes of each task, in the order of the tasks.

        Raises SettingsError where Ray is not installed, RunError where the cluster fails or its
        machines have another discourse or model than this one.
        """
        with _cluster() as ray:
            pool = _pool(ray.cluster_resources(), job.settings)
            for wave in _waves(tasks, ROUNDS * pool.workers):
                try:
                    yield from _wave(ray, wave, job, pool)
                except ray.exceptions.RayError as error:
                    said = str(error).strip() or type(error).__name__
                    found = said.splitlines()[-1]
                    raise RunError("ray", "a cluster that carries the work out", found) from error


@dataclass(frozen=True, slots=True)
class _Pool:
    """How many workers there may be, and what each of them needs."""

    workers: int
    gpus: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """A shard's result; by what code it was made, and the model loaded there (if any yet)."""

    done: Done
    code: str
    model: str


def _wave(ray: Any, wave: list[Task], job: Job, pool: _Pool) -> Iterator[Done]:
    items = [{"number": number, "task": task} for number, task in enumerate(wave)]
    answers = ray.data.from_items(items, override_num_blocks=len(items)).map(
        _Worker,
        fn_constructor_args=(job.settings, job.make),
        concurrency=(1, pool.workers),
        num_cpus=1,
        num_gpus=pool.gpus,
        max_restarts=-1,
        max_task_retries=RETRIES,
    )
    for number, row in enumerate(answers.iter_rows()):
        if row["number"] != number:
            raise RuntimeError(f"expected shard {number} of the wave, found {row['number']}")
        answer: _Answer = row["answer"]
        _check(answer, job)
        yield answer.done


def _check(answer: _Answer, job: Job) -> None:
    if answer.code != _code(job.settings):
        raise RunError("ray", "machines with this very discourse", "one that has another")
    if answer.model and answer.model != job.classifier().digest:
        expected = "machines with this very model, in one --precision"
        raise RunError("ray", expected, "one that has another")


def _code(settings: AnalysisSettings) -> str:
    return fingerprints.combined(fingerprints.parsing(settings), fingerprints.labelling(settings))


class _Worker:
    """Parses and labels shards, one after the other; loads the model with the first comment."""

    def __init__(self, settings: AnalysisSettings, make: Callable[[], Classifier]) -> None:
        self._settings = settings
        self._model = Model(make, Silent())

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"number": row["number"], "answer": self._answer(row["task"])}

    def _answer(self, task: Task) -> _Answer:
        given, settings = task.given, self._settings
        threads = parse_shard(given, settings) if isinstance(given, PageShard) else given
        labels = label_shard(threads, settings, self._model.load, Silent())
        model = self._model.load().digest if self._model.loaded else ""
        return _Answer(Done(threads, labels), _code(settings), model)


def _waves(tasks: Iterable[Task], most: int) -> Iterator[list[Task]]:
    wave: list[Task] = []
    size = 0
    for task in tasks:
        wave.append(task)
        size += _size(task)
        if len(wave) >= most or size >= BYTES:
            yield wave
            wave, size = [], 0
    if wave:
        yield wave


def _size(task: Task) -> int:
    given = task.given
    if isinstance(given, PageShard):
        return sum(len(page.data) for page in given.pages)
    return len(given.articles) + len(given.comments)


def _pool(resources: dict[str, float], settings: AnalysisSettings) -> _Pool:
    """As many workers as the cluster has GPUs, if they are to be used, else cores."""
    gpus = int(resources.get("GPU", 0)) if settings.device.startswith(("auto", "cuda")) else 0
    most = gpus or int(resources.get("CPU", 1))
    return _Pool(max(1, min(most, settings.workers or most)), 1 if gpus else 0)


@contextmanager
def _cluster() -> Iterator[Any]:
    """Ray, connected; what was connected before stays so."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise SettingsError(
            '--engine: expected ray to be installed (pip install "discourse[ray]"), found it not'
        ) from error
    connected = ray.is_initialized()
    if not connected:
        ray.init(log_to_driver=False, logging_level=logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)  # it tells of each wave on the screen
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    try:
        yield ray
    finally:
        if not connected:
            ray.shutdown()


ENGINE = Ray()
