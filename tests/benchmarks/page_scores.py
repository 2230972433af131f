"""The measures of an article extractor against pages that people have split, and their floors.

Tokens are case-folded words; macro means over pages, micro over pooled tokens. Leak is the share of
the four-word runs found in the gold comments alone that turn up in the predicted body.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

_MARK = re.compile(rb"^[ \t]*[!@#$%^&*() ]{4,}\s*COMMENTS[ \t]*\r?$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_CEILINGS = frozenset(("leak", "false_alarms"))  # less is better
_STEPS = 5  # pages that are named for the memory they took
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
    held: list[float] = field(default_factory=list)  # MB between pages at 1/4, 1/2 and all of them
    peak: float = 0.0  # MB
    rises: dict[str, float] = field(default_factory=dict)  # by how much a page raised the peak

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
            f"  {' '.join(f'{held:.0f}' for held in self.held):<12} {self.peak:.0f}"
        )

    def steps(self) -> Iterator[str]:
        """The pages that raised the peak of memory most, in order."""
        most = sorted(self.rises, key=lambda page: -self.rises[page])[:_STEPS]
        for page, rise in self.rises.items():
            if page in most and rise >= 1:
                yield f"  peak raised by {rise:.0f} MB at {page}"


HEADER = (
    f"{'extractor':<12} {'body F1':>8} {'leak':>6} {'macro F1':>9} {'micro F1':>9}"
    f" {'found on':>9} {'alarms':>9} {'pages/s':>8} {'failed':>7}"
    "  MB held at 1/4, 1/2, 1; peak"
)


def _f1(found: Sequence[str], known: Sequence[str]) -> float:
    both = sum((Counter(found) & Counter(known)).values())
    return 2 * both / (len(found) + len(known)) if both else 0.0


def _runs(tokens: Sequence[str], length: int = 4) -> set[tuple[str, ...]]:
    return {tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1)}


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
