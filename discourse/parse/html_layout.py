"""HTML layouts as data: where a platform's markup keeps its comments and what belongs to them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from discourse.parse import dom
from discourse.parse.article import read_article
from discourse.parse.dom import Node, Tree
from discourse.parse.layout import Draft, Match, Rank, Reading
from discourse.parse.marks import declared_count, whole_number
from discourse.parse.page import Page
from discourse.parse.timestamps import moment
from discourse.thread import Votes


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands: a selector, an attribute of what it names (else its words), a pattern.

    The first group of the pattern (or all of it) is the value.
    """

    css: str
    attribute: str = ""
    pattern: str = ""

    def values(self, node: Node, others: Collection[Node]) -> Iterator[str]:
        """The non-empty values within a comment, but not within the comments inside it."""
        for found in dom.within(node, self.css, others):
            words = dom.attribute(found, self.attribute) if self.attribute else dom.text(found)
            if value := self._matched(words):
                yield value

    def _matched(self, words: str) -> str:
        if not self.pattern:
            return words
        found = re.search(self.pattern, words)
        return "" if found is None else found[1 if found.re.groups else 0].strip()


Fields = tuple[Field, ...]


def value(node: Node, fields: Fields, others: Collection[Node]) -> str:
    """The first non-empty value that any field finds."""
    return next((found for field in fields for found in field.values(node, others)), "")


@dataclass(frozen=True, slots=True)
class HtmlLayout:
    """One way an HTML page can be laid out; every member but the first four may stay empty.

    `markers` are strings of which one stands in the source of every such page: a cheap first look.
    `comment` names the element that holds one comment, `text` its words within it; without `text`
    all of the element is its words, less what `skip` names. Several selectors may be joined with
    commas, so that old and new markup stand side by side. Replies nested in a comment's element
    are not part of it, and answer it where `nested` is true. `parent` finds the id of the comment
    answered, `id` the own one; both without what `id_prefix` (a pattern) matches. `cut` names
    what goes away before the body is read, beside the comments.
    """

    name: str
    rank: Rank
    markers: tuple[str, ...]
    comment: str
    text: str = ""
    skip: str = ""
    quote_boxes: str = ""
    evidence: str = ""  # a selector that must find something besides `comment`
    id: Fields = ()
    id_prefix: str = ""
    parent: Fields = ()
    nested: bool = True
    author: Fields = ()
    posted: Fields = ()
    permalink: Fields = ()
    up: Fields = ()
    down: Fields = ()
    net: Fields = ()
    declared: Fields = ()
    body: str = ""
    cut: str = ""

    def match(self, page: Page) -> Match:
        """Its markers in the source, then its elements in the tree."""
        marker = next((marker for marker in self.markers if marker in page.text), None)
        if marker is None:
            return Match(0)
        tree = dom.tree(page)
        if self.evidence and dom.first(tree.root, self.evidence) is None:
            return Match(0)
        found = len(self._nodes(tree))
        if not found:
            return Match(0)
        return Match(0.9, (f"{marker!r} in the source", f"{found} comments as {self.comment}"))

    def read(self, page: Page) -> tuple[Reading, ...]:
        """The page's article and comments."""
        tree = dom.tree(page)
        nodes = self._nodes(tree)
        ids = {node: self._id(node, nodes, number) for number, node in enumerate(nodes, 1)}
        drafts = tuple(self._draft(node, ids) for node in nodes)
        cut = {*nodes, *(dom.select(tree.root, self.cut) if self.cut else ())}
        declared = declared_count(value(tree.root, self.declared, ()))
        article = read_article(tree, cut, self.body)
        return (Reading(article, drafts, declared, tree.problems),)

    def _nodes(self, tree: Tree) -> list[Node]:
        return dom.select(tree.root, self.comment)

    def _id(self, node: Node, others: Collection[Node], number: int) -> str:
        return self._bare(value(node, self.id, set(others))) or str(number)

    def _bare(self, name: str) -> str:
        return re.sub(self.id_prefix, "", name) if self.id_prefix else name

    def _draft(self, node: Node, ids: dict[Node, str]) -> Draft:
        holders = dom.within(node, self.text, ids) if self.text else [node]
        skip = {*ids, *(dom.select(node, self.skip) if self.skip else ())} - {*holders}
        boxes = dom.select(node, self.quote_boxes) if self.quote_boxes else []
        posted = (moment(when) for field in self.posted for when in field.values(node, ids))
        return Draft(
            id=ids[node],
            blocks=tuple(block for at in holders for block in dom.blocks(at, skip, boxes)),
            votes=Votes(*(_count(node, at, ids) for at in (self.up, self.down, self.net))),
            author=value(node, self.author, ids) or None,
            posted=next((when for when in posted if when is not None), None),
            parent=self._parent(node, ids),
            permalink=value(node, self.permalink, ids) or None,
        )

    def _parent(self, node: Node, ids: dict[Node, str]) -> str | None:
        if name := self._bare(value(node, self.parent, ids)):
            return name
        above = dom.nearest(node, ids) if self.nested else None
        return None if above is None else ids[above]


def _count(node: Node, fields: Fields, others: Collection[Node]) -> int | None:
    found = (whole_number(count) for field in fields for count in field.values(node, others))
    return next((number for number in found if number is not None), None)
