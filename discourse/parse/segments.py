"""A page as a row of text segments, each with the element that holds it and its share of links."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from lxml import etree

from discourse.parse import dom
from discourse.parse.dom import BREAKING, INVISIBLE, Node

_SPACES = re.compile(r"\s+")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Text between two breaks of the flow; `links` is how much of it is the text of links."""

    node: Node
    text: str
    words: int
    links: float

    @property
    def tag(self) -> str:
        """The element's name."""
        return dom.tag(self.node)


class _Flow:
    """Text as it comes, cut where the flow breaks."""

    def __init__(self, root: Node) -> None:
        self.found: list[Segment] = []
        self._holders = [root]
        self._parts: list[str] = []
        self._linked = 0
        self._in_links = 0

    def enter(self, node: Node) -> None:
        if node.tag in BREAKING:
            self.flush()
            self._holders.append(node)
        elif node.tag == "br":
            self._parts.append("\n")
        elif node.tag == "a":
            self._in_links += 1
        self.add(node.text)

    def leave(self, node: Node) -> None:
        if node.tag in BREAKING:
            self.flush()
            self._holders.pop()
        elif node.tag == "a":
            self._in_links -= 1

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(_SPACES.sub(" ", text))
            if self._in_links:
                self._linked += len(text.strip())

    def flush(self) -> None:
        whole = "".join(self._parts)
        self._parts.clear()
        length = len(whole.strip()) or 1
        links = min(1.0, self._linked / length)
        self._linked = 0
        for part in _PARAGRAPHS.split(whole):
            if text := " ".join(part.split()):
                self.found.append(Segment(self._holders[-1], text, len(text.split()), links))


def segments(root: Node, cut: Container[Node]) -> list[Segment]:
    """The visible text of a page, less the elements that are cut, in page order."""
    return list(_segments(root, cut))


def _segments(root: Node, cut: Container[Node]) -> Iterator[Segment]:
    flow = _Flow(root)
    gone: set[Node] = set()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node is not root and (node.tag in INVISIBLE or node in cut or dom.hidden(node)):
                gone.add(node)
                walk.skip_subtree()
            else:
                flow.enter(node)
            continue
        if node in gone:
            if node.tag in BREAKING:
                flow.flush()
        else:
            flow.leave(node)
        if node is not root:
            flow.add(node.tail)
    flow.flush()
    yield from flow.found
