"""Any other HTML page: comments found by what their elements are called and how they repeat."""

import re
from collections.abc import Iterator

from discourse.parse import dom
from discourse.parse.article import read_article
from discourse.parse.finder import find
from discourse.parse.items import drafts
from discourse.parse.layout import Match, Rank, Reading
from discourse.parse.marks import declared_count
from discourse.parse.page import Page

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:html|body|head|div|p|span|a|li|td|br|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE
)


class GenericHtml:
    """HTML that no other layout knows."""

    name = "generic_html"
    rank = Rank.GENERIC

    def match(self, page: Page) -> Match:
        """Whether it is HTML at all; text that merely mentions a tag is not."""
        if _HTML.match(page.text[:20_000]):
            return Match(0.8, ("begins as HTML does",))
        tags = sum(1 for _ in _TAG.finditer(page.text[:100_000]))
        if tags >= 10 and tags * 400 > min(len(page.text), 100_000):
            return Match(0.6, (f"{tags} HTML tags",))
        return Match(0)

    def read(self, page: Page) -> Iterator[Reading]:
        """The article and the comments, if there are any."""
        tree = dom.tree(page)
        found = find(tree.root)
        cut = {node for item in found.items for node in item.nodes}
        declared = _declared(tree.root)
        yield Reading(read_article(tree, cut), drafts(found), declared, tree.problems)


def _declared(root: dom.Node) -> int | None:
    """The number in a heading such as `3 Comments`."""
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        words = dom.text(heading)
        if len(words) < 100 and (count := declared_count(words)) is not None:
            return count
    return None


LAYOUT = GenericHtml()
