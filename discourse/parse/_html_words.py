"""Nodes to words and paragraphs, as a browser would part them; `dom` hands it on."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from enum import Enum

from discourse.parse._html_tree import Node
from discourse.parse.layout import Block

_SPACES = re.compile(r"\s+")

_OWN = Block("")
_QUOTE = Block("", quoted=True)

INVISIBLE = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "textarea", "select", "option"),
        *("button", "input", "svg", "iframe", "object", "embed", "map", "datalist", "canvas"),
    )
)
BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)


class _Step(Enum):
    ENTER = "enter"
    LEAVE = "leave"
    SKIP = "skip"


def _walk(root: Node, skip: Container[Node]) -> Iterator[tuple[_Step, Node]]:
    """Into and out of each visible element, without recursion."""
    yield _Step.ENTER, root
    trail = [(root, iter(root))]
    while trail:
        at, rest = trail[-1]
        child = next(rest, None)
        if child is None:
            trail.pop()
            yield _Step.LEAVE, at
        elif not isinstance(child.tag, str) or child.tag in INVISIBLE or child in skip:
            yield _Step.SKIP, child
        else:
            yield _Step.ENTER, child
            trail.append((child, iter(child)))


def text(node: Node, skip: Container[Node] = ()) -> str:
    """All words that a reader sees in a node, on one line."""
    parts: list[str] = []
    for step, at in _walk(node, skip):
        if step is _Step.ENTER:
            parts.append(at.text or "")
        elif at is not node:
            parts.append(at.tail or "")
        if at.tag == "br" or at.tag in BREAKING:
            parts.append(" ")
    return _SPACES.sub(" ", "".join(parts)).strip()


class _Paragraphs:
    """Gathers words into blocks, as a browser would part them."""

    def __init__(self, root: Node, boxes: Mapping[Node, Block]) -> None:
        self.blocks: list[Block] = []
        self._root = root
        self._boxes = boxes
        self._words: list[str] = []
        self._quoted: list[Block] = []  # what a block in each open quote is like, innermost last
        self._verbatim = 0

    def enter(self, node: Node) -> None:
        if node.tag == "br":
            self._words.append("\n")
        elif self._breaks(node):
            self.flush()
            if self._quotes(node):
                around = self._quoted[-1] if self._quoted else _QUOTE
                self._quoted.append(self._boxes.get(node, around))
            self._verbatim += node.tag == "pre"
        self.add(node.text)

    def leave(self, node: Node) -> None:
        if self._breaks(node):
            self.flush()
            if self._quotes(node):
                self._quoted.pop()
            self._verbatim -= node.tag == "pre"

    def add(self, words: str | None) -> None:
        if words:
            self._words.append(words if self._verbatim else _SPACES.sub(" ", words))

    def flush(self) -> None:
        lines = "".join(self._words).split("\n")
        self._words.clear()
        lines = [line.rstrip() if self._verbatim else " ".join(line.split()) for line in lines]
        for part in re.split(r"\n{2,}", "\n".join(lines)):
            if words := part.strip("\n"):
                self.blocks.append(replace(self._quoted[-1] if self._quoted else _OWN, text=words))

    def _quotes(self, node: Node) -> bool:
        if node is self._root:  # some platforms keep the whole comment in a `blockquote`
            return False
        return node.tag == "blockquote" or node in self._boxes

    def _breaks(self, node: Node) -> bool:
        return node.tag in BREAKING or node in self._boxes


def blocks(
    node: Node, skip: Container[Node] = (), quote_boxes: Mapping[Node, Block] | None = None
) -> tuple[Block, ...]:
    """A node's paragraphs; those in a `blockquote` or a quote box are marked as quoted.

    A single `br` is a line break within a paragraph, two part paragraphs. `quote_boxes` says what
    each block of a quote box is like, but for its words.
    """
    found = _Paragraphs(node, quote_boxes or {})
    for step, at in _walk(node, skip):
        if step is _Step.ENTER:
            found.enter(at)
            continue
        if step is _Step.LEAVE:
            found.leave(at)
        if at is not node:
            found.add(at.tail)
    found.flush()
    return tuple(found.blocks)


def paragraphs(node: Node, skip: Container[Node] = ()) -> tuple[str, ...]:
    """A node's paragraphs, quoted or not."""
    return tuple(block.text for block in blocks(node, skip))


def text_lines(node: Node, skip: Container[Node] = ()) -> tuple[str, ...]:
    """A node's words line by line."""
    return tuple(line for block in blocks(node, skip) for line in block.text.split("\n") if line)


def visible(node: Node, skip: Container[Node] = ()) -> Iterator[Node]:
    """A node and the elements in it that a reader could see, in page order."""
    return (at for step, at in _walk(node, skip) if step is _Step.ENTER)
