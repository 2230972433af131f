"""HTML layouts as data: where a platform's markup keeps its comments and what belongs to them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from discourse.parse import dom
from discourse.parse.article import read_article
from discourse.parse.day_order import day_first, spelled_out
from discourse.parse.dom import Node, Tree
from discourse.parse.fields import Field, Fields, count, value, values, votes
from discourse.parse.layout import Block, Draft, Match, Rank, Reading
from discourse.parse.marks import declared_count, whole_number
from discourse.parse.markup import marked_blocks
from discourse.parse.page import Page
from discourse.parse.timestamps import moment
from discourse.thread import Article, Votes

__all__ = ["Field", "HtmlLayout"]


_FURNITURE = (
    ".sharedaddy, .jp-relatedposts, .addtoany_share_save_container, .addthis_toolbox, nav, aside,"
    " form, figcaption, .wp-caption-text, .post-navigation, .social-share, .share-buttons"
)


@dataclass(frozen=True, slots=True)
class HtmlLayout:
    """One way an HTML page can be laid out; every member but the first four may stay empty.

    `markers` are strings of which one stands in the source of every such page: a cheap first look.
    `comment` names the element that holds one comment, `text` its words within it. Some pages keep
    places for comments not shown, which lack what `needs` names: such a place counts only where it
    holds a reply, so that replies hang together. Without `text` (or, if `loose`, where it finds
    nothing) all of the element is its words,
    less what `skip` names. Several selectors may be joined with commas, so that old and new markup
    stand side by side. Replies nested in a comment's element are not part of it, and answer it
    where `nested` is true; in flat lists `depth` says how far a comment is indented, or `indent`
    names the elements that indent it. With `spread`, a comment goes on in the elements after its
    first, as in old tables and definition lists. `parent` finds
    the id of the comment answered, `id` the own one; both without what `id_prefix` (a pattern)
    matches. `quote_author` and `quote_comment` find in a quote box whom it quotes. In forums the
    `opening` post, of which that field finds something, is the article. `cut` names what goes away
    before the body is read, beside the comments; paragraphs of comments that `drop` (a pattern)
    matches whole go too.
    """

    name: str
    rank: Rank
    markers: tuple[str, ...]
    comment: str
    needs: str = ""
    text: str = ""
    loose: bool = False
    skip: str = ""
    quote_boxes: str = ""
    quote_author: Fields = ()
    quote_comment: Fields = ()
    evidence: str = ""  # a selector that must find something besides `comment`
    id: Fields = ()
    id_prefix: str = ""
    parent: Fields = ()
    nested: bool = True
    depth: Fields = ()
    indent: str = ""
    spread: bool = False
    author: Fields = ()
    posted: Fields = ()
    permalink: Fields = ()
    up: Fields = ()
    down: Fields = ()
    net: Fields = ()
    tally: Fields = ()
    declared: Fields = ()
    opening: Fields = ()
    title: Fields = ()
    body: str = ""
    cut: str = ""
    drop: str = ""

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
        thread = _Thread(self, nodes)
        drafts = [thread.draft(node) for node in nodes]
        cut = {part for parts in thread.parts.values() for part in parts}
        cut.update(dom.select(tree.root, ", ".join(filter(None, (self.cut, _FURNITURE)))))
        article = read_article(tree, cut, self.body)
        if title := value([tree.root], self.title, ()):
            article = replace(article, title=title)
        if (opening := thread.opening()) is not None:
            first = drafts.pop(nodes.index(opening))
            drafts = [d if d.parent != first.id else replace(d, parent=None) for d in drafts]
            article = _opened(article, first)
        declared = value([tree.root], self.declared, ())
        number = declared_count(declared) or whole_number(declared)
        return (Reading(article, tuple(drafts), number, tree.problems),)

    def _nodes(self, tree: Tree) -> list[Node]:
        nodes = dom.select(tree.root, self.comment)
        among = frozenset(nodes)
        nodes = [node for node in nodes if not self._repeats(node, among)]
        if not self.needs:
            return nodes
        kept = {node for node in nodes if dom.within(node, self.needs, frozenset(nodes))}
        kept |= {above for node in kept for above in dom.ancestors(node)}
        return [node for node in nodes if node in kept]

    def _repeats(self, node: Node, among: frozenset[Node]) -> bool:
        """Whether it only repeats the comment around it: some themes give both the same id."""
        outer = dom.nearest(node, among) if self.id else None
        if outer is None:
            return False
        own = value([node], self.id, among)
        return bool(own) and own == value([outer], self.id, among)


class _Thread:
    """The comments of one page, each with its elements, its id and the comment it answers."""

    def __init__(self, layout: HtmlLayout, nodes: Sequence[Node]) -> None:
        self._layout = layout
        self._among = frozenset(nodes)
        self.parts = {node: self._spread(node) for node in nodes}
        self._day_first = day_first(text for node in nodes for text in self._posted(node))
        self._ids = {node: self._id(node) or str(n) for n, node in enumerate(nodes, 1)}
        self._above = self._by_depth(nodes) if layout.depth or layout.indent else {}

    def draft(self, node: Node) -> Draft:
        layout, parts, among = self._layout, self.parts[node], self._among
        posted = (moment(spelled_out(when, self._day_first)) for when in self._posted(node))
        return Draft(
            id=self._ids[node],
            blocks=marked_blocks(self._blocks(node)),
            votes=self._votes(parts),
            author=value(parts, layout.author, among) or None,
            posted=next((when for when in posted if when is not None), None),
            parent=self._parent(node),
            permalink=value(parts, layout.permalink, among) or None,
        )

    def _posted(self, node: Node) -> Iterator[str]:
        return values(self.parts[node], self._layout.posted, self._among)

    def opening(self) -> Node | None:
        """The opening post of a forum's thread, where the page has it."""
        opening = (n for n, p in self.parts.items() if value(p, self._layout.opening, self._among))
        return next(opening, None)

    def _spread(self, node: Node) -> list[Node]:
        parts = [node]
        if self._layout.spread:
            for after in dom.following(node):
                if after in self._among:
                    break
                parts.append(after)
        return parts

    def _votes(self, parts: Sequence[Node]) -> Votes:
        layout, among = self._layout, self._among
        printed = votes(parts, layout.tally, among)
        return Votes(
            up=_size(count(parts, layout.up, among), printed.up),
            down=_size(count(parts, layout.down, among), printed.down),
            net=count(parts, layout.net, among) if layout.net else printed.net,
        )

    def _id(self, node: Node) -> str:
        return self._bare(value(self.parts[node], self._layout.id, self._among))

    def _bare(self, name: str) -> str:
        return re.sub(self._layout.id_prefix, "", name) if self._layout.id_prefix else name

    def _blocks(self, node: Node) -> Iterator[Block]:
        layout, parts = self._layout, self.parts[node]
        skip = set(self._among)
        quotes: dict[Node, Block] = {}
        for part in parts:
            skip.update(dom.select(part, layout.skip) if layout.skip else ())
            boxes = dom.select(part, layout.quote_boxes) if layout.quote_boxes else ()
            quotes.update((box, self._quote(box)) for box in boxes)
        for holder in self._holders(parts):
            for block in dom.blocks(holder, skip - {holder}, quotes):
                if not (layout.drop and re.fullmatch(layout.drop, block.text)):
                    yield block

    def _holders(self, parts: Sequence[Node]) -> Sequence[Node]:
        layout = self._layout
        if not layout.text:
            return parts
        found = [n for part in parts for n in dom.within(part, layout.text, self._among)]
        return dom.outermost(found) or (parts if layout.loose else ())

    def _quote(self, box: Node) -> Block:
        layout = self._layout
        return Block(
            "",
            quoted=True,
            quoted_author=value([box], layout.quote_author, ()) or None,
            quoted_comment=self._bare(value([box], layout.quote_comment, ())) or None,
        )

    def _parent(self, node: Node) -> str | None:
        if name := self._bare(value(self.parts[node], self._layout.parent, self._among)):
            return name
        above = self._above.get(node)
        if above is None and self._layout.nested:
            above = dom.nearest(node, self._among)
        return None if above is None else self._ids[above]

    def _by_depth(self, nodes: Sequence[Node]) -> dict[Node, Node]:
        """For each comment of a flat list the last one before it that is indented less."""
        indenting = frozenset(dom.select(dom.top(nodes[0]), self._layout.indent or "html"))
        above: dict[Node, Node] = {}
        open_: list[tuple[int, Node]] = []
        for node in nodes:
            depth = self._depth(node, indenting)
            while open_ and open_[-1][0] >= depth:
                open_.pop()
            if open_:
                above[node] = open_[-1][1]
            open_.append((depth, node))
        return above

    def _depth(self, node: Node, indenting: frozenset[Node]) -> int:
        if self._layout.depth:
            return count(self.parts[node], self._layout.depth, self._among) or 0
        return sum(above in indenting for above in dom.ancestors(node))


def _opened(article: Article, post: Draft) -> Article:
    """The article that a forum's opening post is."""
    return replace(
        article,
        paragraphs=tuple(block.text for block in post.blocks),
        byline=(post.author,) if post.author else (),
        published=post.posted.date() if post.posted else article.published,
    )


def _size(counted: int | None, printed: int | None) -> int | None:
    """Votes against are sometimes printed as negative."""
    return printed if counted is None else abs(counted)
