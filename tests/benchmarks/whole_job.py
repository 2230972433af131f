"""The whole job on made-up corpora: time, memory and output by size, and one plot of them.

usage: python -m tests.benchmarks.whole_job [--comments N ...] [--model NAME | --stand-in]
                                            [--workers N] [--out FOLDER] [--keep]

Generates saved pages with N comments in all (20,000 pages at a million; lengths as readers have
them, made-up words), runs `discourse analyze` on them in a process of its own, and prints how long
it took by the clock and in processor time (which other work on the machine hardly changes), the
most memory that one of its processes had, and what it wrote. --stand-in judges with a tiny model of
random weights: what is measured then is everything but inference.
"""

import argparse
import csv
import os
import shutil
import subprocess
import sys
import time
from dataclasses import astuple, dataclass, fields
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.corpus import write


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. Memory is of its largest process; `output` leaves out the shards kept to resume.

    `busy` is seconds of processor time, of all its processes together.
    """

    comments: int
    pages: int
    seconds: float
    busy: float
    peak_mb: float
    output_mb: float
    shards_mb: float

    @property
    def micros(self) -> float:
        """Microseconds of processor time a comment."""
        return 1e6 * self.busy / self.comments


def main() -> None:
    """Measures each size and says how time and memory grow."""
    given = _arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    model = _stand_in(given.out) if given.stand_in else given.model
    found = [_measure(comments, model, given) for comments in sorted(given.comments)]
    with (given.out / "whole_job.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow([field.name for field in fields(Measured)])
        table.writerows(map(astuple, found))
    _plot(found, given.out / "whole_job.png")
    first, last = found[0], found[-1]
    times = last.comments / first.comments
    print(
        f"{times:g} times the comments: {last.seconds / first.seconds:.2f} times the time, "
        f"{last.busy / first.busy:.2f} times the processor time, "
        f"{last.peak_mb / first.peak_mb:.2f} times the memory"
    )
    for less, more in pairwise(found):
        slope = 1e6 * (more.busy - less.busy) / max(1, more.comments - less.comments)
        print(f"{less.comments:,} to {more.comments:,}: {slope:,.0f} µs for each further comment")
    print(given.out / "whole_job.png")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--comments", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--model", default="default")
    parser.add_argument("--stand-in", action="store_true")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--out", type=Path, default=Path("outputs/whole-job"))
    parser.add_argument("--keep", action="store_true", help="keep corpora and runs")
    return parser.parse_args()


def _stand_in(out: Path) -> str:
    from tests.stance.tiny_bert import save_tiny

    return str(save_tiny(out / "tiny"))


def _measure(comments: int, model: str, given: argparse.Namespace) -> Measured:
    corpus, run = given.out / f"pages-{comments}", given.out / f"run-{comments}"
    shutil.rmtree(corpus, ignore_errors=True)
    pages = write(corpus, comments)
    workers = [] if given.workers is None else ["--workers", str(given.workers)]
    command = [
        *(sys.executable, "-m", "discourse", "analyze", str(corpus), "--out", str(run)),
        *("--overwrite", "--quiet", "--model", model, *workers),
    ]
    seconds, busy, peak = _run(command)
    shards = _size(run / "shards")
    made = Measured(comments, pages, seconds, busy, peak, _size(run) - shards, shards)
    print(
        f"{comments:>9,} comments on {pages:,} pages: {seconds:,.1f} s, {busy:,.1f} s busy "
        f"({made.micros:,.0f} µs each), {peak:,.0f} MB at most, wrote "
        f"{made.output_mb:,.1f} MB and shards of {shards:,.1f} MB",
        flush=True,
    )
    if not given.keep:
        for folder in (corpus, run):
            shutil.rmtree(folder)
    return made


def _run(command: list[str]) -> tuple[float, float, float]:
    """Seconds by the clock and of processors; the most megabytes that one of its processes had."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    busy = used.ru_utime + used.ru_stime
    return time.perf_counter() - start, busy, used.ru_maxrss / 1000  # Linux counts in kilobytes


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _plot(found: list[Measured], path: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 3.2), dpi=150, layout="constrained")
    comments = [one.comments for one in found]
    panels = {
        "seconds of processor time": [one.busy for one in found],
        "MB of the largest process": [one.peak_mb for one in found],
        "MB written, shards left out": [one.output_mb for one in found],
    }
    for ax, (name, values) in zip(figure.subplots(1, 3), panels.items(), strict=True):
        ax.loglog(comments, values, marker="o")
        share = [values[-1] * one / comments[-1] for one in comments]
        ax.loglog(comments, share, color="0.6", linestyle="--", label="in proportion", zorder=1)
        ax.set(xlabel="comments", title=name)
        ax.set_ylim(bottom=min(*share, *values) / 2, top=max(values) * 2)
        ax.margins(x=0.15)
        ax.legend(frameon=False, loc="lower right")
        for x, y in zip(comments, values, strict=True):
            ax.annotate(f"{y:,.0f}", (x, y), textcoords="offset points", xytext=(0, 7), ha="center")
    figure.savefig(path)


if __name__ == "__main__":
    main()
