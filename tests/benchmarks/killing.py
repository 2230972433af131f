"""Kills whole runs at random moments and goes on with them: nothing lost, nothing twice.

usage: python -m tests.benchmarks.killing [--kills N] [--engine local|ray] [--workers N]
                                          [--comments N] [--shard N] [--seed N] [--out FOLDER]

Each round goes on with the run of a small made-up corpus, and kills (kill -9) at a random moment,
by turns: the run and all its processes, the run alone, one of the processes that work for it. The
moment is one of the time that an undisturbed run takes or, every other time, one when so many files
are there. A round that ends by itself (one that lost a worker must) leaves,
byte for byte, the files of the undisturbed run (but for the times in run.json), and a new run
begins. With --engine ray the work goes to two nodes on this machine, and all of it is held against
a run with the engine local.

A tiny model with random weights judges. Runs are forked from a process that has imported what they
need, and shards are small, so that kills hit work, and not the start of Python.
"""

import argparse
import hashlib
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.benchmarks.corpus import write
from tests.run.pages.trees import tree
from tests.stance.tiny_bert import save_tiny

VICTIMS = ("the run and its processes", "the run alone", "a worker")
_IMPORTED = [  # by the process that runs are forked from
    *("discourse.run.analysis", "discourse.charts", "discourse.stance.classifier"),
    *("transformers.models.bert.modeling_bert", "pyarrow.parquet"),
]


@dataclass(slots=True)
class Tally:
    """What became of the rounds: kills, by victim and by how far the run was; runs that ended."""

    victims: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    whole: int = 0

    def __str__(self) -> str:
        counts = (", ".join(f"{n} {name}" for name, n in of.most_common()) for of in self._counted)
        return f"{self.victims.total()} kills ({'; '.join(counts)}), {self.whole} runs ended"

    @property
    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        return self.victims, self.stages


def main() -> None:
    """Kills until it has killed often enough; exit code 1 where any byte differs."""
    given = _arguments()
    shutil.rmtree(given.out, ignore_errors=True)
    given.out.mkdir(parents=True)
    write(given.out / "pages", given.comments, seed=given.seed)
    save_tiny(given.out / "tiny")
    with _engine(given.engine):
        _finish(_start(given, "whole", "local"))
        expected = _digests(given.out / "whole")
        begun = time.perf_counter()
        _finish(_start(given, "cut", given.engine))
        takes = time.perf_counter() - begun
        tally = Tally()
        _compare(given, expected, tally)
        print(f"undisturbed: {takes:.1f} s, {len(expected)} files", flush=True)
        chance = random.Random(given.seed)  # noqa: S311 - no secret
        while tally.victims.total() < given.kills:
            if _ended(given, chance, takes, tally):
                _compare(given, expected, tally)
        _finish(_start(given, "cut", given.engine))
        _compare(given, expected, tally)
    print(f"{tally}, each with the very same bytes")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--engine", default="local")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--comments", type=int, default=1_500)
    parser.add_argument("--shard", type=int, default=4, help="pages of a shard")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("outputs/killing"))
    return parser.parse_args()


@contextmanager
def _engine(name: str) -> Iterator[None]:
    """What runs are forked from, and for Ray a cluster of two nodes that outlives them."""
    served = [*_IMPORTED, *(["ray", "ray.data"] if name == "ray" else [])]
    multiprocessing.get_context("forkserver").set_forkserver_preload(served)
    if name != "ray":
        yield
        return
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(**node)
    os.environ["RAY_ADDRESS"] = cluster.address
    try:
        yield
    finally:
        cluster.shutdown()


def _start(given: argparse.Namespace, name: str, engine: str) -> ForkServerProcess:
    flags = {
        "pages": [str(given.out / "pages")],
        "out": str(given.out / name),
        "model": str(given.out / "tiny"),
        "detail": "corpus",
        "dpi": 40,
        "engine": engine,
        "workers": given.workers,
    }
    arguments = (flags, given.shard, given.out / "said.txt")
    process = multiprocessing.get_context("forkserver").Process(target=_analysed, args=arguments)
    process.start()
    return process


def _analysed(flags: dict[str, object], shard: int, said: Path) -> None:
    """A run, in a group of processes of its own."""
    os.setsid()
    with said.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    from discourse.run.analysis import analyze
    from discourse.run.config import resolve
    from discourse.run.sharding import shards
    from discourse.run.starting import Start

    shards.PAGES = shard
    analyze(resolve(flags, environment={}), Start(resume=True))


def _finish(process: ForkServerProcess) -> None:
    process.join()
    if process.exitcode:
        raise SystemExit(f"a run that nobody killed ended with exit code {process.exitcode}")


def _ended(given: argparse.Namespace, chance: random.Random, takes: float, tally: Tally) -> bool:
    """Goes on with the run and kills once; whether the run ended by itself."""
    victim = VICTIMS[sum(tally.victims.values()) % len(VICTIMS)]
    process = _start(given, "cut", given.engine)
    _wait(process, given.out, chance, takes)
    if process.exitcode is None and (killed := _killed(process, victim, given.engine)):
        tally.victims[victim] += 1
        tally.stages[_stage(given.out / "cut")] += 1
        if killed == process.pid:
            process.join()
            return False
    _finish(process)
    return True


def _wait(process: ForkServerProcess, out: Path, chance: random.Random, takes: float) -> None:
    """Until a random moment: by the clock, or by how many files there are."""
    if chance.random() < 0.5:
        process.join(chance.uniform(0, takes))
        return
    files = chance.randint(_files(out / "cut"), _files(out / "whole"))
    while process.exitcode is None and _files(out / "cut") < files:
        time.sleep(0.02)


def _files(run: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(run))  # which bears folders that vanish


def _killed(process: ForkServerProcess, victim: str, engine: str) -> int:
    """Kills, and gives the process that was; 0 where there is none such."""
    pid = process.pid or 0
    if victim == "a worker":
        above, name = (os.getpid(), b"Worker") if engine == "ray" else (pid, b"spawn_main")
        workers = [one for one in _below(above) if name in _command(one)]
        pid = workers[-1] if workers else 0
    with suppress(ProcessLookupError):
        if victim == "the run and its processes":
            os.killpg(pid, signal.SIGKILL)
        elif pid:
            os.kill(pid, signal.SIGKILL)
        return pid
    return 0


def _below(pid: int) -> Iterator[int]:
    """The processes that one has started, and those that these have."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has ended meanwhile
            for child in map(int, children.read_text(encoding="utf-8").split()):
                yield child
                yield from _below(child)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has ended meanwhile
        return b""


def _stage(run: Path) -> str:
    """How far the run was."""
    if (run / "run.json").exists():
        return "at its end"
    if (run / "charts").exists():
        return "drawing"
    if any(run.glob("*.parquet")) or any(run.glob(".*.parquet.*")):
        return "merging"
    shards = len(list(run.glob("shards/labels/*.json")))
    return "among the shards" if shards else "before the first shard"


def _digests(run: Path) -> dict[str, str]:
    """Of each file that a run left, shards and all; report.html names the day."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in tree(run).items()}


def _compare(given: argparse.Namespace, expected: dict[str, str], tally: Tally) -> None:
    """Holds the run that ended against the undisturbed one, and removes it."""
    found = _digests(given.out / "cut")
    other = {name for name in found | expected if found.get(name) != expected.get(name)}
    if other:
        raise SystemExit(f"{tally}: these differ: {', '.join(sorted(other))}")
    tally.whole += 1
    print(tally, flush=True)
    shutil.rmtree(given.out / "cut")


if __name__ == "__main__":
    main()
