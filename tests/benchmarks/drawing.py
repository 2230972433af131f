"""How long a summary and its pictures take, and how much memory, for threads of several lengths.

    python tests/benchmarks/drawing.py
    python tests/benchmarks/drawing.py 24 2000 200000

Each length has a process of its own, so that one's memory is not counted as another's. Stances are
made up; no model is needed. Seconds are of the processor, not of the clock.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # for tests.gallery, run as a script

COMMENTS = (24, 2_000, 200_000)
COLUMNS = ("comments", "summary s", "report s", "all charts s", "pictures", "peak MiB")


def measured(comments: int) -> list[float]:
    """One row of the table, under COLUMNS."""
    from discourse.aggregate import summarise
    from discourse.charts import pictures
    from tests.gallery.make import CONFUSION, FOOTER
    from tests.gallery.threads import of_size

    judged = of_size(comments, dated=True)
    start = time.process_time()
    summary = summarise([judged], confusion=CONFUSION)
    summed = time.process_time()
    made = pictures(summary, FOOTER, detail="all")
    next(made).figure.canvas.draw()
    first = time.process_time()
    drawn = 1
    for picture in made:
        picture.figure.canvas.draw()
        drawn += 1
    last = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [comments, summed - start, first - summed, last - first, drawn, peak]


def main() -> None:
    """Print the table, or with --one N a row as JSON."""
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.write(json.dumps(measured(int(sys.argv[2]))))
        return
    print("  ".join(f"{name:>12}" for name in COLUMNS))
    for comments in [int(n) for n in sys.argv[1:]] or COMMENTS:
        command = [sys.executable, __file__, "--one", str(comments)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
        cells = (f"{cell:,.2f}" if cell % 1 else f"{cell:,.0f}" for cell in json.loads(done.stdout))
        print("  ".join(f"{cell:>12}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
