"""Where the comments are on an HTML page nobody has seen, and where each begins and ends.

Elements whose names speak of comments are grouped by what they are called; groups that are parts
or holders of another's comments fall away; a group stays where enough speaks for it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from discourse.parse import dom
from discourse.parse.cues import Identity, Mark, has_date, identity, introduces, is_prompt
from discourse.parse.dom import Node
from discourse.parse.marks import is_comments_heading
from discourse.parse.signed import signed_rows

_ASIDE_TAGS = frozenset(("nav", "footer", "aside", "header"))
_NEVER = frozenset(
    (
        "html",
        "body",
        "head",
        "a",
        "form",
        "label",
        "img",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "dl",
        "i",
        "em",
        "strong",
        "b",
    )
)
_ENOUGH = 4
_HEADINGS = "h1, h2, h3, h4, h5, h6, legend, summary, caption"


@dataclass(frozen=True, slots=True)
class Item:
    """One comment: the element that begins it, and what stands beside that and belongs to it."""

    nodes: tuple[Node, ...]


@dataclass(slots=True)
class Zone:
    """What is known of an element from those around it."""

    holder: Node | None = None
    blocked: bool = False
    aside: bool = False


@dataclass(slots=True)
class Group:
    """Elements called alike."""

    mark: Mark
    named: bool = True
    nodes: list[Node] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)


Key = tuple[object, ...]


def find_items(root: Node) -> tuple[Item, ...]:
    """The comments of a page in page order; none is a frequent answer."""
    survey = _Survey(root)
    named = [group for group in survey.groups.values() if group.mark is Mark.ITEM]
    parts = [group for group in survey.groups.values() if group.mark is Mark.PART]
    holders = [g for g in survey.groups.values() if g.mark is Mark.HOLDER and len(g.nodes) > 1]
    for groups in (named, holders, survey.unnamed(), parts):
        if chosen := _choose(survey, groups):
            return _assemble(survey, chosen)
    return tuple(Item(nodes) for nodes in signed_rows(root, survey.sizes, set(survey.holders)))


class _Survey:
    """One look at every element: what it is called, what lies around it, how long its text is."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.groups: dict[Key, Group] = {}
        self.holders: list[Node] = []
        self.zones: dict[Node, Zone] = {root: Zone()}
        self.sizes = _sizes(root)
        for node in root.iter():
            if isinstance(node.tag, str):
                self._look(node, node.tag)

    def _look(self, node: Node, tag: str) -> None:
        above = self.zones.get(node.getparent()) if node is not self.root else None
        zone = above or self.zones[self.root]
        element_id, classes = node.get("id") or "", node.get("class") or ""
        if not element_id and not classes and tag not in _ASIDE_TAGS:
            self.zones[node] = zone
            return
        known = identity(element_id[:200], classes[:400])
        aside = (known.aside or tag in _ASIDE_TAGS) and self._small(node)
        mark = known.mark if tag not in ("html", "body") else Mark.NOTHING
        if not aside and mark in (Mark.NOTHING, Mark.PART):
            self.zones[node] = zone
        else:
            self.zones[node] = Zone(
                holder=node if mark is Mark.HOLDER else zone.holder,
                blocked=zone.blocked or (mark is Mark.BLOCKED and self._small(node)),
                aside=zone.aside or aside,
            )
        if mark is Mark.HOLDER and not zone.blocked:
            self.holders.append(node)
        if mark in (Mark.ITEM, Mark.PART, Mark.HOLDER) and self._may_be(node, tag, known, zone):
            self._file(node, tag, known, zone)

    def _file(self, node: Node, tag: str, known: Identity, zone: Zone) -> None:
        key = (tag, known.stem) if "#" in known.stem else (tag, known.stem, known.named)
        group = self.groups.setdefault((known.mark, *key), Group(known.mark))
        group.nodes.append(node)
        group.zones.append(replace(zone, aside=True) if known.aside else zone)

    @staticmethod
    def _may_be(node: Node, tag: str, known: Identity, zone: Zone) -> bool:
        if zone.blocked or (tag == "dd" and _term(node) is not None):
            return False
        return tag not in _NEVER or (tag in ("ul", "ol", "dl") and _numbered(node))

    def _small(self, node: Node) -> bool:
        return self.sizes.get(node, 0) < 0.5 * self.sizes[self.root]

    def unnamed(self) -> list[Group]:
        """What repeats directly within the holders of comments, whatever it is called."""
        found: dict[Key, Group] = {}
        for holder in self.holders:
            for child in dom.children(holder):
                known = identity(child.get("id") or "", child.get("class") or "")
                if child.tag in _NEVER or known.mark is Mark.BLOCKED:
                    continue
                key = (holder, child.tag, known.named)
                group = found.setdefault(key, Group(Mark.ITEM, named=False))
                group.nodes.append(child)
                group.zones.append(self.zones[child])
        return list(found.values())


