"""How long a million labels take to import and to export, and in how much memory.

usage: python -m tests.benchmarks.labels [--rows 1000000]

The words are made up; a comment has about 40 of them. Peak memory is that of the whole process.
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from discourse.run.labels.converting import export_labels, import_labels
from discourse.run.labels.reading import Kind, Source

STANCES = ("against", "neutral", "favor")


def write_table(path: Path, rows: int) -> None:
    """A CSV as a spreadsheet would save it."""
    with path.open("w", encoding="utf-8") as file:
        file.write("id,article,text,target,label,annotator\n")
        for row in range(rows):
            words = " ".join(f"w{(row * 31 + place) % 997}" for place in range(40))
            label = STANCES[row % 3]
            file.write(f"{row},page-{row // 50},Comment {row}: {words},the tunnel,{label},ada\n")


def measured(name: str, path: Path, work: Callable[[], object]) -> None:
    """Prints seconds, size of what came out, and the most memory held so far."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    seconds = f"{time.perf_counter() - wall:8.1f} s {time.process_time() - cpu:8.1f} s CPU"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<18} {seconds} {path.stat().st_size / 1e6:8.0f} MB  peak {peak:6.0f} MiB")


def main() -> None:
    """Import from CSV, then export in the formats that stream."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with TemporaryDirectory() as name:
        folder = Path(name)
        table, labels = folder / "labels.csv", folder / "labels.jsonl"
        write_table(table, rows)
        print(f"{rows:,} labels")
        measured("import CSV", labels, lambda: import_labels([Source(table, Kind.CSV)], labels))
        for kind in (Kind.CSV, Kind.PARQUET, Kind.JSONL):
            out = folder / f"out.{kind.value}"
            measured(f"export {kind.value}", out, lambda: export_labels([labels], out, kind))  # noqa: B023 - called at once


if __name__ == "__main__":
    main()
