"""The article of an HTML page: title, byline, date, site and the paragraphs of its body."""

from collections.abc import Collection

from discourse.parse import dom
from discourse.parse.dom import Node, Tree
from discourse.parse.timestamps import moment
from discourse.thread import Article

_TITLES = ("meta[property='og:title']", "h1", "title")


def read_article(tree: Tree, cut: Collection[Node], body: str = "") -> Article:
    """The article without what is cut; `body` is a selector where the place is known."""
    places = dom.outermost(dom.select(tree.root, body)) if body else [tree.root]
    holders = [at for at in places if at not in cut and dom.nearest(at, cut) is None]
    found = (part for holder in holders for part in dom.paragraphs(holder, cut))
    published = moment(
        dom.first_text(tree.root, ("meta[property='article:published_time']",), "content")
    )
    return Article(
        title=dom.first_text(tree.root, _TITLES[:1], "content")
        or dom.first_text(tree.root, _TITLES[1:]),
        paragraphs=tuple(found),
        published=None if published is None else published.date(),
    )
