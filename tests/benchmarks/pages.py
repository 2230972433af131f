"""Compare discourse with the article extractors that are installed, on pages with hand-made gold.

usage: python -m tests.benchmarks.pages PAGES [--part train|held-out|all] [--only NAME]
                                  [--reversed] [--floors FILE] [--raise-floors]
       python -m tests.benchmarks.pages FOLDER --samples

With --samples, a line for every file in a folder: the layout that read it, how many comments it
found, how many of them show votes, answer another, have an author and a moment; paragraphs of body.

PAGES holds `html/ID.html` and `gold/ID.txt` (the body, then, where there are comments, a line such
as `!@#$%^&*() COMMENTS`, then the comments): the layout of https://github.com/seomoz/dragnet_data.
Its HTML files are kept by https://github.com/j-szulc/html-cleaning-dataset-merged. Unpack both
anywhere; nothing of them belongs into this repository. Peers (`pip install trafilatura`) are used
where they are installed. A page belongs to the held-out part where the SHA-256 of its name is
divisible by 4; rules are written looking at the others only. `page_scores` says what is measured.

Memory is that of the process: what it holds between pages, with all garbage gone, and the most it
ever held, with the pages that raised this most. It is flat where the first stays alike and the
second is reached at a large page, wherever that comes (`--reversed`).
"""

import argparse
import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from discourse.errors import PageError
from discourse.parse import Page
from discourse.parse import parse as parse_page
from discourse.thread import Comment
from tests.benchmarks.page_scores import HEADER, Split, Tally, below, gold, raised

Extractor = Callable[[str, bytes], Split]


def ours(name: str, data: bytes) -> Split:
    """What discourse says: a comment is its author, its date and its text, quotes included."""
    thread = parse_page(Page(name, data))[0].thread
    body = (thread.article.title, *thread.article.byline, *thread.article.paragraphs)
    return Split("\n".join(body), "\n".join(map(_comment, thread.comments)))


def _comment(comment: Comment) -> str:
    posted = comment.posted
    when = "" if posted is None else f"{posted:%B} {posted.day}, {posted.year} at "
    clock = "" if posted is None else f"{(posted.hour - 1) % 12 + 1}:{posted:%M %p}".lower()
    return f"{comment.author or ''}\n{when}{clock}\n{comment.raw}"


def trafilatura(_: str, data: bytes) -> Split:
    """Trafilatura with its comments on."""
    from trafilatura import bare_extraction

    found = bare_extraction(data, include_comments=True)
    text, comments = getattr(found, "text", None), getattr(found, "comments", None)
    return Split(text or "", comments or "")


EXTRACTORS: dict[str, Extractor] = {"discourse": ours, "trafilatura": trafilatura}


def held_out(name: str) -> bool:
    """Whether a page is one that nobody looks at while writing rules."""
    return int(sha256(name.encode()).hexdigest(), 16) % 4 == 0


def pages(folder: Path, part: str) -> list[Path]:
    """The HTML files of a part, by name."""
    found = sorted((folder / "html").glob("*.html"))
    return [path for path in found if part == "all" or held_out(path.stem) == (part == "held-out")]


def digest(paths: Sequence[Path]) -> str:
    """What the pages are, so that floors are only compared on the same ones."""
    whole = sha256()
    for path in sorted(paths):
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def run(extract: Extractor, folder: Path, paths: Sequence[Path]) -> Tally:
    """The measures of one extractor; a page that it fails on counts as empty."""
    tally = Tally()
    marks = {len(paths) // 4, len(paths) // 2, len(paths) - 1}
    for number, path in enumerate(paths):
        if number in marks:
            gc.collect()
            tally.held.append(_memory())
        data = path.read_bytes()
        before, begun = _peak(), time.process_time()
        try:
            split = extract(path.name, data)
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is its score
            print(f"{path.name}: {error!r}", file=sys.stderr)
            split = Split("", "")
            tally.failed += 1
        tally.seconds += time.process_time() - begun
        tally.rises[f"{path.name} ({len(data) / 1000:,.0f} kB)"] = _peak() - before
        tally.add(split, gold(folder / "gold" / f"{path.stem}.txt"))
    tally.peak = _peak()
    return tally


def _peak() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _memory() -> float:
    """The memory that this process holds now, in MB; the most so far where no system tells."""
    told = Path("/proc/self/statm")
    if not told.exists():
        return _peak()
    return int(told.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1_048_576


def sample(path: Path, name: str) -> Iterator[str]:
    """A line a thread of one file, or one with what is wrong with it."""
    try:
        parsed = parse_page(Page(name, path.read_bytes()))
    except PageError as error:
        yield f"{name:<60} {str(error).removeprefix(name)}"
        return
    for one in parsed:
        comments = one.thread.comments
        counts = (
            len(comments),
            sum(comment.votes.shown for comment in comments),
            sum(comment.parent is not None for comment in comments),
            sum(comment.author is not None for comment in comments),
            sum(comment.posted is not None for comment in comments),
            len(one.thread.article.paragraphs),
        )
        yield f"{name[-60:]:<60} {one.thread.layout:<22}" + "".join(f"{n:>7}" for n in counts)


def samples(folder: Path) -> int:
    """Prints the table of the files in a folder."""
    columns = ("found", "voted", "answer", "named", "dated", "body")
    print(f"{'file':<60} {'layout':<22}" + "".join(f"{column:>7}" for column in columns))
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        print("\n".join(sample(path, path.relative_to(folder).as_posix())), flush=True)
    return 0


def available(only: str | None) -> Iterator[tuple[str, Extractor]]:
    """The extractors that can be imported."""
    for name, extract in EXTRACTORS.items():
        if only in {None, name}:
            try:
                extract("", b"<html><body><p>Warm up, and see that it is here.</p></body></html>")
            except ImportError:
                print(f"{name} is not installed; left out", file=sys.stderr)
                continue
            yield name, extract


def main() -> int:
    """Print the table; 1 where a floor does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--samples", action="store_true")
    parser.add_argument("--part", choices=("train", "held-out", "all"), default="all")
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--reversed", action="store_true", help="the last page first")
    parser.add_argument("--only", choices=tuple(EXTRACTORS))
    options = parser.parse_args()
    if options.samples:
        return samples(options.folder)
    paths = pages(options.folder, options.part)[:: -1 if options.reversed else 1]
    print(f"{len(paths)} pages ({options.part}), seconds of processor time\n{HEADER}")
    faults: list[str] = []
    for name, extract in available(options.only):
        tally = run(extract, options.folder, paths)
        print(tally.row(name), *tally.steps(), sep="\n", flush=True)
        if name == "discourse" and options.floors is not None:
            faults = _held(tally.measures(), paths, options)
    print("\n".join(faults))
    return 1 if faults else 0


def _held(
    measures: dict[str, float], paths: Sequence[Path], options: argparse.Namespace
) -> list[str]:
    """What fell below its floor on these very pages; raises the floors where that is asked for."""
    path: Path = options.floors
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    part = known.get(options.part, {"digest": digest(paths), "pages": len(paths), "floors": {}})
    if part["digest"] != digest(paths):
        print("these are other pages than those the floors were measured on")
        return []
    faults = below(measures, part["floors"])
    if options.raise_floors:
        known[options.part] = {**part, "floors": raised(measures, part["floors"])}
        path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    return faults


if __name__ == "__main__":
    sys.exit(main())
