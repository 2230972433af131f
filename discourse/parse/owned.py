"""What belongs to one found comment and not to the comments inside it."""

import re
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass

from discourse.parse import dom
from discourse.parse.beside import Item
from discourse.parse.dom import Node
from discourse.parse.finder import Found
from discourse.parse.wording import Cut, Wording

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Own:
    """The elements of one comment in page order, and the words of each."""

    roots: tuple[Node, ...]
    nodes: tuple[Node, ...]
    wording: Wording
    cut: Cut
    heads: frozenset[Node]

    def words(self, node: Node) -> str:
        """An element's words, less those of other comments inside it."""
        return self.wording.of(node, self.cut)

    def called(self, pattern: re.Pattern[str]) -> Iterator[Node]:
        """The elements whose names fit, in page order."""
        return (node for node in self.nodes if pattern.search(names(node)))

    def lines(self) -> tuple[str, ...]:
        """The words line by line."""
        blocks = (block for root in self.roots for block in dom.blocks(root, self.heads))
        return tuple(line for block in blocks for line in block.text.split("\n") if line)


@dataclass(frozen=True, slots=True)
class Either:
    """What is in one of two collections, without a copy of either."""

    first: Container[Node]
    second: Container[Node]

    def __contains__(self, node: object) -> bool:
        return node in self.first or node in self.second


def owned(found: Found) -> list[Own]:
    """What belongs to each comment of a page."""
    heads = frozenset(node for item in found.items for node in item.nodes)
    cut = found.wording.cut(heads)
    return [_own(item, found.wording, cut, heads) for item in found.items]


def _own(item: Item, wording: Wording, cut: Cut, heads: frozenset[Node]) -> Own:
    nodes = tuple(node for root in item.nodes for node in dom.visible(root, heads))
    return Own(item.nodes, nodes, wording, cut, heads)


def names(node: Node) -> str:
    """An element's classes, microdata property and id, lower case, words parted by dashes."""
    found = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('id') or ''}"
    return _CAMEL.sub("-", found[:300]).lower()


def innermost(nodes: Sequence[Node], among: Collection[Node]) -> Node | None:
    """The last of some elements that lies in all those before it."""
    best: Node | None = None
    for node in nodes:
        if node in among and (best is None or dom.nearest(node, {best}) is not None):
            best = node
    return best