def _sizes(root: Node) -> dict[Node, int]:
    """The length of the text within each element."""
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    sizes = dict.fromkeys(nodes, 0)
    for node in reversed(nodes):
        if node.tag in dom.INVISIBLE:
            sizes[node] = 0
        else:
            sizes[node] += len(node.text or "")
        above = node.getparent()
        if above is not None and node is not root:
            sizes[above] += sizes[node] + len(node.tail or "")
    return sizes


def _choose(survey: _Survey, groups: Sequence[Group]) -> list[Group]:
    """The groups whose elements are comments: neither holders nor parts of others, and credible."""
    standing = [group for group in groups if _has_words(survey, group)]
    standing = _without_parts(_without_holders(standing))
    items = {node for group in standing for node in group.nodes}
    credits = {id(group): _credit(survey, group, items) for group in standing}
    standing = [group for group in standing if credits[id(group)] >= _ENOUGH]
    if not standing:
        return []
    best = max(standing, key=lambda group: (credits[id(group)], len(group.nodes)))
    return [group for group in standing if group is best or _together(group, best)]


def _together(group: Group, best: Group) -> bool:
    """Whether two groups stand in the same place: side by side, or one within the other."""
    places = {node.getparent() for node in best.nodes} | set(best.nodes)
    holders = {zone.holder for zone in best.zones if zone.holder is not None}
    places |= holders
    near = sum(dom.nearest(node, places) is not None for node in group.nodes)
    return near * 2 > len(group.nodes)


def _has_words(survey: _Survey, group: Group) -> bool:
    return any(survey.sizes.get(node, 0) > 3 for node in group.nodes)


def _owners(groups: Sequence[Group]) -> dict[Node, Group]:
    return {node: group for group in groups for node in group.nodes}


def _without_holders(groups: Sequence[Group]) -> list[Group]:
    """Less those that hold several of another group and say nothing themselves."""
    owner = _owners(groups)
    held: dict[Node, list[Node]] = {}
    for node in owner:
        if (above := dom.nearest(node, owner)) is not None:
            held.setdefault(above, []).append(node)
    kept = []
    for group in groups:
        many = 0
        for node in group.nodes:
            others: dict[int, int] = {}
            for inner in held.get(node, ()):
                if owner[inner] is not group:
                    others[id(owner[inner])] = others.get(id(owner[inner]), 0) + 1
            if max(others.values(), default=0) >= 2 and (
                len(group.nodes) == 1 or not _speaks(node, held.get(node, ()))
            ):
                many += 1
        if many * 2 < len(group.nodes):
            kept.append(group)
    return kept


def _speaks(node: Node, inner: Iterable[Node]) -> bool:
    words = dom.text(node, set(inner))
    return has_date(words) and len(words.split()) >= 5


def _without_parts(groups: Sequence[Group]) -> list[Group]:
    """Less those of which each comment holds one, unless they are comments that answer it."""
    owner = _owners(groups)
    inside: dict[tuple[int, int], int] = {}
    for node, group in owner.items():
        above = dom.nearest(node, owner)
        if above is not None and owner[above] is not group:
            pair = (id(owner[above]), id(group))
            inside[pair] = inside.get(pair, 0) + 1
    dropped: set[int] = set()
    for group in groups:
        for outer in groups:
            count = inside.get((id(outer), id(group)), 0)
            if count * 2 > len(group.nodes) and not _answers(group, outer):
                dropped.add(id(group))
    return [group for group in groups if id(group) not in dropped]


def _answers(group: Group, outer: Group) -> bool:
    """Whether a group within another's comments are replies: both have their own dates."""
    inner = set(group.nodes)
    dated = sum(has_date(dom.text(node)) for node in group.nodes[:20])
    outside = sum(has_date(dom.text(node, inner)) for node in outer.nodes[:20])
    return dated * 2 >= min(20, len(group.nodes)) and outside * 2 >= min(20, len(outer.nodes))


