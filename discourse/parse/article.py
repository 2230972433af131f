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
    *(
        "article:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "date",
        "dc.date.issued",
    ),
    *("dc.date", "sailthru.date", "parsely-pub-date", "dcterms.created"),
)
_AUTHORS = ("author", "byl", "parsely-author", "dc.creator")
_BYLINE = re.compile(
    r"(?:^| )(?:by-?line(?:-?author|-?name)?|(?:post|entry|article)-author|author-name|author vcard"
    r"|author)(?:$| )"
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
    page_title = next((words for at in tree.root.iter("title") if (words := dom.text(at))), "")
    found = find_body(tree.root, cut, page_title or meta.title)
    places = dom.outermost(dom.select(tree.root, body)) if body else []
    holders = [at for at in places if at not in cut and dom.nearest(at, cut) is None]
    paragraphs = tuple(part for holder in holders for part in body_within(holder, cut))
    printed = next((day for line in found.head_lines if (day := find_date(line))), None)
    return Article(
        title=title or meta.title or found.headline or _without_site(page_title, meta.site),
        paragraphs=paragraphs or found.paragraphs,
        site=meta.site or None,
        byline=meta.byline or _byline(tree, cut, found),
        published=meta.published or printed,
        url=meta.url or None,
    )


def _meta(tree: Tree) -> _Meta:
    told = _told(tree.root)
    said = next((t for t in linked_data.things(tree) if _is_article(t)), {})
    stamps = (linked_data.words(said.get("datePublished")), *map(told.get, _DATES))
    moments = (moment(stamp) for stamp in (*stamps, _stamp(tree.root)) if stamp)
    when = next((found for found in moments if found is not None), None)
    site = told.get("og:site_name") or linked_data.words(said.get("publisher"))
    author = next(filter(None, map(told.get, _AUTHORS)), "")
    return _Meta(
        title=_without_site(told.get("og:title") or linked_data.words(said.get("headline")), site),
        site=site or told.get("application-name", ""),
        url=_canonical(tree.root) or told.get("og:url", ""),
        byline=linked_data.names(said.get("author")) or _split_names(author),
        published=None if when is None else when.date(),
    )


def _told(root: Node) -> dict[str, str]:
    """What the `meta` elements say, by name, property or microdata property, lower case."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        if content := dom.attribute(meta, "content"):
            for key in ("property", "name", "itemprop"):
                if name := dom.attribute(meta, key).lower():
                    found.setdefault(name, content)
    return found


def _canonical(root: Node) -> str:
    links = (link for link in root.iter("link") if dom.attribute(link, "rel") == "canonical")
    return next((href for link in links if (href := dom.attribute(link, "href"))), "")


def _is_article(thing: Thing) -> bool:
    return any(_ARTICLES.search(kind) for kind in linked_data.types(thing)) and bool(
        thing.get("headline") or thing.get("datePublished")
    )


def _stamp(root: Node) -> str:
    """The moment on an element that says it is when the article came out."""
    for node in root.iter("time", "span", "div", "p", "abbr"):
        published = node.get("itemprop") == "datePublished" or node.get("pubdate") is not None
        if published and (stamp := node.get("datetime") or node.get("content")):
            return stamp
    return ""


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
    for node in tree.root.iter("span", "div", "p", "a", "address", "li", "em", "cite"):
        if not _is_byline(node) or node in cut or dom.nearest(node, cut) is not None:
            continue
        words = dom.text(node)
        if 0 < len(words) <= _LONGEST_BYLINE and (
            names := byline_names(words) or byline_names(f"By {words}")
        ):
            return names
    return ()


def _is_byline(node: Node) -> bool:
    if "author" in (node.get("itemprop"), node.get("rel")):
        return True
    classes = node.get("class")
    return classes is not None and _BYLINE.search(classes.lower().replace("_", "-")) is not None
