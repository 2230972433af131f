"""Blogger's export, an Atom feed: the `archive` of old and the `feed.atom` of Google Takeout."""

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

_KIND = "kind#"


def _read(page: Page) -> Iterable[Reading]:
    tree = xml_tree(page)
    root = tree.root
    site = child_text(root, "title")
    found = [entry for entry in root if local_name(entry) == "entry" and not _hidden(entry)]
    articles = {_id(e): _article(e, site) for e in found if _kind(e) in {"post", "page"}}
    return readings(articles, _entries(found), trouble=tree.problems)


def _kind(entry: Element) -> str:
    for element in entry:
        term = attribute(element, "term")
        if local_name(element) == "category" and _KIND in term:
            return term.partition(_KIND)[2]
    return child_text(entry, "type").lower()


def _hidden(entry: Element) -> bool:
    draft = child_text(entry, "control", "draft") == "yes"
    return draft or child_text(entry, "status").upper() not in {"", "LIVE", "COMPLETED"}


def _id(entry: Element) -> str:
    return _number(child_text(entry, "id"))


def _number(name: str) -> str:
    """The number at the end of `tag:blogger.com,1999:blog-1.post-2` or of an address."""
    return name.replace("post-", "/").replace(".", "/").rpartition("/")[2]


def _article(entry: Element, site: str) -> Article:
    published = time_of(child_text(entry, "published"))
    author = child_text(entry, "author", "name")
    return Article(
        title=child_text(entry, "title"),
        paragraphs=tuple(block.text for block in html_blocks(child_text(entry, "content"))),
        site=site or None,
        byline=(author,) if author else (),
        published=published.date() if published else None,
        url=_link(entry, "alternate") or child_text(entry, "filename") or None,
    )


def _entries(found: list[Element]) -> Iterator[Entry]:
    for entry in found:
        if _kind(entry) == "comment":
            article = _number(attribute(child(entry, "in-reply-to"), "ref"))
            draft = Draft(
                id=_id(entry),
                blocks=html_blocks(child_text(entry, "content")),
                author=child_text(entry, "author", "name") or None,
                posted=time_of(child_text(entry, "published")),
                parent=_number(_link(entry, "related") or child_text(entry, "inReplyTo")) or None,
                permalink=_link(entry, "alternate") or None,
            )
            yield Entry(article or _number(child_text(entry, "parent")), draft)


def _link(entry: Element, relation: str) -> str:
    for element in entry:
        if local_name(element) == "link" and attribute(element, "rel") == relation:
            return attribute(element, "href")
    return ""


LAYOUT = Export("blogger_xml", looks_like_xml, ("<feed", "blogger.com"), _read)
