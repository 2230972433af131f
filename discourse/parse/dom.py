"""The only HTML tree and selector code: source to tree within limits, nodes to paragraphs."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import TypeAlias, cast

import cssselect
import lxml.html
from cssselect import HTMLTranslator
from lxml import etree

from discourse.parse.layout import Block
from discourse.parse.page import Page
from discourse.thread import Problem, ProblemKind

Node: TypeAlias = etree._Element  # noqa: SLF001 - the type that every lxml function hands out

MAX_TAGS = 600_000  # a page of 5,000 comments has some 200,000
_MAX_ATTRIBUTES = 1_000  # of one tag; libxml2 needs quadratic time for them
_LONG_TAG = 20_000
_MOST_FRAMES, _DEEPEST_FRAME = 100, 3

_CLOSERS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_TAG = re.compile(rb"""<[a-zA-Z](?:[^"'>]|"[^"]*+"|'[^']*+')*+""")
_VALUES = re.compile(rb""""[^"]*"|'[^']*'""")
_SPACES = re.compile(r"\s+")
_CONDITIONS = re.compile(r"\[[^\]]*\]|:\w[\w-]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?")
_CSS_NAME = re.compile(r"[.#]([\w-]+)")

_OWN = Block("")
_QUOTE = Block("", quoted=True)

INVISIBLE = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "textarea", "select", "option"),
        *("button", "input", "svg", "iframe", "object", "embed", "map", "datalist", "canvas"),
    )
)
BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A page's elements; never changed once parsed, so that several layouts can look at it."""

    root: Node
    problems: tuple[Problem, ...] = ()


def parse(source: str, depth: int = 0) -> Tree:
    """The tree of any text whatever; what breaks a limit is cut and told as a Problem.

    Frames whose page stands in their `srcdoc` are opened: what they show belongs to the page.
    """
    problems: list[Problem] = []
    data = source.replace("\0", "\ufffd").encode("utf-8", "replace")
    data = _within_limits(_CLOSERS.sub(b"", data), problems)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but comments or blanks
        return Tree(etree.fromstring("<html><body/></html>", parser), tuple(problems))
    _open_frames(root, problems, depth)
    problems.extend(
        Problem(ProblemKind.LIMIT, f"markup cut: {entry.message}")
        for entry in parser.error_log
        if entry.type_name == "ERR_RESOURCE_LIMIT"
    )
    return Tree(root, tuple(problems))


def _open_frames(root: Node, problems: list[Problem], depth: int) -> None:
    """The content of each frame after it, in an element of its own."""
    framed = [node for node in root.iter("iframe", "frame") if attribute(node, "srcdoc")]
    if len(framed) > _MOST_FRAMES or (framed and depth >= _DEEPEST_FRAME):
        message = f"more than {_MOST_FRAMES} frames, or frames {_DEEPEST_FRAME} deep; not all read"
        problems.append(Problem(ProblemKind.LIMIT, message))
    for frame in framed[:_MOST_FRAMES] if depth < _DEEPEST_FRAME else ():
        inner = parse(attribute(frame, "srcdoc"), depth + 1)
        problems.extend(inner.problems)
        above = frame.getparent()
        if above is not None:
            place = etree.SubElement(above, "div")
            place.extend(node for node in inner.root.iter("body"))
            for body in place:
                body.tag = "div"
            above.insert(above.index(frame) + 1, place)


def _within_limits(data: bytes, problems: list[Problem]) -> bytes:
    pieces = data.split(b"<", MAX_TAGS + 1)
    if len(pieces) > MAX_TAGS + 1:
        message = f"more than {MAX_TAGS} tags; the rest of the page is not read"
        problems.append(Problem(ProblemKind.LIMIT, message))
        data = b"<".join(pieces[:-1])
    if max(map(len, pieces)) <= _LONG_TAG:
        return data
    return _TAG.sub(lambda tag: _bounded_tag(tag[0], problems), data)


