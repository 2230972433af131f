"""Kills whole runs at random moments and goes on with them: nothing lost, nothing twice.

usage: python -m tests.benchmarks.killing [--kills N] [--engine local|ray] [--workers N]
                                          [--comments N] [--seed N] [--out FOLDER]

Each round starts `discourse analyze --resume` on a small made-up corpus in a process group of its
own, kills the whole group (kill -9) at a random moment of the time that an undisturbed run takes,
and lets the next round go on. A round that was not killed in time ends the run; its files must then
be, byte for byte, those of the undisturbed run (but for the times in run.json), and a new run
begins. With --worker only one of the processes that parse is killed, and the run must end by
itself. A tiny model with random weights judges.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import write
from tests.run.pages.trees import tree
from tests.stance.tiny_bert import save_tiny


@dataclass(slots=True)
class Tally:
    """What became of the rounds."""

    killed: int = 0
    whole: int = 0


def main() -> None:
    """Kills until it has killed often enough; exit code 1 where any byte differs."""
    given = _arguments()
    shutil.rmtree(given.out, ignore_errors=True)
    given.out.mkdir(parents=True)
    write(given.out / "pages", given.comments, seed=given.seed)
    save_tiny(given.out / "tiny")
    start = time.perf_counter()
    _finish(_start(given, "whole"))
    takes = time.perf_counter() - start
    expected = _digests(given.out / "whole")
    print(f"undisturbed: {takes:.1f} s, {len(expected)} files", flush=True)
    chance, tally = random.Random(given.seed), Tally()  # noqa: S311 - no secret
    while tally.killed < given.kills:
        _round(given, chance.uniform(0, takes), expected, tally)
    _finish(_start(given, "cut"))
    _compare(_digests(given.out / "cut"), expected, tally)
    print(f"{tally.killed} kills, {tally.whole} runs ended: each with the very same bytes")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--engine", default="local")
    parser.add_argument("--workers", default="1")
    parser.add_argument("--comments", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--worker", action="store_true", help="kill one process that parses")
    parser.add_argument("--out", type=Path, default=Path("outputs/killing"))
    return parser.parse_args()


def _start(given: argparse.Namespace, name: str) -> "subprocess.Popen[bytes]":
    command = [
        *(sys.executable, "-m", "discourse", "analyze", str(given.out / "pages"), "--resume"),
        *("--out", str(given.out / name), "--model", str(given.out / "tiny"), "--quiet"),
        *("--engine", given.engine, "--workers", given.workers),
    ]
    return subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def _finish(process: "subprocess.Popen[bytes]") -> None:
    _, told = process.communicate()
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {told.decode()}")


def _round(given: argparse.Namespace, after: float, expected: dict[str, str], tally: Tally) -> None:
    process = _start(given, "cut")
    with suppress(subprocess.TimeoutExpired):
        process.wait(after)
    if process.poll() is None and given.worker:
        tally.killed += _kill_a_worker(process.pid)
    elif process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        tally.killed += 1
        return
    _finish(process)
    _compare(_digests(given.out / "cut"), expected, tally)
    shutil.rmtree(given.out / "cut")


def _kill_a_worker(pid: int) -> int:
    """Kills a process that the run started, if there is one; gives how many."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    for child in children[-1:]:
        with suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)
            return 1
    return 0


def _digests(run: Path) -> dict[str, str]:
    """Of each file that a run left, shards and all; report.html names the day."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in tree(run).items()}


def _compare(found: dict[str, str], expected: dict[str, str], tally: Tally) -> None:
    other = {name for name in found | expected if found.get(name) != expected.get(name)}
    if other:
        raise SystemExit(f"after {tally.killed} kills these differ: {', '.join(sorted(other))}")
    tally.whole += 1
    print(f"{tally.killed} kills so far, {tally.whole} runs ended with the same bytes", flush=True)


if __name__ == "__main__":
    main()
