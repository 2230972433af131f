"""How well comments are found in pages that text renderers left: word F1, and false alarms.

usage: python -m tests.benchmarks.text_pages [--errors] [--held-out] FILE.jsonl.gz...

A row holds the `lines` of a page, a label for each (B body, C comment, X neither; small letters
where it hardly matters), and how much of the hand-made gold the labels cover. A quarter of the
pages, by a hash of their ids, is held out: never look at these while improving the rules.
"""

import gzip
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import fmean
from typing import Any

from discourse.parse import Page, known_layouts
from discourse.parse.layout import Line, Role, choose

_OURS = {Role.COMMENT, Role.COMMENT_HEAD}


@dataclass
class Score:
    """What was found on some pages."""

    comments: list[float] = field(default_factory=list)  # F1 of each page that has some
    bodies: list[float] = field(default_factory=list)
    alarms: int = 0
    free: int = 0

    def add(self, other: "Score") -> None:
        """What was found on more pages."""
        self.comments += other.comments
        self.bodies += other.bodies
        self.alarms += other.alarms
        self.free += other.free

    def __str__(self) -> str:
        found = sum(1 for f1 in self.comments if f1)
        return (
            f"comments F1 {fmean(self.comments):.3f} (found on {found}/{len(self.comments)}),"
            f" false alarms {self.alarms}/{self.free} = {self.alarms / self.free:.1%},"
            f" body F1 {fmean(self.bodies):.3f}"
        )


def _read(row: dict[str, Any]) -> tuple[Line, ...]:
    text = "\n".join(line.replace("\n", " ") for line in row["lines"])
    if not text.strip():
        return ()
    page = Page(row["id"], text.encode())
    readings = choose(page, known_layouts()).layout.read(page)
    return tuple(sorted((line for r in readings for line in r.lines), key=lambda li: li.number))


def _f1(lines: Iterable[tuple[Line, str]], roles: set[Role], label: str) -> float:
    """Word F1; lines labelled with a small letter count only where they are taken."""
    right = taken = gold = 0
    for line, given in lines:
        words = len(line.text.split())
        ours, theirs = line.role in roles, given.upper() == label
        right += words * (ours and theirs)
        taken += words * ours
        gold += words * (given == label or (ours and theirs))
    return 2 * right / (taken + gold) if right else 0.0


def held_out(name: str) -> bool:
    """Whether a page is one that nobody looks at while improving the rules."""
    return int(sha256(name.encode()).hexdigest(), 16) % 4 == 0


def usable(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of pages without comments, or with labels that cover most of them."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["gold_comment_tokens"] == 0 or row["cov_comments"] >= 0.8:
                yield row


def score_of(row: dict[str, Any]) -> tuple[float, Score]:
    """How well the comments of one page are found (-1 for a false alarm), and its score."""
    has = row["gold_comment_tokens"] > 0
    lines = list(zip(_read(row), row["labels"], strict=False))
    score = Score(free=int(not has))
    f1 = _f1(lines, _OURS, "C") if has else 1.0
    if has:
        score.comments.append(f1)
    elif any(line.role is Role.COMMENT for line, _ in lines):
        score.alarms, f1 = 1, -1.0
    if "B" in row["labels"]:
        score.bodies.append(_f1(lines, {Role.BODY}, "B"))
    return f1, score


def main(arguments: list[str]) -> None:
    """Print a line a file and part, and with --errors the worst pages of the part to build on."""
    for path in (Path(a) for a in arguments if not a.startswith("--")):
        parts = {False: Score(), True: Score()}
        worst = []
        begun = time.process_time()
        for row in usable(path):
            held = held_out(row["id"])
            f1, score = score_of(row)
            parts[held].add(score)
            if not held and f1 < 0.85:
                worst.append((f1, row["id"]))
        pages = sum(part.free + len(part.comments) for part in parts.values())
        spent = (time.process_time() - begun) / pages
        print(f"{path.name}: build     {parts[False]}, {spent * 1000:.1f} ms a page")
        if "--held-out" in arguments:
            print(f"{path.name}: held out  {parts[True]}")
        if "--errors" in arguments:
            print(json.dumps(sorted(worst)))


if __name__ == "__main__":
    main(sys.argv[1:])
