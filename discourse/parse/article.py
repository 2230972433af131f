"""The article of an HTML page: title, byline, date, site, address and its paragraphs."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from discourse.parse import dom, linked_data
from discourse.parse.body import Body, body_within, find_body
from discourse.parse.dom import Node, Tree
from discourse.parse.linked_data import Thing
from discourse.parse.marks import find_date
from discourse.parse.marks import names as byline_names
from discourse.parse.timestamps import moment
from discourse.thread import Article

_ARTICLES = re.compile(r"Article|BlogPosting|Report|Posting|QAPage|Question|WebPage")
_SITE_PART = re.compile(r"\s+[|»«\u2013\u2014·-]\s+")
_DATES = (
    "meta[property='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='pubdate'], meta[name='publishdate'], meta[name='PublishDate']",
    "meta[name='date'], meta[name='DC.date.issued'], meta[name='dc.date'], meta[name='DC.Date']",
    "meta[name='sailthru.date'], meta[name='parsely-pub-date'], meta[name='dcterms.created']",
)
_AUTHORS = (
    "meta[name='author'], meta[name='byl'], meta[name='parsely-author'], meta[name='dc.creator']"
)
_BYLINES = (
    "[itemprop='author'] [itemprop='name'], [itemprop='author'], [rel='author'], .byline .author,"
    " .byline, .by-line, .post-author, .entry-author, .author-name, .author.vcard"
)
_LONGEST_BYLINE = 120


@dataclass(frozen=True, slots=True)
class _Meta:
    """What the head of a page and its JSON-LD say."""

    title: str
    site: str
    url: str
    byline: tuple[str, ...]
    published: date | None


def read_article(tree: Tree, cut: Collection[Node], body: str = "", title: str = "") -> Article:
    """The article without what is cut; `body` is a selector where the place is known."""
    meta = _meta(tree)
    page_title = dom.first_text(tree.root, ("title",))
    found = find_body(tree.root, cut, page_title or meta.title)
    places = dom.outermost(dom.select(tree.root, body)) if body else []
    holders = [at for at in places if at not in cut and dom.nearest(at, cut) is None]
    paragraphs = tuple(part for holder in holders for part in body_within(holder, cut))
    lines = found.head_lines
    printed = next((day for line in lines if (day := find_date(line)) is not None), None)
    return Article(
        title=title or meta.title or found.headline or _without_site(page_title, meta.site),
        paragraphs=paragraphs or found.paragraphs,
        site=meta.site or None,
        byline=meta.byline or _byline(tree, cut, found),
        published=meta.published or printed,
        url=meta.url or None,
    )


def _meta(tree: Tree) -> _Meta:
    root = tree.root
    said = next((t for t in linked_data.things(tree) if _is_article(t)), {})
    stamps = [dom.first_text(root, (css,), "content") for css in _DATES]
    stamps = [linked_data.words(said.get("datePublished")), *stamps, _stamp(root)]
    moments = (moment(stamp) for stamp in stamps if stamp)
    when = next((found for found in moments if found is not None), None)
    publisher = linked_data.words(said.get("publisher"))
    site = dom.first_text(root, ("meta[property='og:site_name']",), "content") or publisher
    title = dom.first_text(root, ("meta[property='og:title']",), "content")
    author = dom.first_text(root, (_AUTHORS,), "content")
    return _Meta(
        title=_without_site(title or linked_data.words(said.get("headline")), site),
        site=site or dom.first_text(root, ("meta[name='application-name']",), "content"),
        url=dom.first_text(root, ("link[rel='canonical']",), "href")
        or dom.first_text(root, ("meta[property='og:url']",), "content"),
        byline=linked_data.names(said.get("author")) or _split_names(author),
        published=None if when is None else when.date(),
    )


def _is_article(thing: Thing) -> bool:
    return any(_ARTICLES.search(kind) for kind in linked_data.types(thing)) and bool(
        thing.get("headline") or thing.get("datePublished")
    )


def _stamp(root: Node) -> str:
    """The moment on an element that says it is when the article came out."""
    css = "time[pubdate], time[itemprop='datePublished'], [itemprop='datePublished']"
    return dom.first_text(root, (css,), "datetime") or dom.first_text(root, (css,), "content")


def _without_site(title: str, site: str) -> str:
    """A title less ` - Site` or `Site | ` where the page names its site so."""
    parts = _SITE_PART.split(title)
    if site and len(parts) > 1:
        kept = [part for part in parts if part.strip().lower() != site.strip().lower()]
        if 0 < len(kept) < len(parts):
            return " - ".join(kept)
    return title


def _split_names(author: str) -> tuple[str, ...]:
    """The names in a meta tag, which says them with or without a `By`."""
    if not author or "http" in author or len(author) > _LONGEST_BYLINE:
        return ()
    return byline_names(author) or byline_names(f"By {author}") or (author,)


def _byline(tree: Tree, cut: Collection[Node], found: Body) -> tuple[str, ...]:
    """The names in the lines under the headline, or where an element is named as a byline."""
    for line in found.head_lines:
        if names := byline_names(line):
            return names
    for node in dom.select(tree.root, _BYLINES)[:20]:
        if node in cut or dom.nearest(node, cut) is not None:
            continue
        words = dom.text(node)
        if 0 < len(words) <= _LONGEST_BYLINE and (
            names := byline_names(words) or byline_names(f"By {words}")
        ):
            return names
    return ()
