"""A tree noted once, in page order: looking at lxml's nodes again and again is what costs time."""

import re
from collections.abc import Container, Iterator
from functools import cached_property, lru_cache
from typing import cast

from discourse.parse._html_tree import Node

INVISIBLE = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "textarea", "select", "option"),
        *("button", "input", "svg", "iframe", "object", "embed", "map", "datalist", "canvas"),
    )
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASSES = frozenset(("hidden", "hide", "invisible", "visually-hidden", "sr-only", "d-none"))


def hidden(node: Node) -> bool:
    """Whether a browser would show it only once something is clicked."""
    style, classes = node.get("style"), node.get("class")
    return (
        (style is not None and _HIDING.search(style) is not None)
        or (classes is not None and not _HIDING_CLASSES.isdisjoint(classes.split()))
        or node.get("hidden") is not None
    )


class Outline:
    """The elements of a tree by their numbers in page order, and what each of them says.

    `events` is the walk through the tree: the number of an element where it begins, its complement
    (`~number`) where it ends; `opens` and `closes` say where in the walk these stand.
    """

    def __init__(self, root: Node) -> None:
        self.nodes: list[Node] = list(root.iter("*"))
        self.places: dict[Node, int] = {node: at for at, node in enumerate(self.nodes)}
        self.tags: list[str] = [node.tag for node in self.nodes]
        self.texts: list[str] = [node.text or "" for node in self.nodes]
        self.tails: list[str] = [node.tail or "" for node in self.nodes]
        self._walk()

    def _walk(self) -> None:
        events: list[int] = []
        self.opens: list[int] = []
        self.closes = [0] * len(self.nodes)
        open_: list[int] = []
        for at, node in enumerate(self.nodes):
            above = node.getparent()
            while open_ and self.nodes[open_[-1]] is not above:
                self._close(events, open_.pop())
            self.opens.append(len(events))
            events.append(at)
            open_.append(at)
        while open_:
            self._close(events, open_.pop())
        self.events = events

    def _close(self, events: list[int], at: int) -> None:
        self.closes[at] = len(events)
        events.append(~at)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every class, id, `<tag` and `@attribute` on the page."""
        found = {f"<{tag}" for tag in set(self.tags)}
        attributes: set[str] = set()
        for node in self.nodes:
            for name, value in cast("list[tuple[str, str]]", node.items()):
                if name == "class":
                    found.update(value.split())
                elif name == "id":
                    found.add(value)
                attributes.add(name)
        found.update(f"@{name}" for name in attributes)
        return frozenset(found)

    @cached_property
    def hidden(self) -> frozenset[Node]:
        """The elements that a browser would show only once something is clicked."""
        return frozenset(filter(hidden, self.nodes))

    def within(self, node: Node) -> list[Node]:
        """A node and all elements in it."""
        first = self.places[node]
        inside = (self.closes[first] - self.opens[first] + 1) // 2  # each has two events
        return self.nodes[first : first + inside]

    def visible(self, node: Node, skip: Container[Node]) -> Iterator[int]:
        """The walk through a node without what no reader sees and what is skipped.

        Of such an element only the end is told: its tail is seen.
        """
        first = self.places[node]
        at, stop = self.opens[first], self.closes[first]
        yield first
        at += 1
        while at <= stop:
            event = self.events[at]
            if event >= 0 and (self.tags[event] in INVISIBLE or self.nodes[event] in skip):
                at = self.closes[event]
                event = ~event
            yield event
            at += 1


@lru_cache(maxsize=4)
def _of_root(root: Node) -> Outline:
    return Outline(root)


def outline(node: Node) -> Outline:
    """The outline of the tree that a node stands in; those of the last trees are kept."""
    return _of_root(node.getroottree().getroot())
