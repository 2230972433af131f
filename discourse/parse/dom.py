"""The only HTML tree and selector code: source to tree within limits, nodes to paragraphs."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import cast

import cssselect
from cssselect import HTMLTranslator
from lxml import etree

from discourse.parse._html_outline import INVISIBLE, hidden, outline
from discourse.parse._html_tree import Node, Tree, parse
from discourse.parse._html_words import (
    BREAKING,
    PARTING,
    blocks,
    paragraphs,
    text,
    text_lines,
    visible,
)
from discourse.parse.page import Page

__all__ = [
    "BREAKING",
    "INVISIBLE",
    "PARTING",
    "Node",
    "Tree",
    "ancestors",
    "attribute",
    "blocks",
    "children",
    "elements",
    "first",
    "first_text",
    "following",
    "hidden",
    "may_find",
    "nearest",
    "outermost",
    "paragraphs",
    "parent",
    "parse",
    "select",
    "shown",
    "tag",
    "text",
    "text_lines",
    "top",
    "tree",
    "visible",
    "within",
]

_QUOTED = re.compile(r"'[^']*'")
_PSEUDO = re.compile(r":\w[\w-]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?")
_CONDITION = re.compile(r"\[\s*([\w-]+)[^\]]*\]")
_CSS_NAME = re.compile(r"[.#]([\w-]+)")
_CSS_TAG = re.compile(r"(?<![.#\w-])[a-z][\w-]*")


@lru_cache(maxsize=2048)
def _selectors(css: str) -> tuple[tuple[etree.XPath, frozenset[str]], ...]:
    """Its alternatives, each with what a page must have for it: classes, ids, tags, attributes.

    One by one because libxml2 needs quadratic time to join what several find.
    """
    to_xpath = HTMLTranslator().selector_to_xpath
    return tuple((etree.XPath(to_xpath(one)), _required(one)) for one in cssselect.parse(css))


def _required(one: cssselect.Selector) -> frozenset[str]:
    plain = _PSEUDO.sub("", _QUOTED.sub("''", one.canonical()))
    bare = _CONDITION.sub("", plain)
    tags = (f"<{tag}" for tag in _CSS_TAG.findall(bare))
    attributes = (f"@{name}" for name in _CONDITION.findall(plain))
    return frozenset((*_CSS_NAME.findall(bare), *tags, *attributes))


def select(node: Node, css: str) -> list[Node]:
    """The elements within a node (or itself) that a CSS selector names, in page order."""
    known = outline(node)
    present = known.names
    alternatives = (one for one, required in _selectors(css) if required <= present)
    found = [nodes for one in alternatives if (nodes := cast("list[Node]", one(node)))]
    if len(found) < 2:
        return found[0] if found else []
    return sorted({at for nodes in found for at in nodes}, key=known.places.__getitem__)


def may_find(page: Page, css: str) -> bool:
    """Whether a page has what some alternative of a selector cannot do without."""
    present = _names(page)
    return any(required <= present for _, required in _selectors(css))


def first(node: Node, css: str) -> Node | None:
    """The first such element."""
    return next(iter(select(node, css)), None)


def tag(node: Node) -> str:
    """The element's name; empty for what is no element."""
    return node.tag if isinstance(node.tag, str) else ""


def attribute(node: Node, name: str) -> str:
    """An attribute without blanks around it, empty where there is none."""
    return (node.get(name) or "").strip()


def parent(node: Node) -> Node | None:
    """The element around it."""
    return node.getparent()


def ancestors(node: Node) -> Iterator[Node]:
    """The elements around it, nearest first."""
    return node.iterancestors()


def children(node: Node) -> Iterator[Node]:
    """The elements directly in it."""
    return (child for child in node if isinstance(child.tag, str))


def elements(node: Node) -> Sequence[Node]:
    """A node and all elements in it, in page order."""
    return outline(node).within(node)


def following(node: Node) -> Iterator[Node]:
    """The elements after it under the same parent."""
    return (after for after in node.itersiblings() if isinstance(after.tag, str))


def top(node: Node) -> Node:
    """The outermost element around it."""
    return node.getroottree().getroot()


def nearest(node: Node, among: Collection[Node]) -> Node | None:
    """The closest of some elements that holds the node; the node itself does not count."""
    return next((above for above in ancestors(node) if above in among), None)


def within(node: Node, css: str, others: Collection[Node]) -> list[Node]:
    """What a selector names within a node, but not within another of `others` inside the node.

    With all comments of a page as `others`, this is what belongs to one comment and not to the
    replies nested in it.
    """
    return [
        found
        for found in select(node, css)
        if found is node or (found not in others and _owner(found, node, others) is node)
    ]


def _owner(found: Node, node: Node, others: Collection[Node]) -> Node | None:
    return next((above for above in ancestors(found) if above is node or above in others), None)


def shown(node: Node) -> str:
    """The words that stand in a node at once; all of them where everything is folded away."""
    folded = [inner for inner in elements(node)[1:] if hidden(inner)]
    return (text(node, folded) if folded else "") or text(node)


def outermost(nodes: Sequence[Node]) -> list[Node]:
    """Those of some elements that lie in no other of them."""
    among = set(nodes)
    return [node for node in nodes if nearest(node, among) is None]


def first_text(root: Node, selectors: Iterable[str], name: str = "") -> str:
    """The words (or one attribute) of the first element that any selector finds non-empty."""
    for css in selectors:
        for node in select(root, css):
            if words := attribute(node, name) if name else text(node):
                return words
    return ""


@lru_cache(maxsize=2)
def _names(page: Page) -> frozenset[str]:
    return outline(tree(page).root).names


@lru_cache(maxsize=2)
def tree(page: Page) -> Tree:
    """The tree of a page; the last pages' are kept, because every layout asks for it."""
    return parse(page.text, page.limits)