def _bounded_tag(tag: bytes, problems: list[Problem]) -> bytes:
    if len(tag) <= _LONG_TAG or len(_VALUES.sub(b" ", tag).split()) <= _MAX_ATTRIBUTES:
        return tag
    message = f"a tag of more than {_MAX_ATTRIBUTES} attributes; its attributes are not read"
    problems.append(Problem(ProblemKind.LIMIT, message))
    return tag.split(maxsplit=1)[0]


@lru_cache(maxsize=2048)
def _selectors(css: str) -> tuple[tuple[etree.XPath, frozenset[str]], ...]:
    """Its alternatives, each with the classes and ids that it cannot do without.

    One by one because libxml2 needs quadratic time to join what several find.
    """
    to_xpath = HTMLTranslator().selector_to_xpath
    return tuple((etree.XPath(to_xpath(one)), _required(one)) for one in cssselect.parse(css))


def _required(one: cssselect.Selector) -> frozenset[str]:
    plain = _CONDITIONS.sub("", one.canonical())
    return frozenset(_CSS_NAME.findall(plain))


def select(node: Node, css: str) -> list[Node]:
    """The elements within a node (or itself) that a CSS selector names, in page order."""
    root = node.getroottree().getroot()
    present = _names(root)
    alternatives = (one for one, required in _selectors(css) if required <= present)
    found = [nodes for one in alternatives if (nodes := cast("list[Node]", one(node)))]
    if len(found) < 2:
        return found[0] if found else []
    places = _places(root)
    return sorted({at for nodes in found for at in nodes}, key=places.__getitem__)


@lru_cache(maxsize=2)
def _names(root: Node) -> frozenset[str]:
    """Every class and id on a page: most alternatives of a selector ask for others."""
    found: set[str] = set()
    for node in root.iter("*"):
        if classes := node.get("class"):
            found.update(classes.split())
        if own := node.get("id"):
            found.add(own)
    return frozenset(found)


@lru_cache(maxsize=2)
def _places(root: Node) -> dict[Node, int]:
    """For each element of a page its place in page order."""
    return {node: place for place, node in enumerate(root.iter("*"))}


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


def following(node: Node) -> Iterator[Node]:
    """The elements after it under the same parent."""
    return (after for after in node.itersiblings() if isinstance(after.tag, str))


def top(node: Node) -> Node:
    """The outermost element around it."""
    return node.getroottree().getroot()


class _Step(Enum):
    ENTER = "enter"
    LEAVE = "leave"
    SKIP = "skip"


def _walk(root: Node, skip: Container[Node]) -> Iterator[tuple[_Step, Node]]:
    """Into and out of each visible element, without recursion."""
    yield _Step.ENTER, root
    trail = [(root, iter(root))]
    while trail:
        at, rest = trail[-1]
        child = next(rest, None)
        if child is None:
            trail.pop()
            yield _Step.LEAVE, at
        elif not isinstance(child.tag, str) or child.tag in INVISIBLE or child in skip:
            yield _Step.SKIP, child
        else:
            yield _Step.ENTER, child
            trail.append((child, iter(child)))


def text(node: Node, skip: Container[Node] = ()) -> str:
    """All words that a reader sees in a node, on one line."""
    parts: list[str] = []
    for step, at in _walk(node, skip):
        if step is _Step.ENTER:
            parts.append(at.text or "")
        elif at is not node:
            parts.append(at.tail or "")
        if tag(at) == "br" or tag(at) in BREAKING:
            parts.append(" ")
    return _SPACES.sub(" ", "".join(parts)).strip()


