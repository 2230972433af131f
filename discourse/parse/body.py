"""The article's own paragraphs on any page: what to keep of it, once its comments are cut.

Each segment of text has a weight: its words, less those of links, less a toll for being short. The
element whose weight, with that of all it holds, is the greatest holds the article, unless the
headline stands in another that is named as an article. Within it, what is mostly links or named as
furniture goes.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from discourse.parse import dom
from discourse.parse.dom import Node
from discourse.parse.headline import find_headline, head_lines
from discourse.parse.naming import Mark
from discourse.parse.regions import is_article, is_furniture, is_junk, is_main
from discourse.parse.segments import Segment, segments
from discourse.parse.survey import named

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("li", "td", "th", "dd", "dt"))
_LISTS = frozenset(("ul", "ol", "dl", "table"))
_OUTER = frozenset(("html", "body"))
_ASIDE = frozenset(("nav", "footer", "aside", "figcaption"))
_TOLL = 9.0  # words that a paragraph, or a whole list, must have to weigh anything
_LINKS = 2.5  # how much the words of links take away
_DAMPED = 0.6  # how much of what is against an inner element counts against those around it
_SMALL = 0.35  # a part with less than this share of the page's prose may be furniture
_ARTICLE_BONUS = 15.0
_DOUBTFUL = 80.0  # a weight that a headline elsewhere outdoes
_CLIMB = 30.0


@dataclass(frozen=True, slots=True)
class Body:
    """What a page says as an article: headline, the lines under it, and the paragraphs."""

    headline: str = ""
    head_lines: tuple[str, ...] = ()  # byline, date and the like
    paragraphs: tuple[str, ...] = ()


def find_body(root: Node, cut: Collection[Node], page_title: str) -> Body:
    """The article on a page without the elements that are cut."""
    found = segments(root, cut)
    if not found:
        return Body()
    scales = _Scales(root, found)
    headline = find_headline(found, scales.aside, page_title)
    holder = scales.holder(headline)
    kept = list(scales.kept(holder))
    return Body(
        headline="" if headline is None else headline.text,
        head_lines=tuple(head_lines(found, headline, kept)),
        paragraphs=tuple(segment.text for segment in kept if segment is not headline),
    )


def body_within(root: Node, cut: Collection[Node]) -> tuple[str, ...]:
    """The paragraphs within an element that is known to hold the article."""
    found = segments(root, cut)
    return tuple(s.text for s in _Scales(root, found).kept(root)) if found else ()


def _upwards(node: Node | None) -> Iterator[Node]:
    """An element and those around it."""
    while node is not None:
        yield node
        node = node.getparent()


class _Scales:
    """What each element of a page weighs."""

    def __init__(self, root: Node, found: Sequence[Segment]) -> None:
        self._root = root
        self._found = found
        self._prose = self._summed((s, s.words * (1 - s.links)) for s in found if _is_prose(s))
        self._all_prose = self._prose.get(root) or 1.0
        self._asides: dict[Node, bool] = {root: False}

    def _summed(self, values: Iterable[tuple[Segment, float]]) -> dict[Node, float]:
        """Each value added to the segment's element and to all around it."""
        totals: dict[Node, float] = {}
        for segment, value in values:
            for node in _upwards(segment.node):
                totals[node] = totals.get(node, 0.0) + value
                if node is self._root:
                    break
        return totals

    def aside(self, node: Node) -> bool:
        """Whether an element lies in one that is small and named as furniture."""
        trail: list[Node] = []
        at = node
        while at not in self._asides:
            trail.append(at)
            above = at.getparent()
            at = self._root if above is None else above
        known = self._asides[at]
        for below in reversed(trail):
            known = known or self._is_aside(below)
            self._asides[below] = known
        return known

    def _is_aside(self, node: Node) -> bool:
        if node.tag in _OUTER or is_main(node):
            return False
        if self._prose.get(node, 0.0) >= _SMALL * self._all_prose:
            return False
        known = named(node)
        return node.tag in _ASIDE or known.aside or known.mark is Mark.BLOCKED or is_junk(node)

    @cached_property
    def _weights(self) -> dict[Node, float]:
        """What each element weighs with all it holds."""
        own: dict[Node, float] = {}
        for segment in self._found:
            node = segment.node
            own[node] = own.get(node, 0.0) + self._weight(segment)
        for row in {_list_around(s.node) for s in self._found if s.tag in _CELLS} - {None}:
            if row is not None:
                own[row] = own.get(row, 0.0) - _TOLL
        weights: dict[Node, float] = {}
        held: dict[Node, float] = {}
        for node in reversed(dom.elements(self._root)):
            if node not in own and node not in held:
                continue
            weight = own.get(node, 0.0) + held.get(node, 0.0)
            if weight > 0 and node.tag not in _OUTER and is_article(node):
                weight += _ARTICLE_BONUS
            weights[node] = weight
            if (above := node.getparent()) is not None:
                share = weight if weight > 0 else _DAMPED * weight
                held[above] = held.get(above, 0.0) + share
        return weights

    def _weight(self, segment: Segment) -> float:
        weight = segment.words * (1 - _LINKS * segment.links)
        if segment.tag in _HEADINGS:
            weight = max(weight - _TOLL, -2.0) if segment.links < 0.5 else -2.0
        elif segment.tag not in _CELLS:
            weight -= _TOLL
        if segment.words < 40 and is_furniture(segment.text):
            weight = min(weight, -float(segment.words))
        return -abs(weight) if self.aside(segment.node) else weight

    def holder(self, headline: Segment | None) -> Node:
        """The element that holds the article."""
        best = max(self._weights, key=lambda node: self._weights[node])
        if headline is not None and (other := self._near(headline)) is not None:
            apart = other not in set(_upwards(best)) and best not in set(_upwards(other))
            doubtful = self._weights[best] < _DOUBTFUL
            if apart and (doubtful or self._prose.get(other, 0.0) >= 0.3 * self._prose[best]):
                best = other
        return self._climbed(best)

    def _near(self, headline: Segment) -> Node | None:
        """The element around a headline that is named as an article, or else holds some prose."""
        around = [n for n in _upwards(headline.node) if n.tag not in (*_OUTER, *_HEADINGS)]
        named_so = next((node for node in around if is_article(node)), None)
        if named_so is not None:
            return named_so
        return next((node for node in around if self._prose.get(node, 0.0) >= 20), None)

    def _climbed(self, best: Node) -> Node:
        """The element around it that is named as an article and weighs about as much."""
        top = best
        for above, _step in zip(dom.ancestors(best), range(4), strict=False):
            light = self._weights.get(above, float("-inf")) < self._weights.get(best, 0.0) - _CLIMB
            if above.tag in _OUTER or light:
                break
            if is_article(above):
                top = above
        return top

    def kept(self, holder: Node) -> Iterator[Segment]:
        """What is no furniture within the element that holds the article."""
        self._asides = {self._root: False, holder: False}
        held = set(dom.elements(holder))
        inside = [s for s in self._found if s.node in held]
        sums = self._summed((s, self._worth(s)) for s in inside)
        dropped: dict[Node, bool] = {holder: False}
        for segment in inside:
            leaf = sums[segment.node] == self._worth(segment) and segment.node is not holder
            place = segment.node.getparent() if leaf else segment.node
            if place is None or self._dropped(place, sums, dropped) or self.aside(segment.node):
                continue
            if not _is_scrap(segment):
                yield segment

    @staticmethod
    def _dropped(node: Node, sums: dict[Node, float], known: dict[Node, bool]) -> bool:
        trail: list[Node] = []
        for at in _upwards(node):
            if at in known:
                break
            trail.append(at)
        gone = known[at]
        for below in reversed(trail):
            gone = gone or sums.get(below, 0.0) < 0
            known[below] = gone
        return gone

    def _worth(self, segment: Segment) -> float:
        """Words less those of links: short paragraphs within an article pay no toll."""
        worth = segment.words * (1 - _LINKS * segment.links)
        worth = max(worth, 0.0) if segment.tag in _HEADINGS else worth - 1
        if segment.words < 40 and is_furniture(segment.text):
            worth = -float(segment.words)
        return 0.0 if self.aside(segment.node) else worth


def _is_prose(segment: Segment) -> bool:
    return segment.words >= 8 and segment.links < 0.5


def _is_scrap(segment: Segment) -> bool:
    if segment.links > 0.6 and segment.words < 30 and segment.tag not in ("h1", "h2"):
        return True
    return segment.words < 15 and is_furniture(segment.text)


def _list_around(node: Node) -> Node | None:
    return next((above for above in dom.ancestors(node) if above.tag in _LISTS), None)
