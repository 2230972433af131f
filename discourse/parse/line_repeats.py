"""What lines of a text page are beside each other: refrains, and names over text (pure).

Every comment of a page comes with the same lines around it: a button, `Recommend? (1)`, the name
of somebody who writes again. Such a refrain has text between its lines; a menu's has none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

Traits = frozenset[str]
_DIGITS = re.compile(r"\d+")
_LONGEST = 80  # a line that comes again is no longer
_FAR = 60  # lines between two of a refrain
_NAMES = frozenset(("name1", "name2", "name3", "linked-name", "item-name", "stamp"))
_PARTS = frozenset(("button", "form", "sorting", "share", "action", "prompt", "heading", "sidebar"))
_SENTENCES = frozenset(("stop", "mark"))
_LONG = frozenset(f"size{n}" for n in range(5, 9))


def with_repeats(lines: Sequence[str], known: Sequence[Traits]) -> list[Traits]:
    """The traits of each line, and what it is beside the others."""
    more: list[set[str]] = [set() for _ in known]
    texts = [not _LONG.isdisjoint(line) or not _SENTENCES.isdisjoint(line) for line in known]
    for places in _refrains(lines, texts):
        _mark(more, places)
    for n, (line, below) in enumerate(zip(known, texts[1:], strict=False)):
        if below and not _NAMES.isdisjoint(line):
            more[n].add("over")
            if "refrain" in more[n] and _PARTS.isdisjoint(line):
                more[n].add("again")
    return [line | added if added else line for line, added in zip(known, more, strict=True)]


def _refrains(lines: Sequence[str], texts: Sequence[bool]) -> Iterator[list[int]]:
    """Where each line stands that comes again, with text between."""
    shapes = defaultdict(list)
    for n, line in enumerate(lines):
        if len(line) <= _LONGEST:
            shapes[_DIGITS.sub("0", line.lower())].append(n)
    for places in shapes.values():
        apart = [(a, b) for a, b in pairwise(places) if 1 < b - a <= _FAR and any(texts[a + 1 : b])]
        if apart:
            yield sorted({n for pair in apart for n in pair})


def _mark(more: Sequence[set[str]], places: Sequence[int]) -> None:
    often = len(places) > 2
    for n in places:
        more[n].add("refrain")
        if often:
            more[n].add("refrains")
    if often:
        more[places[0]].add("refrain-first")
        more[places[-1]].add("refrain-last")
