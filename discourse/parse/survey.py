"""One look over a page: which elements are named as comments are, and what lies around them."""

import re
from dataclasses import dataclass, field, replace

from discourse.parse import dom
from discourse.parse.dom import Node
from discourse.parse.naming import Identity, Mark, identity
from discourse.parse.wording import Wording

_ASIDE_TAGS = frozenset(("nav", "footer", "aside", "header"))
_LISTS = frozenset(("ul", "ol", "dl"))
_NEVER = _LISTS | frozenset(
    ("html", "body", "a", "form", "label", "img", "h1", "h2", "h3", "h4", "i", "em", "strong", "b")
)
_NUMBER = re.compile(r"\d{3}|(?:^|[-_a-z])\d+[a-z]{0,2}$")
_LONGEST_ID, _LONGEST_CLASSES = 200, 400


@dataclass(frozen=True, slots=True)
class Zone:
    """What is known of an element from those around it."""

    holder: Node | None = None  # the nearest that is named as one that holds all comments
    blocked: bool = False
    aside: bool = False


@dataclass(slots=True)
class Group:
    """Elements called alike."""

    mark: Mark
    named: bool = True
    nodes: list[Node] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)

    def add(self, node: Node, zone: Zone) -> None:
        """One more."""
        self.nodes.append(node)
        self.zones.append(zone)


Key = tuple[object, ...]


def named(node: Node) -> Identity:
    """What an element's id and classes say."""
    element_id, classes = node.get("id") or "", node.get("class") or ""
    return identity(element_id[:_LONGEST_ID], classes[:_LONGEST_CLASSES])


def numbered(node: Node) -> bool:
    """Whether its id bears a number, as those of comments do."""
    return _NUMBER.search((node.get("id") or "").lower()) is not None


class Survey:
    """The elements of a page by how they are called."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.wording = Wording(root)
        self.holders: list[Node] = []
        self._groups: dict[Key, Group] = {}
        self._zones: dict[Node, Zone] = {root: Zone()}
        self._half = 0.5 * self.wording.size(root)
        for node in self.wording:
            self._zones[node] = self._look(node, dom.tag(node))

    def marked(self, mark: Mark) -> list[Group]:
        """The groups whose names say so."""
        return [group for group in self._groups.values() if group.mark is mark]

    def unnamed(self) -> list[Group]:
        """What repeats directly within the holders of comments, whatever it is called."""
        found: dict[Key, Group] = {}
        for holder in self.holders:
            for child in dom.children(holder):
                known = named(child)
                if child.tag not in _NEVER and known.mark is not Mark.BLOCKED:
                    key = (holder, child.tag, known.classes)
                    group = found.setdefault(key, Group(Mark.ITEM, named=False))
                    group.add(child, self._zones.get(child) or Zone())
        return list(found.values())

    def _look(self, node: Node, tag: str) -> Zone:
        above = node.getparent()
        zone = self._zones[self.root if above is None or node is self.root else above]
        if not node.get("id") and not node.get("class") and tag not in _ASIDE_TAGS:
            return zone
        known = named(node)
        mark = known.mark if tag not in ("html", "body") else Mark.NOTHING
        if mark is Mark.HOLDER and not zone.blocked:
            self.holders.append(node)
        if mark in (Mark.ITEM, Mark.PART, Mark.HOLDER) and self._may_be(node, tag, zone):
            self._file(node, tag, known, zone)
        return self._inside(node, zone, mark, aside=known.aside or tag in _ASIDE_TAGS)

    def _inside(self, node: Node, zone: Zone, mark: Mark, *, aside: bool) -> Zone:
        small = self.wording.size(node) < self._half
        if mark is Mark.HOLDER:
            zone = replace(zone, holder=node)
        if mark is Mark.BLOCKED and small:
            zone = replace(zone, blocked=True)
        return replace(zone, aside=True) if aside and small else zone

    def _file(self, node: Node, tag: str, known: Identity, zone: Zone) -> None:
        key = (tag, known.stem) if "#" in known.stem else (tag, known.stem, known.classes)
        group = self._groups.setdefault((known.mark, *key), Group(known.mark))
        group.add(node, replace(zone, aside=True) if known.aside else zone)

    @staticmethod
    def _may_be(node: Node, tag: str, zone: Zone) -> bool:
        if zone.blocked or (tag == "dd" and term(node) is not None):
            return False
        return tag not in _NEVER or (tag in _LISTS and numbered(node))


def term(node: Node) -> Node | None:
    """The `dt` that a `dd` goes with, where its name speaks of comments too."""
    before = next(node.itersiblings("dt", preceding=True), None)
    if before is None:
        return None
    return before if named(before).mark in (Mark.ITEM, Mark.PART) else None
