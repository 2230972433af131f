"""The words of every element of a tree, noted once and then looked up instead of walked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from discourse.parse._html_outline import outline
from discourse.parse.dom import PARTING, Node


class Cut:
    """Elements whose words are left out where they lie in another element."""

    def __init__(self, nodes: Iterable[Node], spans: dict[Node, tuple[int, int]]) -> None:
        self.spans = sorted(spans[node] for node in nodes if node in spans)
        self.starts = [start for start, _ in self.spans]


class Wording:
    """The visible words of a tree in order, and which of them each element holds."""

    def __init__(self, root: Node) -> None:
        self.spans: dict[Node, tuple[int, int]] = {}
        self._order: list[Node] = []
        self._read(root)
        self._sizes = list(accumulate(map(len, self._pieces), initial=0))

    def _read(self, root: Node) -> None:
        known = outline(root)
        tags, texts, tails, nodes = known.tags, known.texts, known.tails, known.nodes
        pieces: list[str] = []
        starts: dict[int, int] = {}
        last = ~known.places[root]
        for event in known.visible(root, ()):
            if event >= 0:
                starts[event] = len(pieces)
                self._order.append(nodes[event])
                # one piece at least, so that no two elements begin at once
                pieces.append(" " if tags[event] in PARTING else "")
                if texts[event]:
                    pieces.append(texts[event])
                continue
            at = ~event
            if at in starts:
                if tags[at] in PARTING:
                    pieces.append(" ")
                self.spans[nodes[at]] = (starts[at], len(pieces))
            if tails[at] and event != last:
                pieces.append(tails[at])
        self._pieces = pieces

    def __iter__(self) -> Iterator[Node]:
        """Every visible element, in page order."""
        return iter(self._order)

    def size(self, node: Node) -> int:
        """The length of an element's text, blanks of the source included."""
        start, end = self.spans.get(node, (0, 0))
        return self._sizes[end] - self._sizes[start]

    def cut(self, nodes: Iterable[Node]) -> Cut:
        """Elements to leave out, made ready."""
        return Cut(nodes, self.spans)

    def of(self, node: Node, cut: Cut | None = None) -> str:
        """An element's words on one line, less those of other elements in it that are cut."""
        start, end = self.spans.get(node, (0, 0))
        if cut is None:
            return " ".join("".join(self._pieces[start:end]).split())
        parts: list[str] = []
        at = start
        first = bisect_right(cut.starts, start)
        for number in range(first, len(cut.starts)):
            begin, stop = cut.spans[number]
            if begin >= end:
                break
            if begin < at:
                continue
            parts.extend(self._pieces[at:begin])
            parts.append(" ")
            at = stop
        parts.extend(self._pieces[at:end])
        return " ".join("".join(parts).split())
