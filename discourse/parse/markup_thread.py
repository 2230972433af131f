"""The comments that an HTML layout finds on a page, and how they hang together."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from discourse.parse import dom
from discourse.parse.day_order import day_first, spelled_out
from discourse.parse.dom import Node
from discourse.parse.fields import Fields, Find, Owned, count, value, values, votes
from discourse.parse.layout import Block, Draft
from discourse.parse.markup import marked_blocks
from discourse.parse.timestamps import moment
from discourse.thread import ARTICLE_ID, Votes

if TYPE_CHECKING:  # it holds the selectors, and uses this module
    from discourse.parse.html_layout import HtmlLayout


class MarkupThread:
    """The comments of one page: `owners` says for each of their elements whose it is."""

    def __init__(self, layout: "HtmlLayout", root: Node, nodes: Sequence[Node]) -> None:
        self._layout = layout
        self._root = root
        self._nodes = nodes
        self.owners = {node: node for node in nodes}
        if layout.spread:
            self._spread()
        self._owned = Owned(root, self.owners)
        self._skip = {*nodes, *self._everywhere(layout.skip)}
        self._quotes = {box: self._quote(box) for box in self._everywhere(layout.quote_boxes)}
        self._ids = {node: self._id(node) or str(n) for n, node in enumerate(nodes, 1)}
        self._above = self._by_depth() if layout.depth or layout.indent else {}
        self._day_first = day_first(text for node in nodes for text in self._posted(node))

    def drafts(self) -> list[Draft]:
        """The comments in page order."""
        return [self._draft(node) for node in self._nodes]

    def opening(self) -> int | None:
        """The place of the opening post of a forum's thread, where the page has it."""
        opening = (n for n, at in enumerate(self._nodes) if self._value(at, self._layout.opening))
        return next(opening, None)

    def _everywhere(self, css: str) -> Sequence[Node]:
        return dom.select(self._root, css) if css else ()

    def _within(self, node: Node) -> Find:
        return partial(self._owned.find, node)

    def _value(self, node: Node, fields: Fields) -> str:
        return value(self._within(node), fields)

    def _spread(self) -> None:
        for node in self._nodes:
            for after in dom.following(node):
                if after in self.owners:
                    break
                self.owners[after] = node

    def _draft(self, node: Node) -> Draft:
        layout = self._layout
        posted = (moment(spelled_out(when, self._day_first)) for when in self._posted(node))
        return Draft(
            id=self._ids[node],
            blocks=marked_blocks(self._blocks(node)),
            votes=self._votes(self._within(node)),
            author=self._value(node, layout.author) or None,
            addressee=self._value(node, layout.addressee) or None,
            posted=next((when for when in posted if when is not None), None),
            parent=self._parent(node),
            permalink=self._value(node, layout.permalink) or None,
        )

    def _posted(self, node: Node) -> Iterator[str]:
        return values(self._within(node), self._layout.posted)

    def _votes(self, find: Find) -> Votes:
        layout = self._layout
        printed = votes(find, layout.tally)
        return Votes(
            up=_size(count(find, layout.up), printed.up),
            down=_size(count(find, layout.down), printed.down),
            net=count(find, layout.net) if layout.net else printed.net,
        )

    def _id(self, node: Node) -> str:
        name = self._bare(self._value(node, self._layout.id))
        return "" if name == ARTICLE_ID else name

    def _bare(self, name: str) -> str:
        return re.sub(self._layout.id_prefix, "", name) if self._layout.id_prefix else name

    def _blocks(self, node: Node) -> Iterator[Block]:
        drop = self._layout.drop
        for holder in self._holders(node):
            for block in dom.blocks(holder, self._skip, self._quotes):
                if not (drop and re.fullmatch(drop, block.text)):
                    yield block

    def _holders(self, node: Node) -> Sequence[Node]:
        layout = self._layout
        found = dom.outermost(self._owned.find(node, layout.text)) if layout.text else ()
        if found or (layout.text and not layout.loose):
            return found
        return [node, *(at for at in dom.following(node) if self.owners.get(at) is node)]

    def _quote(self, box: Node) -> Block:
        layout = self._layout
        find = partial(dom.select, box)
        return Block(
            "",
            quoted=True,
            quoted_author=value(find, layout.quote_author) or None,
            quoted_comment=self._bare(value(find, layout.quote_comment)) or None,
        )

    def _parent(self, node: Node) -> str | None:
        if name := self._bare(self._value(node, self._layout.parent)):
            return name
        above = self._above.get(node)
        if above is None and self._layout.nested:
            above = dom.nearest(node, self._ids)
        return None if above is None else self._ids[above]

    def _by_depth(self) -> dict[Node, Node]:
        """For each comment of a flat list the last one before it that is indented less."""
        indenting = frozenset(self._everywhere(self._layout.indent))
        above: dict[Node, Node] = {}
        open_: list[tuple[int, Node]] = []
        for node in self._nodes:
            depth = self._depth(node, indenting)
            while open_ and open_[-1][0] >= depth:
                open_.pop()
            if open_:
                above[node] = open_[-1][1]
            open_.append((depth, node))
        return above

    def _depth(self, node: Node, indenting: frozenset[Node]) -> int:
        if self._layout.depth:
            return count(self._within(node), self._layout.depth) or 0
        return sum(above in indenting for above in dom.ancestors(node))


def _size(counted: int | None, printed: int | None) -> int | None:
    """Votes against are sometimes printed as negative."""
    return printed if counted is None else abs(counted)
