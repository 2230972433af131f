"""What stands beside the element that begins a comment, and belongs to the comment too."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from discourse.parse import dom
from discourse.parse.dom import Node
from discourse.parse.survey import Group, Survey, named


@dataclass(frozen=True, slots=True)
class Item:
    """One comment: the element that begins it, and what stands beside that and belongs to it."""

    nodes: tuple[Node, ...]


def with_neighbours(survey: Survey, groups: Sequence[Group]) -> Iterator[Item]:
    """The comments in page order, each with the elements beside it that belong to it."""
    heads = {node for group in groups for node in group.nodes}
    ordered = [node for node in survey.wording if node in heads]
    lead = _leaders(ordered)
    holding = {above for node in lead for above in dom.ancestors(node)}
    for node in ordered:
        if node in lead:
            yield Item((node, *_beside(node, heads, lead, holding)))


def _leaders(ordered: Sequence[Node]) -> set[Node]:
    """All but those that follow another kind of element at every turn, as `dd` follows `dt`."""
    rows: dict[Node | None, list[Node]] = {}
    for node in ordered:
        rows.setdefault(node.getparent(), []).append(node)
    lead = set(ordered)
    for row in rows.values():
        shapes = [(dom.tag(node), named(node).stem) for node in row]
        kinds, leading = len(set(shapes)), shapes.count(shapes[0])
        if kinds in (2, 3) and shapes[-1] != shapes[0] and leading * 2 <= len(row) + 1:
            lead.difference_update(
                node for node, shape in zip(row, shapes, strict=True) if shape != shapes[0]
            )
    return lead


def _beside(
    node: Node, heads: Collection[Node], lead: Collection[Node], holding: Collection[Node]
) -> Iterator[Node]:
    """What stands between a comment and the next; after the last, only what surely goes with it."""
    between: list[Node] = []
    for sibling in node.itersiblings():
        if sibling in lead:
            yield from between
            return
        if sibling in heads or sibling.tag == "dd":
            yield from between
            between.clear()
            yield sibling
        elif sibling not in holding:
            between.append(sibling)
