"""Where the comments are on an HTML page nobody has seen, and where each begins and ends.

Elements whose names speak of comments are grouped by what they are called; groups that are parts
or holders of another's comments fall away; a group stays where enough speaks for it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from discourse.parse import dom
from discourse.parse.beside import Item, with_neighbours
from discourse.parse.cues import has_date, introduces, is_prompt
from discourse.parse.dom import Node
from discourse.parse.marks import is_comments_heading
from discourse.parse.naming import Mark
from discourse.parse.signed import signed_rows
from discourse.parse.survey import Group, Survey, numbered
from discourse.parse.wording import Cut, Wording

_ENOUGH = 4
_SAMPLE = 40  # comments of a group that are looked at
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "caption"))


@dataclass(frozen=True, slots=True)
class Found:
    """The comments of a page in page order, and the words of its elements."""

    items: tuple[Item, ...]
    wording: Wording


def find(root: Node) -> Found:
    """The comments of a page; none is a frequent answer."""
    survey = Survey(root)
    holders = [group for group in survey.marked(Mark.HOLDER) if len(group.nodes) > 1]
    for groups in (survey.marked(Mark.ITEM), holders, survey.unnamed(), survey.marked(Mark.PART)):
        if chosen := _choose(survey, groups):
            return Found(tuple(with_neighbours(survey, chosen)), survey.wording)
    rows = signed_rows(survey.wording, frozenset(survey.holders))
    return Found(tuple(Item(nodes) for nodes in rows), survey.wording)


def _choose(survey: Survey, groups: Sequence[Group]) -> list[Group]:
    """The groups whose elements are comments: neither holders nor parts of others, and credible."""
    standing = [group for group in groups if any(survey.wording.of(n) for n in group.nodes)]
    standing = _without_parts(survey, _without_holders(survey, standing))
    cut = survey.wording.cut(node for group in standing for node in group.nodes)
    rated = [(_credit(survey, group, cut), group) for group in standing]
    rated = [(credit, group) for credit, group in rated if credit >= _ENOUGH]
    if not rated:
        return []
    best = max(rated, key=lambda pair: (pair[0], len(pair[1].nodes)))[1]
    return [group for _, group in rated if group is best or _together(group, best)]


def _together(group: Group, best: Group) -> bool:
    """Whether two groups stand in the same place: side by side, or one within the other."""
    around = (*map(dom.parent, best.nodes), *(zone.holder for zone in best.zones))
    places = {node for node in (*best.nodes, *around) if node is not None}
    near = sum(dom.nearest(node, places) is not None for node in group.nodes)
    return near * 2 > len(group.nodes)


def _owners(groups: Iterable[Group]) -> dict[Node, Group]:
    return {node: group for group in groups for node in group.nodes}


def _without_holders(survey: Survey, groups: Sequence[Group]) -> list[Group]:
    """Less those that hold several of another group and say nothing themselves."""
    owner = _owners(groups)
    held: dict[Node, list[Node]] = {}
    for node in owner:
        if (above := dom.nearest(node, owner)) is not None:
            held.setdefault(above, []).append(node)

    def holds(node: Node, group: Group) -> bool:
        inner = held.get(node, ())
        others = Counter(id(owner[at]) for at in inner if owner[at] is not group)
        if max(others.values(), default=0) < 2:
            return False
        return len(group.nodes) == 1 or not _speaks(survey, node, inner)

    return [g for g in groups if sum(holds(node, g) for node in g.nodes) * 2 < len(g.nodes)]


def _speaks(survey: Survey, node: Node, inner: Iterable[Node]) -> bool:
    words = survey.wording.of(node, survey.wording.cut(inner))
    return has_date(words) and len(words.split()) >= 5


def _without_parts(survey: Survey, groups: Sequence[Group]) -> list[Group]:
    """Less those of which each comment holds one, unless they are comments that answer it."""
    owner = _owners(groups)
    inside: Counter[tuple[int, int]] = Counter()
    for node, group in owner.items():
        above = dom.nearest(node, owner)
        if above is not None and owner[above] is not group:
            inside[id(owner[above]), id(group)] += 1

    def is_part(group: Group) -> bool:
        return any(
            inside[id(outer), id(group)] * 2 > len(group.nodes)
            and not _answers(survey, group, outer)
            for outer in groups
        )

    return [group for group in groups if not is_part(group)]


def _answers(survey: Survey, group: Group, outer: Group) -> bool:
    """Whether a group within another's comments are replies: both have their own dates."""
    words, inner = survey.wording, survey.wording.cut(group.nodes)
    within, around = group.nodes[:_SAMPLE], outer.nodes[:_SAMPLE]
    dated = sum(has_date(words.of(node)) for node in within)
    outside = sum(has_date(words.of(node, inner)) for node in around)
    return dated * 2 >= len(within) and outside * 2 >= len(around)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks for a group, each as a share of its elements."""

    seen: list[str]
    dated: float
    spoken: float
    counted: float


def _signs(survey: Survey, group: Group, cut: Cut) -> _Signs:
    seen = [_whole(survey.wording, node, cut) for node in group.nodes[:_SAMPLE]]
    return _Signs(
        seen,
        dated=_share(map(has_date, seen)),
        spoken=_share(introduces(text[:150]) or introduces(text[-150:]) for text in seen),
        counted=_share(map(numbered, group.nodes)) if group.mark is Mark.ITEM else 0.0,
    )


def _credit(survey: Survey, group: Group, cut: Cut) -> int:
    """How much speaks for a group, in points; none where nothing tells it from other text."""
    signs = _signs(survey, group, cut)
    if not _credible(signs) or (len(signs.seen) == 1 and not _may_be_alone(survey, group, signs)):
        return 0
    points = (2 if group.mark is Mark.ITEM else 1) + 2 * (signs.dated >= 0.5)
    points += (signs.spoken >= 0.5) + (signs.counted >= 0.5) + (len(group.nodes) >= 2)
    points += any(zone.holder is not None for zone in group.zones)
    points += _headed(survey.wording, group.nodes[0])
    if all("pingback" in text or "trackback" in text for text in map(_classes, group.nodes)):
        points -= 3
    if all(zone.aside for zone in group.zones):
        points -= 2 if signs.counted >= 0.5 else 4
    return points - (3 if _linked(survey.wording, group) > 0.6 else 0)


def _credible(signs: _Signs) -> bool:
    """Dates, words such as `says` or numbers in most, and more than a call to comment."""
    told = max(signs.dated, signs.spoken, signs.counted) >= 0.5
    wordy = median(len(text.split()) for text in signs.seen) >= 2
    return told and wordy and _share(map(is_prompt, signs.seen)) <= 0.5


def _may_be_alone(survey: Survey, group: Group, signs: _Signs) -> bool:
    """Whether a single element can be a comment: not what wraps most of the page."""
    if signs.counted >= 0.5:
        return True
    if survey.wording.size(group.nodes[0]) > 0.4 * survey.wording.size(survey.root):
        return False
    return (group.named and signs.dated >= 0.5) or introduces(signs.seen[0][:60])


def _classes(node: Node) -> str:
    return (node.get("class") or "").lower()


def _share(signs: Iterable[bool]) -> float:
    found = list(signs)
    return sum(found) / len(found)


def _whole(words: Wording, node: Node, cut: Cut) -> str:
    """The words of a comment, with those of the `dd` after a `dt`."""
    return " ".join(words.of(part, cut) for part in (node, *_definitions(node)))


def _definitions(node: Node) -> Iterator[Node]:
    """What follows a `dt` up to the next."""
    if node.tag == "dt":
        for after in node.itersiblings():
            if after.tag != "dd":
                return
            yield after


def _linked(words: Wording, group: Group) -> float:
    """How much of a group is the text of links."""
    sample = group.nodes[:_SAMPLE]
    links = sum(words.size(link) for node in sample for link in node.iterdescendants("a"))
    return links / (sum(map(words.size, sample)) or 1)


def _headed(words: Wording, node: Node) -> bool:
    """Whether a heading such as `3 Comments` stands shortly before."""
    at: Node | None = node
    for _ in range(4):
        if at is None:
            return False
        for before, _near in zip(at.itersiblings(preceding=True), range(6), strict=False):
            if is_comments_heading(words.of(before)[:200]):
                return True
            inner = (inside for inside in before.iterdescendants() if inside.tag in _HEADINGS)
            if any(
                is_comments_heading(words.of(h)) for h, _near in zip(inner, range(10), strict=False)
            ):
                return True
        at = at.getparent()
    return False
