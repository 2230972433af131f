"""Comments without names of their own: rows told apart by the line that signs each one.

`Posted by Jane at October 28, 2012 01:23 PM`, before or after what Jane says, again and again
under a heading such as `Comments`.
"""

from collections.abc import Collection, Mapping, Sequence

from discourse.parse import dom
from discourse.parse.cues import has_date, introduces
from discourse.parse.dom import Node
from discourse.parse.marks import is_comments_heading

_LINES = frozenset(
    ("p", "div", "span", "small", "li", "dt", "cite", "em", "i", "b", "strong", "font", "td")
    + ("h3", "h4", "h5", "h6", "address", "footer", "header", "abbr", "time", "a")
)
_LONGEST = 250  # signs, with the blanks of the source
_MOST_WORDS = 25
_FAR = 200  # siblings between the heading and the first signature


def signed_rows(
    root: Node, sizes: Mapping[Node, int], holders: Collection[Node]
) -> list[tuple[Node, ...]]:
    """The elements of each signed comment, in page order."""
    lines = _signatures(root, sizes, holders)
    rows = _rows(lines)
    best: list[tuple[Node, ...]] = []
    for parent, members in rows.items():
        found = _cut(parent, members, lines, holders)
        if len(found) > len(best):
            best = found
    return best


def _signatures(
    root: Node, sizes: Mapping[Node, int], holders: Collection[Node]
) -> dict[Node, None]:
    """The outermost short elements that hold a date and say who speaks."""
    found: dict[Node, None] = {}
    for node in sizes:
        if node.tag not in _LINES or not 6 <= sizes[node] <= _LONGEST or node is root:
            continue
        if node.getparent() in found or dom.nearest(node, found) is not None:
            continue
        words = dom.text(node)
        if len(words.split()) > _MOST_WORDS or not has_date(words):
            continue
        if introduces(words) or dom.nearest(node, holders) is not None:
            found[node] = None
    return found


def _rows(lines: Collection[Node]) -> dict[Node, list[Node]]:
    """Under each element that holds several signatures apart: the children that hold one."""
    children: dict[Node, dict[Node, None]] = {}
    for line in lines:
        at = line
        for above in dom.ancestors(line):
            children.setdefault(above, {})[at] = None
            at = above
    return {parent: list(members) for parent, members in children.items()}


def _cut(
    parent: Node, rows: Sequence[Node], lines: Collection[Node], holders: Collection[Node]
) -> list[tuple[Node, ...]]:
    siblings = list(dom.children(parent))
    places = {node: number for number, node in enumerate(siblings)}
    heading = _heading(siblings, places[rows[0]], places[rows[-1]])
    if heading is None:
        inside = parent in holders or dom.nearest(parent, holders) is not None
        if not inside and not _headed_outside(parent):
            return []
    begin = -1 if heading is None else heading
    rows = [row for row in rows if places[row] > begin]
    if len(rows) < 2 or _mostly_links(rows):
        return []
    own = [0 if row in lines else len(dom.text(row, lines).split()) for row in rows]
    if sum(count >= 3 for count in own) * 2 > len(rows):
        return [(row,) for row in rows]
    return _between(siblings, [places[row] for row in rows], begin)


def _mostly_links(rows: Sequence[Node]) -> bool:
    links = sum(len(dom.text(link)) for row in rows for link in row.iterdescendants("a"))
    return links * 2 > sum(len(dom.text(row)) for row in rows)


def _heading(siblings: Sequence[Node], first: int, last: int) -> int | None:
    """The last heading such as `Comments` with a signature after it."""
    for number in range(last, max(-1, first - _FAR), -1):
        words = dom.text(siblings[number])
        if len(words) < 60 and is_comments_heading(words):
            return number
    return None


def _headed_outside(parent: Node) -> bool:
    before = list(parent.itersiblings(preceding=True))[:5]
    return any(is_comments_heading(dom.text(node)[:100]) for node in before)


def _between(siblings: Sequence[Node], rows: Sequence[int], begin: int) -> list[tuple[Node, ...]]:
    """Comments before their signatures where something stands before the first, else after."""
    before = " ".join(dom.text(node) for node in siblings[begin + 1 : rows[0]])
    if len(before.split()) >= 3 and begin >= 0:
        starts = [begin + 1, *(row + 1 for row in rows[:-1])]
        return [tuple(siblings[a : b + 1]) for a, b in zip(starts, rows, strict=True)]
    ends = [*rows[1:], min(len(siblings), rows[-1] + _usual(rows))]
    return [tuple(siblings[a:b]) for a, b in zip(rows, ends, strict=True)]


def _usual(rows: Sequence[int]) -> int:
    """How many elements a comment usually has: the last one has no next to end it."""
    gaps = sorted(b - a for a, b in zip(rows, rows[1:], strict=False))
    return gaps[len(gaps) // 2] if gaps else 2
