"""How long a command takes from its start: its help, and the analysis of one page.

usage: python -m tests.benchmarks.startup [--repeats N] [--page FILE]

Each runs --repeats times in processes of its own, after one that warms the file cache. Printed are
medians with the least and the most, by the clock and of the processor (all its threads together:
on a busy machine the clock tells more of the neighbours).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one process with all it started."""

    clock: float
    processor: float


def main() -> None:
    """A line a command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--page", default="seeds/fuji-rescue.txt")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "run")
        analyze = ("analyze", given.page, "--out", out, "--overwrite", "--quiet")
        for target, command in ((0.5, ("--help",)), (6.0, analyze)):
            _run(command)
            _tell(command, target, [_run(command) for _ in range(given.repeats)])


def _run(command: tuple[str, ...]) -> Spent:
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "discourse", *command], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Spent(time.perf_counter() - start, used.ru_utime + used.ru_stime)


def _tell(command: tuple[str, ...], target: float, spent: list[Spent]) -> None:
    clock, processor = ([getattr(one, of) for one in spent] for of in ("clock", "processor"))
    print(
        f"discourse {command[0]}: {_middle(clock)} s by the clock (target {target:g} s), "
        f"{_middle(processor)} s of the processor; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _middle(values: list[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    main()
