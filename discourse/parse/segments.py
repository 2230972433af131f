"""A page as a row of text segments, each with the element that holds it and its share of links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from discourse.parse import dom
from discourse.parse._html_outline import outline
from discourse.parse.dom import BREAKING, Node

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

    def enter(self, node: Node, tag: str) -> None:
        if tag in BREAKING:
            self.flush()
            self._holders.append(node)
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "a":
            self._in_links += 1

    def leave(self, tag: str) -> None:
        if tag in BREAKING:
            self.flush()
            self._holders.pop()
        elif tag == "a":
            self._in_links -= 1

    def add(self, text: str) -> None:
        if text:
            self._parts.append(_squeezed(text))
            if self._in_links:
                self._linked += len(text.strip())

    def flush(self) -> None:
        if not self._parts:
            return
        whole = "".join(self._parts)
        self._parts.clear()
        links = min(1.0, self._linked / (len(whole.strip()) or 1))
        self._linked = 0
        for part in _PARAGRAPHS.split(whole) if "\n" in whole else (whole,):
            if words := part.split():
                self.found.append(Segment(self._holders[-1], " ".join(words), len(words), links))


def _squeezed(text: str) -> str:
    """The text with each run of blanks as one."""
    if text.isspace():
        return " "
    first, last = " " * text[0].isspace(), " " * text[-1].isspace()
    return f"{first}{' '.join(text.split())}{last}"


def segments(root: Node, cut: Iterable[Node]) -> list[Segment]:
    """The visible text of a page, less the elements that are cut, in page order."""
    known = outline(root)
    flow = _Flow(root)
    last = ~known.places[root]
    open_: list[int] = []
    for event in known.visible(root, known.hidden.union(cut)):
        if event >= 0:
            open_.append(event)
            flow.enter(known.nodes[event], known.tags[event])
            flow.add(known.texts[event])
            continue
        at = ~event
        if open_[-1] == at:
            open_.pop()
            flow.leave(known.tags[at])
        elif known.tags[at] in BREAKING:  # what is left out parts the text around it all the same
            flow.flush()
        if event != last:
            flow.add(known.tails[at])
    flow.flush()
    return flow.found