def _credit(survey: _Survey, group: Group, items: set[Node]) -> int:
    """How much speaks for a group, in points."""
    seen = [_whole(node, items) for node in group.nodes[:40]]
    words = [len(text.split()) for text in seen]
    if median(words) < 2:
        return 0
    share = 1 / len(seen)
    dated = sum(has_date(text) for text in seen) * share
    spoken = sum(introduces(text[:150]) or introduces(text[-150:]) for text in seen) * share
    numbered = sum(_numbered(node) for node in group.nodes) / len(group.nodes)
    if max(dated, spoken, numbered if group.mark is Mark.ITEM else 0) < 0.5:
        return 0
    if len(seen) == 1 and max(dated if group.named else 0, numbered) < 0.5 and not introduces(seen[0][:60]):
        return 0
    if sum(is_prompt(text) for text in seen) * share > 0.5:
        return 0
    points = 0
    points += 2 if group.mark is Mark.ITEM else 1
    points += 2 if dated >= 0.5 else 0
    points += 1 if spoken >= 0.5 else 0
    points += 1 if any(zone.holder is not None for zone in group.zones) else 0
    points += 1 if len(group.nodes) >= 2 else 0
    points += 1 if _headed(group.nodes[0]) else 0
    points += 1 if numbered >= 0.5 else 0
    if all(zone.aside for zone in group.zones):
        points -= 2 if numbered >= 0.5 else 4
    points -= 3 if _linked(survey, group) > 0.6 else 0
    return points


def _term(node: Node) -> Node | None:
    """The `dt` that a `dd` goes with, where its name speaks of comments too."""
    before = next(node.itersiblings("dt", preceding=True), None)
    if before is None:
        return None
    known = identity(before.get("id") or "", before.get("class") or "")
    return before if known.mark in (Mark.ITEM, Mark.PART) else None


def _whole(node: Node, items: Collection[Node]) -> str:
    """The words of a comment, with those of the `dd` after a `dt`."""
    words = [dom.text(node, items)]
    if node.tag == "dt":
        for after in node.itersiblings():
            if after.tag != "dd":
                break
            words.append(dom.text(after, items))
    return " ".join(words)


def _numbered(node: Node) -> bool:
    return any(sign.isdigit() for sign in node.get("id") or "")


def _linked(survey: _Survey, group: Group) -> float:
    total = sum(survey.sizes.get(node, 0) for node in group.nodes) or 1
    links = sum(
        survey.sizes.get(link, 0) for node in group.nodes for link in node.iterdescendants("a")
    )
    return links / total


def _headed(node: Node) -> bool:
    """Whether a heading such as `3 Comments` stands shortly before."""
    at: Node | None = node
    for _ in range(4):
        if at is None:
            return False
        for number, before in enumerate(at.itersiblings(preceding=True)):
            if number > 5:
                break
            if is_comments_heading(dom.text(before)[:200]) or any(
                is_comments_heading(dom.text(h)) for h in dom.select(before, _HEADINGS)[:10]
            ):
                return True
        at = at.getparent()
    return False


def _assemble(survey: _Survey, groups: Sequence[Group]) -> tuple[Item, ...]:
    """The comments in page order, each with the elements beside it that belong to it."""
    heads = {node for group in groups for node in group.nodes}
    heads = {node for node in heads if dom.text(node, heads - {node})}
    ordered = [node for node in survey.sizes if node in heads]
    lead = _leaders(ordered)
    return tuple(Item((node, *_beside(node, heads, lead))) for node in ordered if node in lead)


def _leaders(ordered: Sequence[Node]) -> set[Node]:
    """All but those that follow another kind of element at every turn, as `dd` follows `dt`."""
    kinds: dict[Node | None, list[Node]] = {}
    for node in ordered:
        kinds.setdefault(node.getparent(), []).append(node)
    lead = set(ordered)
    for siblings in kinds.values():
        first = _shape(siblings[0])
        shapes = [_shape(node) for node in siblings]
        if (
            shapes[0] != shapes[-1]
            and shapes.count(first) * 2 <= len(shapes) + 1
            and len(set(shapes)) in (2, 3)
        ):
            lead.difference_update(node for node in siblings if _shape(node) != first)
    return lead


def _shape(node: Node) -> tuple[str, str]:
    known = identity(node.get("id") or "", node.get("class") or "")
    return dom.tag(node), known.stem


def _beside(node: Node, heads: set[Node], lead: set[Node]) -> list[Node]:
    found: list[Node] = []
    if node.getparent() is None or not any(s in lead for s in node.itersiblings()):
        rest = _trailing(node, heads)
        return rest
    for sibling in node.itersiblings():
        if sibling in lead:
            break
        if isinstance(sibling.tag, str) and (sibling in heads or not _holds(sibling, lead)):
            found.append(sibling)
    return found


def _trailing(node: Node, heads: set[Node]) -> list[Node]:
    """For the last of a row: what directly follows and is a head's companion."""
    found: list[Node] = []
    for sibling in node.itersiblings():
        if sibling not in heads and dom.tag(sibling) != "dd":
            break
        found.append(sibling)
    return found


def _holds(node: Node, lead: set[Node]) -> bool:
    return any(inner in lead for inner in node.iter())
