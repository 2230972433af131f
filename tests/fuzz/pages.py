"""Mutated pages and exports through the parser: none may crash, hang, or fill the memory.

    python -m tests.fuzz.pages                              # 2,000 mutations
    python -m tests.fuzz.pages --count 100000 --seed night  # many
    python -m tests.fuzz.pages --replay night-417           # one again, with its traceback
    python -m tests.fuzz.pages --corpus FOLDER              # also of the files in a folder

The pages mutated are those of `tests/parse` and `seeds`. A page that is refused is refused with a
PageError; every thread that is read is written as JSON, too.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from discourse.parse import Page, parse
from discourse.records import thread_line
from tests.fuzz.guard import Attempt, report
from tests.fuzz.mutation import mutated

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests/parse/pages", ROOT / "tests/parse/text_pages", ROOT / "seeds")
_LARGEST = 200_000  # bytes of a page that is mutated: larger ones only cost time


def corpus(folder: Path | None = None) -> tuple[bytes, ...]:
    """The pages that are mutated, in order of name."""
    paths = [path for each in FOLDERS for path in sorted(each.iterdir())]
    if folder is not None:
        paths += sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(_small(paths))


def _small(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        if not path.name.endswith(".expected.json") and path.stat().st_size <= _LARGEST:
            yield path.read_bytes()


def attempt(files: tuple[bytes, ...]) -> Attempt:
    """Parses the page of a seed and writes its threads as records."""

    def parsed(seed: str) -> int:
        page = Page(f"{seed}.html", mutated(seed, files))
        return sum(len(thread_line(page.name, one.thread)) for one in parse(page))

    return parsed


def main() -> int:
    """Hunts; 1 where something crashed or took too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--replay", metavar="SEED")
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    tried = attempt(corpus(options.corpus))
    if options.replay is not None:
        print(tried(options.replay))
        return 0
    return report("pages", tried, options.seed, options.count)


if __name__ == "__main__":
    sys.exit(main())