class _Paragraphs:
    """Gathers words into blocks, as a browser would part them."""

    def __init__(self, root: Node, boxes: Mapping[Node, Block]) -> None:
        self.blocks: list[Block] = []
        self._root = root
        self._boxes = boxes
        self._words: list[str] = []
        self._quoted: list[Block] = []  # what a block in each open quote is like, innermost last
        self._verbatim = 0

    def enter(self, node: Node) -> None:
        if node.tag == "br":
            self._words.append("\n")
        elif self._breaks(node):
            self.flush()
            if self._quotes(node):
                around = self._quoted[-1] if self._quoted else _QUOTE
                self._quoted.append(self._boxes.get(node, around))
            self._verbatim += node.tag == "pre"
        self.add(node.text)

    def leave(self, node: Node) -> None:
        if self._breaks(node):
            self.flush()
            if self._quotes(node):
                self._quoted.pop()
            self._verbatim -= node.tag == "pre"

    def add(self, words: str | None) -> None:
        if words:
            self._words.append(words if self._verbatim else _SPACES.sub(" ", words))

    def flush(self) -> None:
        lines = "".join(self._words).split("\n")
        self._words.clear()
        lines = [line.rstrip() if self._verbatim else " ".join(line.split()) for line in lines]
        for part in re.split(r"\n{2,}", "\n".join(lines)):
            if words := part.strip("\n"):
                self.blocks.append(replace(self._quoted[-1] if self._quoted else _OWN, text=words))

    def _quotes(self, node: Node) -> bool:
        if node is self._root:  # some platforms keep the whole comment in a `blockquote`
            return False
        return node.tag == "blockquote" or node in self._boxes

    def _breaks(self, node: Node) -> bool:
        return node.tag in BREAKING or node in self._boxes


def blocks(
    node: Node, skip: Container[Node] = (), quote_boxes: Mapping[Node, Block] | None = None
) -> tuple[Block, ...]:
    """A node's paragraphs; those in a `blockquote` or a quote box are marked as quoted.

    A single `br` is a line break within a paragraph, two part paragraphs. `quote_boxes` says what
    each block of a quote box is like, but for its words.
    """
    found = _Paragraphs(node, quote_boxes or {})
    for step, at in _walk(node, skip):
        if step is _Step.ENTER:
            found.enter(at)
            continue
        if step is _Step.LEAVE:
            found.leave(at)
        if at is not node:
            found.add(at.tail)
    found.flush()
    return tuple(found.blocks)


def paragraphs(node: Node, skip: Container[Node] = ()) -> tuple[str, ...]:
    """A node's paragraphs, quoted or not."""
    return tuple(block.text for block in blocks(node, skip))


def text_lines(node: Node, skip: Container[Node] = ()) -> tuple[str, ...]:
    """A node's words line by line."""
    return tuple(line for block in blocks(node, skip) for line in block.text.split("\n") if line)


def visible(node: Node, skip: Container[Node] = ()) -> Iterator[Node]:
    """A node and the elements in it that a reader could see, in page order."""
    return (at for step, at in _walk(node, skip) if step is _Step.ENTER)


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


def outermost(nodes: Sequence[Node]) -> list[Node]:
    """Those of some elements that lie in no other of them."""
    among = set(nodes)
    return [node for node in nodes if nearest(node, among) is None]


_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASSES = frozenset(("hidden", "hide", "invisible", "visually-hidden", "sr-only", "d-none"))


def hidden(node: Node) -> bool:
    """Whether a browser would show it only once something is clicked."""
    style, classes = node.get("style"), node.get("class")
    return (
        (style is not None and _HIDDEN.search(style) is not None)
        or (classes is not None and not _HIDDEN_CLASSES.isdisjoint(classes.split()))
        or node.get("hidden") is not None
    )


def first_text(root: Node, selectors: Iterable[str], name: str = "") -> str:
    """The words (or one attribute) of the first element that any selector finds non-empty."""
    for css in selectors:
        for node in select(root, css):
            if words := attribute(node, name) if name else text(node):
                return words
    return ""


@lru_cache(maxsize=2)
def tree(page: Page) -> Tree:
    """The tree of a page; the last pages' are kept, because every layout asks for it."""
    return parse(page.text)
