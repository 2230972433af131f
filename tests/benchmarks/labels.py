"""How long a million labels take to import, to check and to export, and in how much memory.

usage: python -m tests.benchmarks.labels [--rows 1000000]

The words are made up; a comment has about 40 of them, and every tenth has a second annotator. Each
command runs in a process of its own, so that the peak memory is its own.
"""

import argparse
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from discourse.run.labels.checking import as_json, check_files
from discourse.run.labels.converting import export_labels, import_labels
from discourse.run.labels.source import Kind, Source

STANCES = ("against", "neutral", "favor")
SHOWN = 20  # doubtful comments that a check writes out


@dataclass(frozen=True)
class Spent:
    """What one command took."""

    seconds: float
    processor: float
    peak: float  # MiB

    def __str__(self) -> str:
        return (
            f"{self.seconds:8.1f} s {self.processor:8.1f} s of processor time "
            f"peak {self.peak:6.0f} MiB"
        )


def write_table(path: Path, rows: int) -> None:
    """A CSV as a spreadsheet would save it."""
    with path.open("w", encoding="utf-8") as file:
        file.write("id,article,text,target,label,annotator\n")
        for row in range(rows):
            number, who = (row - 1, "ben") if row % 10 == 9 else (row, "ada")
            words = " ".join(f"w{(number * 31 + place) % 997}" for place in range(40))
            told = f"{number},page-{number // 50},Comment {number}: {words}"
            file.write(f"{told},the tunnel,{STANCES[row // 10 % 3]},{who}\n")


def spent(work: Callable[[], object]) -> Spent:
    """What the work takes, in the process that calls this."""
    began = time.perf_counter()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Spent(time.perf_counter() - began, time.process_time(), peak)


def check(labels: Path) -> None:
    """As `label check --json` does."""
    as_json(check_files([labels], show=SHOWN)[0])


def main() -> None:
    """Import from CSV, check, then export in every format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with TemporaryDirectory() as name:
        folder = Path(name)
        table, labels = folder / "labels.csv", folder / "labels.jsonl"
        write_table(table, rows)
        print(f"{rows:,} labels, {table.stat().st_size / 1e6:,.0f} MB of CSV")
        works: dict[str, Callable[[], object]] = {
            "import csv": partial(import_labels, [Source(table, Kind.CSV)], labels),
            "check": partial(check, labels),
        }
        for kind in Kind:
            out = folder / f"out.{kind.value}"
            works[f"export {kind.value}"] = partial(export_labels, [labels], out, kind)
        for step, work in works.items():
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                print(f"{step:<20} {process.submit(spent, work).result()}", flush=True)


if __name__ == "__main__":
    main()
