"""Nodes to words and paragraphs, as a browser would part them; `dom` hands it on."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from discourse.parse._html_outline import INVISIBLE, Outline, outline
from discourse.parse._html_tree import Node
from discourse.parse.layout import Block

__all__ = [
    "BREAKING",
    "INVISIBLE",
    "PARTING",
    "blocks",
    "paragraphs",
    "text",
    "text_lines",
    "visible",
]

_QUOTE = Block("", quoted=True)

BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)

PARTING = BREAKING | {"br"}  # before and after these a word ends


def text(node: Node, skip: Container[Node] = ()) -> str:
    """All words that a reader sees in a node, on one line."""
    known = outline(node)
    tags, texts, tails = known.tags, known.texts, known.tails
    last = ~known.places[node]
    parts: list[str] = []
    for event in known.visible(node, skip):
        at = event if event >= 0 else ~event
        if tags[at] in PARTING:
            parts.append(" ")
        if event >= 0:
            parts.append(texts[at])
        elif event != last:
            parts.append(tails[at])
    return " ".join("".join(parts).split())


class _Paragraphs:
    """Gathers words into blocks, as a browser would part them."""

    def __init__(self, known: Outline, root: Node, boxes: Mapping[Node, Block]) -> None:
        self.blocks: list[Block] = []
        self._known = known
        self._root = known.places[root]
        self._boxes = {known.places[box]: like for box, like in boxes.items()}
        self._words: list[str] = []
        self._quoted: list[Block] = []  # what a block in each open quote is like, innermost last
        self._open: list[int] = []
        self._verbatim = 0

    def enter(self, at: int) -> None:
        tag = self._known.tags[at]
        self._open.append(at)
        if tag == "br":
            self._words.append("\n")
        elif tag in BREAKING or at in self._boxes:
            self.flush()
            if self._quotes(at):
                around = self._quoted[-1] if self._quoted else _QUOTE
                self._quoted.append(self._boxes.get(at, around))
            self._verbatim += tag == "pre"
        self.add(self._known.texts[at])

    def leave(self, at: int) -> None:
        """The end of an element; of one that was skipped, only what follows it counts."""
        if self._open[-1] == at:
            self._open.pop()
            self._closed(at)
        if at != self._root:
            self.add(self._known.tails[at])

    def _closed(self, at: int) -> None:
        tag = self._known.tags[at]
        if tag in BREAKING or at in self._boxes:
            self.flush()
            if self._quotes(at):
                self._quoted.pop()
            self._verbatim -= tag == "pre"

    def add(self, words: str) -> None:
        if words:
            self._words.append(words if self._verbatim else words.replace("\n", " "))

    def flush(self) -> None:
        if not self._words:
            return
        whole = "".join(self._words)
        self._words.clear()
        if "\n" not in whole and not self._verbatim:
            self._block(" ".join(whole.split()))
            return
        lines = whole.split("\n")
        lines = [line.rstrip() if self._verbatim else " ".join(line.split()) for line in lines]
        for part in re.split(r"\n{2,}", "\n".join(lines)):
            self._block(part.strip("\n"))

    def _block(self, words: str) -> None:
        if words:
            self.blocks.append(
                replace(self._quoted[-1], text=words) if self._quoted else Block(words)
            )

    def _quotes(self, at: int) -> bool:
        if at == self._root:  # some platforms keep the whole comment in a `blockquote`
            return False
        return self._known.tags[at] == "blockquote" or at in self._boxes


def blocks(
    node: Node, skip: Container[Node] = (), quote_boxes: Mapping[Node, Block] | None = None
) -> tuple[Block, ...]:
    """A node's paragraphs; those in a `blockquote` or a quote box are marked as quoted.

    A single `br` is a line break within a paragraph, two part paragraphs. `quote_boxes` says what
    each block of a quote box is like, but for its words.
    """
    known = outline(node)
    found = _Paragraphs(known, node, quote_boxes or {})
    for event in known.visible(node, skip):
        if event >= 0:
            found.enter(event)
        else:
            found.leave(~event)
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
    known = outline(node)
    return (known.nodes[event] for event in known.visible(node, skip) if event >= 0)
