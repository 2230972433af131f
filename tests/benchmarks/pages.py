"""Compare discourse with the article extractors that are installed, on pages with hand-made gold.

usage: python tests/benchmarks/pages.py PAGES [--part train|held-out|all] [--only NAME]
                                  [--floors FILE] [--raise-floors]
       python tests/benchmarks/pages.py FOLDER --samples

With --samples, a line for every file in a folder: the layout that read it, how many comments it
found, how many of them show votes, answer another, have an author and a moment; paragraphs of body.

PAGES holds `html/ID.html` and `gold/ID.txt` (the body, then, where there are comments, a line such
as `!@#$%^&*() COMMENTS`, then the comments): the layout of https://github.com/seomoz/dragnet_data.
Its HTML files are kept by https://github.com/j-szulc/html-cleaning-dataset-merged. Unpack both
anywhere; nothing of them belongs into this repository. Peers (`pip install trafilatura`) are used
where they are installed. A page belongs to the held-out part where the SHA-256 of its name is
divisible by 4; rules are written looking at the others only.

Tokens are case-folded words; macro means over pages, micro over pooled tokens. Leak is the share of
the four-word runs found in the gold comments alone that turn up in the predicted body.
"""

import argparse
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import fmean

from discourse.errors import PageError
from discourse.parse import Page
from discourse.parse import parse as parse_page
from discourse.thread import Comment

_MARK = re.compile(rb"^[ \t]*[!@#$%^&*() ]{4,}\s*COMMENTS[ \t]*\r?$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_CEILINGS = frozenset(("leak", "false_alarms"))  # less is better
_FOUND = 5  # tokens that make a find, or a false alarm


@dataclass(frozen=True, slots=True)
class Split:
    """A page as an extractor splits it."""

    body: str
    comments: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A page as a person split it."""

    body: list[str]
    comments: list[str]


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


def words(text: str) -> list[str]:
    """The tokens of a text."""
    return _WORD.findall(text.lower())


def gold(path: Path) -> Gold:
    """The split of a gold file."""
    raw = path.read_bytes()
    mark = _MARK.search(raw)
    body, comments = (raw[: mark.start()], raw[mark.end() :]) if mark else (raw, b"")
    return Gold(words(body.decode("utf-8", "replace")), words(comments.decode("utf-8", "replace")))


@dataclass(slots=True)
class Tally:
    """The measures of one extractor, as they come in."""

    body: list[float] = field(default_factory=list)
    comments: list[float] = field(default_factory=list)
    leaks: list[float] = field(default_factory=list)
    shared: int = 0
    predicted: int = 0
    golden: int = 0
    hits: int = 0
    alarms: int = 0
    with_comments: int = 0
    pages: int = 0
    failed: int = 0
    seconds: float = 0.0
    memory: list[float] = field(default_factory=list)  # peak in MB at 1/4, 1/2 and all of the pages

    def add(self, split: Split, known: Gold) -> None:
        """One more page."""
        self.pages += 1
        body, comments = words(split.body), words(split.comments)
        if known.body:
            self.body.append(_f1(body, known.body))
        self.shared += sum((Counter(comments) & Counter(known.comments)).values())
        self.predicted += len(comments)
        self.golden += len(known.comments)
        if not known.comments:
            self.alarms += len(comments) >= _FOUND
            return
        self.with_comments += 1
        self.hits += len(comments) >= _FOUND
        self.comments.append(_f1(comments, known.comments))
        if only := _runs(known.comments) - _runs(known.body):
            self.leaks.append(len(only & _runs(body)) / len(only))

    def measures(self) -> dict[str, float]:
        """The measures that floors are kept of."""
        return {
            "body_f1": round(fmean(self.body), 4),
            "leak": round(fmean(self.leaks), 4),
            "comments_macro_f1": round(fmean(self.comments), 4),
            "comments_micro_f1": round(2 * self.shared / (self.predicted + self.golden), 4),
            "found": self.hits / self.with_comments,
            "false_alarms": self.alarms / (self.pages - self.with_comments),
        }

    def row(self, name: str) -> str:
        """The measures as a line of the table."""
        known = self.measures()
        without = self.pages - self.with_comments
        return (
            f"{name:<12} {known['body_f1']:>8.3f} {known['leak']:>6.3f}"
            f" {known['comments_macro_f1']:>9.3f} {known['comments_micro_f1']:>9.3f}"
            f" {f'{self.hits}/{self.with_comments}':>9} {f'{self.alarms}/{without}':>9}"
            f" {self.pages / self.seconds:>8.1f} {self.failed:>7}"
            f"  {' '.join(f'{peak:.0f}' for peak in self.memory)}"
        )


HEADER = (
    f"{'extractor':<12} {'body F1':>8} {'leak':>6} {'macro F1':>9} {'micro F1':>9}"
    f" {'found on':>9} {'alarms':>9} {'pages/s':>8} {'failed':>7}"
    "  peak MB at 1/4, 1/2, 1"
)


def _f1(found: Sequence[str], known: Sequence[str]) -> float:
    both = sum((Counter(found) & Counter(known)).values())
    return 2 * both / (len(found) + len(known)) if both else 0.0


def _runs(tokens: Sequence[str], length: int = 4) -> set[tuple[str, ...]]:
    return {tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1)}


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
    for path in paths:
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def run(extract: Extractor, folder: Path, paths: Sequence[Path]) -> Tally:
    """The measures of one extractor; a page that it fails on counts as empty."""
    tally = Tally()
    marks = {len(paths) // 4, len(paths) // 2, len(paths) - 1}
    for number, path in enumerate(paths):
        if number in marks:
            tally.memory.append(_peak())
        data = path.read_bytes()
        begun = time.process_time()
        try:
            split = extract(path.name, data)
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is its score
            print(f"{path.name}: {error!r}", file=sys.stderr)
            split = Split("", "")
            tally.failed += 1
        tally.seconds += time.process_time() - begun
        tally.add(split, gold(folder / "gold" / f"{path.stem}.txt"))
    return tally


def _peak() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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


def raised(measures: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """Floors that are no easier than before, a thousandth below what is measured."""
    found = {}
    for name, now in measures.items():
        ceiling = name in _CEILINGS
        floor = round(now + 0.001 if ceiling else now - 0.001, 4)
        before = floors.get(name, floor)
        found[name] = min(before, floor) if ceiling else max(before, floor)
    return found


def below(measures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """The measures that fell below their floor; leaks and false alarms have ceilings."""
    faults = []
    for name, floor in floors.items():
        worse = measures[name] > floor if name in _CEILINGS else measures[name] < floor
        if worse:
            faults.append(f"{name}: floor {floor}, now {measures[name]:.4f}")
    return faults


def main() -> int:
    """Print the table; 1 where a floor does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--samples", action="store_true")
    parser.add_argument("--part", choices=("train", "held-out", "all"), default="all")
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--only", choices=tuple(EXTRACTORS))
    options = parser.parse_args()
    if options.samples:
        return samples(options.folder)
    paths = pages(options.folder, options.part)
    print(f"{len(paths)} pages ({options.part}), seconds of processor time\n{HEADER}")
    faults: list[str] = []
    for name, extract in available(options.only):
        tally = run(extract, options.folder, paths)
        print(tally.row(name), flush=True)
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
