"""Comments without names of their own: rows told apart by the line that signs each one.

`Posted by Jane at October 28, 2012 01:23 PM`, before or after what Jane says, again and again
under a heading such as `Comments`.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from discourse.parse import dom
from discourse.parse.cues import has_date, introduces, may_have_date
from discourse.parse.dom import Node
from discourse.parse.marks import is_comments_heading
from discourse.parse.wording import Cut, Wording

_LINES = frozenset(
    (
        *("p", "div", "span", "small", "li", "dt", "cite", "em", "i", "b", "strong", "font", "td"),
        *("h3", "h4", "h5", "h6", "address", "footer", "header", "abbr", "time", "a"),
    )
)
_LONGEST = 250  # signs, with the blanks of the source
_MOST_WORDS = 25
_FAR = 200  # siblings between the heading and the first signature

Rows = list[tuple[Node, ...]]


def signed_rows(words: Wording, holders: Collection[Node]) -> Rows:
    """The elements of each signed comment, in page order."""
    lines = dict.fromkeys(_signatures(words, holders))
    cut = words.cut(lines)
    children: dict[Node, dict[Node, None]] = {}
    for line in lines:
        at = line
        for above in dom.ancestors(line):
            children.setdefault(above, {})[at] = None
            at = above
    found = [
        _Row(words, parent, list(rows), lines, cut).rows(holders)
        for parent, rows in children.items()
        if len(rows) > 1
    ]
    return max(found, key=len, default=[])


def _signatures(words: Wording, holders: Collection[Node]) -> Iterator[Node]:
    """The outermost short elements that hold a date and say who speaks."""
    inside: set[Node] = set()
    for node in words:
        if node.getparent() in inside:
            inside.add(node)
        elif node.tag in _LINES and 6 <= words.size(node) <= _LONGEST:
            line = words.of(node)
            short = (
                may_have_date(line) and len(line.split()) <= _MOST_WORDS
            )  # the cheap tests first
            told = short and (introduces(line) or dom.nearest(node, holders) is not None)
            if told and has_date(line):
                inside.add(node)
                yield node


class _Row:
    """Siblings some of which hold a signature."""

    def __init__(
        self,
        words: Wording,
        parent: Node,
        signed: Sequence[Node],
        lines: Collection[Node],
        cut: Cut,
    ) -> None:
        self._words = words
        self._parent = parent
        self._siblings = list(dom.children(parent))
        self._lines = lines
        self._cut = cut
        places = {node: number for number, node in enumerate(self._siblings)}
        self._signed = sorted(places[node] for node in signed)

    def rows(self, holders: Collection[Node]) -> Rows:
        """The comments, where a heading or a holder says that these are some."""
        heading = self._heading()
        inside = self._parent in holders or dom.nearest(self._parent, holders) is not None
        if heading is None and not inside and not self._headed():
            return []
        begin = -1 if heading is None else heading
        signed = [number for number in self._signed if number > begin]
        rows = [self._siblings[number] for number in signed]
        if len(rows) < 2 or self._mostly_links(rows):
            return []
        if sum(self._says_more(row) for row in rows) * 2 > len(rows):
            return [(row,) for row in rows]
        return self._between(signed, begin)

    def _says_more(self, row: Node) -> bool:
        """Whether a row holds words beside its signature."""
        if row in self._lines:
            return False
        return len(self._words.of(row, self._cut).split()) >= 3

    def _mostly_links(self, rows: Sequence[Node]) -> bool:
        size = self._words.size
        links = sum(size(link) for row in rows for link in row.iterdescendants("a"))
        return links * 2 > sum(map(size, rows))

    def _heading(self) -> int | None:
        """The last heading such as `Comments` with a signature after it."""
        first, last = self._signed[0], self._signed[-1]
        for number in range(last, max(-1, first - _FAR), -1):
            line = self._words.of(self._siblings[number])
            if len(line) < 60 and is_comments_heading(line):
                return number
        return None

    def _headed(self) -> bool:
        before = list(self._parent.itersiblings(preceding=True))[:5]
        return any(is_comments_heading(self._words.of(node)[:100]) for node in before)

    def _between(self, signed: Sequence[int], begin: int) -> Rows:
        """Comments before their signatures where one stands before the first, else after them."""
        first = " ".join(map(self._words.of, self._siblings[begin + 1 : signed[0]]))
        if len(first.split()) >= 3 and begin >= 0:
            starts = [begin + 1, *(number + 1 for number in signed[:-1])]
            return [tuple(self._siblings[a : b + 1]) for a, b in zip(starts, signed, strict=True)]
        ends = [*signed[1:], min(len(self._siblings), signed[-1] + _usual(signed))]
        return [tuple(self._siblings[a:b]) for a, b in zip(signed, ends, strict=True)]


def _usual(rows: Sequence[int]) -> int:
    """How many elements a comment usually has: the last one has no next to end it."""
    gaps = sorted(b - a for a, b in pairwise(rows))
    return gaps[len(gaps) // 2] if gaps else 2
