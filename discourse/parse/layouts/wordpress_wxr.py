"""WordPress's export (WXR, an extended RSS): posts and pages, each with its comments."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from discourse.parse.exports import (
    Element,
    Entry,
    Export,
    child_text,
    local_name,
    looks_like_xml,
    readings,
    xml_tree,
)
from discourse.parse.layout import Draft, Reading
from discourse.parse.markup import broken_lines, html_blocks
from discourse.parse.page import Page
from discourse.parse.record import time_of
from discourse.thread import Article

_READ = {"post", "page", ""}  # attachments, menus and revisions are not; comments always are
_NO_COMMENTS = {"pingback", "trackback"}


def _read(page: Page) -> Iterable[Reading]:
    tree = xml_tree(page)
    root = tree.root
    site = next((child_text(channel, "title") for channel in root), "")
    for item in root.iter("item"):
        key = child_text(item, "post_id") or child_text(item, "link")
        entries = list(_entries(item, key))
        published = child_text(item, "status") in {"publish", ""}
        if entries or (published and child_text(item, "post_type") in _READ):
            yield from readings({key: _article(item, site)}, entries, trouble=tree.problems)


def _article(item: Element, site: str) -> Article:
    published = time_of(child_text(item, "post_date")) or time_of(child_text(item, "pubDate"))
    creator = child_text(item, "creator")
    return Article(
        title=child_text(item, "title"),
        paragraphs=tuple(block.text for block in html_blocks(broken_lines(_content(item)))),
        site=site or None,
        byline=(creator,) if creator else (),
        published=published.date() if published else None,
        url=child_text(item, "link") or None,
    )


def _content(item: Element) -> str:
    """The post's words: `encoded` stands once for them and once for the excerpt."""
    for found in item:
        if local_name(found) == "encoded" and "excerpt" not in found.tag:
            return found.text or ""
    return ""


def _entries(item: Element, key: str) -> Iterator[Entry]:
    for comment in item:
        if local_name(comment) != "comment":
            continue
        shown = child_text(comment, "comment_approved") in {"1", "approve", "approved", ""}
        if shown and child_text(comment, "comment_type") not in _NO_COMMENTS:
            parent = child_text(comment, "comment_parent")
            draft = Draft(
                id=child_text(comment, "comment_id"),
                blocks=html_blocks(broken_lines(child_text(comment, "comment_content"))),
                author=child_text(comment, "comment_author") or None,
                posted=_posted(comment),
                parent=parent if parent not in {"", "0"} else None,
            )
            yield Entry(key, draft)


def _posted(comment: Element) -> datetime | None:
    at = time_of(child_text(comment, "comment_date_gmt"))
    return at.replace(tzinfo=UTC) if at else time_of(child_text(comment, "comment_date"))


LAYOUT = Export("wordpress_wxr", looks_like_xml, ("<rss", "wordpress.org/export/"), _read)
