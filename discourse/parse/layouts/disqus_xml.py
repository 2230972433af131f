"""Disqus's XML export: threads first, then the posts of all of them. It holds no votes."""

from collections.abc import Iterable, Iterator

from discourse.parse.exports import (
    Element,
    Entry,
    Export,
    attribute,
    child,
    child_text,
    local_name,
    looks_like_xml,
    readings,
    xml_tree,
)
from discourse.parse.layout import Draft, Reading
from discourse.parse.markup import html_blocks
from discourse.parse.page import Page
from discourse.parse.record import time_of
from discourse.thread import Article


def _read(page: Page) -> Iterable[Reading]:
    tree = xml_tree(page)
    root = tree.root
    articles = {
        attribute(element, "id"): _article(element)
        for element in root
        if local_name(element) == "thread" and child_text(element, "link")
    }
    return readings(articles, _entries(root), trouble=tree.problems)


def _article(thread: Element) -> Article:
    created = time_of(child_text(thread, "createdAt"))
    return Article(
        title=child_text(thread, "title"),
        paragraphs=tuple(block.text for block in html_blocks(child_text(thread, "message"))),
        url=child_text(thread, "link") or None,
        published=created.date() if created else None,
    )


def _entries(root: Element) -> Iterator[Entry]:
    for post in root:
        if local_name(post) == "post" and child_text(post, "isSpam") != "true":
            draft = Draft(
                id=attribute(post, "id"),
                blocks=html_blocks(child_text(post, "message")),
                author=child_text(post, "author", "name") or None,
                posted=time_of(child_text(post, "createdAt")),
                parent=attribute(child(post, "parent"), "id") or None,
            )
            withdrawn = child_text(post, "isDeleted") == "true"
            yield Entry(attribute(child(post, "thread"), "id"), draft, withdrawn=withdrawn)


LAYOUT = Export("disqus_xml", looks_like_xml, ("<disqus", "disqus-internals"), _read)
