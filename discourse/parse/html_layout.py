"""HTML layouts as data: where a platform's markup keeps its comments and what belongs to them."""

from dataclasses import dataclass, replace
from functools import partial

from discourse.parse import dom
from discourse.parse.article import read_article
from discourse.parse.dom import Node, Tree
from discourse.parse.fields import Field, Fields, Find, Owned, value
from discourse.parse.layout import Draft, Match, Rank, Reading
from discourse.parse.marks import declared_count, whole_number
from discourse.parse.markup_thread import MarkupThread
from discourse.parse.page import Page
from discourse.parse.timestamps import moment
from discourse.thread import Article

__all__ = ["Field", "HtmlLayout"]


_FURNITURE = (
    ".sharedaddy, .jp-relatedposts, .addtoany_share_save_container, .addthis_toolbox, nav, aside,"
    " figcaption, .wp-caption-text, .comment-form, #respond, .post-navigation, .social-share,"
    " .share-buttons"
)
_HEAD = 1024


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
    addressee: Fields = ()
    posted: Fields = ()
    permalink: Fields = ()
    up: Fields = ()
    down: Fields = ()
    net: Fields = ()
    tally: Fields = ()
    declared: Fields = ()
    opening: Fields = ()
    title: Fields = ()
    byline: Fields = ()
    published: Fields = ()
    body: str = ""
    cut: str = ""
    drop: str = ""

    def match(self, page: Page) -> Match:
        """Its markers in the source, then its elements in the tree."""
        if _is_markup(page) and not dom.may_find(page, self.comment):
            return Match(0)  # on a page whose tree is wanted anyway, its names tell sooner
        marker = next((marker for marker in self.markers if marker in page.text), None)
        if marker is None:
            return Match(0)
        tree = dom.tree(page)
        if self.evidence and dom.first(tree.root, self.evidence) is None:
            return Match(0)
        found = len(self._nodes(tree))
        if not found:
            return Match(0)
        sure = 1 - 0.5 / found  # of two platforms that match, the one that finds more
        return Match(sure, (f"{marker!r} in the source", f"{found} comments as {self.comment}"))

    def read(self, page: Page) -> tuple[Reading, ...]:
        """The page's article and comments."""
        tree = dom.tree(page)
        everywhere = partial(dom.select, tree.root)
        thread = MarkupThread(self, tree.root, self._nodes(tree))
        drafts = thread.drafts()
        cut = {*thread.owners, *everywhere(", ".join(filter(None, (self.cut, _FURNITURE))))}
        article = self._named(read_article(tree, cut, self.body), everywhere)
        if (opening := thread.opening()) is not None:
            first = drafts.pop(opening)
            drafts = [d if d.parent != first.id else replace(d, parent=None) for d in drafts]
            article = _opened(article, first)
        declared = value(everywhere, self.declared)
        number = declared_count(declared) or whole_number(declared)
        return (Reading(article, tuple(drafts), number, tree.problems),)

    def _named(self, article: Article, everywhere: Find) -> Article:
        """The article with what the layout knows the places of."""
        byline = value(everywhere, self.byline)
        day = moment(value(everywhere, self.published))
        return replace(
            article,
            title=value(everywhere, self.title) or article.title,
            byline=(byline,) if byline else article.byline,
            published=day.date() if day else article.published,
        )

    def _nodes(self, tree: Tree) -> list[Node]:
        nodes = dom.select(tree.root, self.comment)
        owned = Owned(tree.root, {node: node for node in nodes})
        among = frozenset(nodes)
        nodes = [node for node in nodes if not self._repeats(node, among, owned)]
        if not self.needs:
            return nodes
        owned = Owned(tree.root, {node: node for node in nodes})
        kept = {node for node in nodes if owned.find(node, self.needs)}
        kept |= {above for node in kept for above in dom.ancestors(node)}
        return [node for node in nodes if node in kept]

    def _repeats(self, node: Node, among: frozenset[Node], owned: Owned) -> bool:
        """Whether it only repeats the comment around it: some themes give both the same id."""
        outer = dom.nearest(node, among) if self.id else None
        if outer is None:
            return False
        own = value(partial(owned.find, node), self.id)
        return bool(own) and own == value(partial(owned.find, outer), self.id)


def _is_markup(page: Page) -> bool:
    """Whether a page begins as HTML does, and no export in XML."""
    head = page.text[:_HEAD].lstrip("\ufeff \t\n")
    return head.startswith("<") and not head.startswith("<?")


def _opened(article: Article, post: Draft) -> Article:
    """The article that a forum's opening post is."""
    return replace(
        article,
        paragraphs=tuple(block.text for block in post.blocks),
        byline=(post.author,) if post.author else (),
        published=post.posted.date() if post.posted else article.published,
    )
