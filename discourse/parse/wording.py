"""The words of every element of a tree, noted once and then looked up instead of walked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from lxml import etree

from discourse.parse.dom import BREAKING, INVISIBLE, Node

_PARTING = BREAKING | {"br"}


class Cut:
    """Elements whose words are left out where they lie in another element."""

    def __init__(self, nodes: Iterable[Node], spans: dict[Node, tuple[int, int]]) -> None:
        self.spans = sorted(spans[node] for node in nodes if node in spans)
        self.starts = [start for start, _ in self.spans]


class Wording:
    """The visible words of a tree in order, and which of them each element holds."""

    def __init__(self, root: Node) -> None:
        self._pieces: list[str] = []
        self.spans: dict[Node, tuple[int, int]] = {}
        self._order: list[Node] = []
        self._read(root)
        self._sizes = list(accumulate(map(len, self._pieces), initial=0))

    def _read(self, root: Node) -> None:
        pieces, starts = self._pieces, {}
        add = pieces.append
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            tag = node.tag
            if event == "start":
                if tag in INVISIBLE and node is not root:
                    walk.skip_subtree()
                    continue
                starts[node] = len(pieces)
                self._order.append(node)
                add(" " if tag in _PARTING else "")  # so that no two elements begin at once
                if node.text:
                    add(node.text)
                continue
            if node in starts:
                if tag in _PARTING:
                    add(" ")
                self.spans[node] = (starts[node], len(pieces))
            if node.tail and node is not root:
                add(node.tail)

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
