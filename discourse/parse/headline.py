"""The headline of an article on any page, and the lines under it: byline, date and the like."""

import re
from collections.abc import Callable, Iterator, Sequence

from discourse.parse import dom
from discourse.parse.dom import Node
from discourse.parse.regions import is_article, is_furniture, is_masthead
from discourse.parse.segments import Segment

_OUTER = frozenset(("html", "body"))
_HEADLINES = frozenset(("h1", "h2", "h3", "h4"))
_HEAD_LINES, _HEAD_WORDS = 6, 25
_TITLE_PARTS = re.compile(r"\s[|:»«\-\u2013\u2014·]+\s|: ")
_WORD = re.compile(r"\w+")


def find_headline(
    found: Sequence[Segment], aside: Callable[[Node], bool], page_title: str
) -> Segment | None:
    """The heading that the page's title repeats, but not the name of the site."""
    told = _words(page_title)
    parts = [_words(part) for part in _TITLE_PARTS.split(page_title)]
    best, most = None, 0.0
    for segment in found:
        if segment.tag not in _HEADLINES or segment.words > 30 or aside(segment.node):
            continue
        words = _words(segment.text)
        shared = sum(word in told for word in words)
        if not words or shared < 0.6 * len(words) or (len(words) < 2 and words not in parts):
            continue
        if (score := shared * _heading_factor(segment)) > most:
            best, most = segment, score
    return best


def _heading_factor(segment: Segment) -> float:
    above = (segment.node, *dom.ancestors(segment.node))
    around = [node for node in above if node.tag not in _OUTER]
    in_article = any(map(is_article, around))
    if not in_article and any(map(is_masthead, around)):
        return 0.0
    called = f"{segment.node.get('class') or ''} {segment.node.get('id') or ''}".lower()
    factor = 1.4 if in_article else 1.0
    factor *= 1.3 if "title" in called or "head" in called else 1.0
    return factor * {"h1": 1.5, "h4": 0.7}.get(segment.tag, 1.0)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def head_lines(
    found: Sequence[Segment], headline: Segment | None, kept: Sequence[Segment]
) -> Iterator[str]:
    """The short lines between the headline and the first paragraph."""
    if headline is None or not kept:
        return
    start, end = found.index(headline), found.index(kept[0])
    if not start < end <= start + _HEAD_LINES + 1:
        return
    for segment in found[start + 1 : end]:
        short = segment.links < 0.6 and segment.words < _HEAD_WORDS
        if short and not is_furniture(segment.text):
            yield segment.text
