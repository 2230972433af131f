"""Found comments as drafts: own words, ids, links, and what each answers."""

import re
from collections.abc import Iterator, Mapping, Sequence

from discourse.parse import dom
from discourse.parse.cues import is_action, without_dates, without_says
from discourse.parse.dom import Node
from discourse.parse.finder import Found
from discourse.parse.layout import Block, Draft
from discourse.parse.owned import Either, Own, innermost, names, owned
from discourse.parse.vote_cues import find_votes
from discourse.parse.who_when import find_author, find_posted

_BODY = re.compile(
    r"(?:^|[-_ ])(?:text|body|content|message|msg|entry|copy|inhalt|texto|corpo|texte|bubble|prose)"
    r"(?:[-_]?(?:text|inner|html|area|block|wrap|wrapper|container|content|\d+))*(?:$|[ ])"
)
_NUMBER = re.compile(r"(?:^|[-_a-z])([0-9][0-9a-z]*)$")
_OWN_LINK = re.compile(r"#[-_]?(?:[a-z]+[-_]?){0,3}\d|[?&]comment", re.IGNORECASE)
_PARENTS = (
    "data-parent",
    "data-parent-id",
    "data-parentid",
    "data-reply-to",
    "data-parent-comment-id",
)
_REPLY_LINK = re.compile(
    r"(?:in reply to|replying to|antwort auf|en réponse à|en respuesta a|@)", re.IGNORECASE
)
_NESTS = re.compile(r"child|indent|repl|nest|sub|thread|answer|level|depth|tree")
_LISTS = frozenset(("ul", "ol", "dl"))
_NESTING_TAGS = _LISTS | {"div", "section", "dd", "li"}
_BUTTONS = frozenset(
    ("a", "li", "span", "div", "p", "ul", "small", "footer", "time", "strong", "em")
)
_LONGEST_BUTTON = 120
_LONGEST_META = 250
_STAMP = re.compile(
    r"\b(?:on|at|by|am|um|the|th|st|nd|rd|posted|mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|e[sd]t|p[sd]t|c[sd]t|gmt|utc|permalink|link|reply"
    r"|comment|no|via|and|am|pm|\d{1,4})\b|#",
    re.IGNORECASE,
)


def drafts(found: Found) -> tuple[Draft, ...]:
    """The comments of a page, replies tied to what they answer."""
    owns = owned(found)
    ids = _ids(owns)
    owner = {node: ids[number] for number, own in enumerate(owns) for node in own.roots}
    anchors = _anchors(owns, ids)
    return tuple(_draft(own, own_id, owner, anchors) for own, own_id in zip(owns, ids, strict=True))


def _ids(owns: Sequence[Own]) -> list[str]:
    """The number in each element's id where these tell comments apart, else places on the page."""
    found = [next(filter(None, map(_number, own.nodes)), "") for own in owns]
    if all(found) and len(set(found)) == len(found):
        return found
    return [str(number) for number in range(1, len(owns) + 1)]


def _number(node: Node) -> str:
    hit = _NUMBER.search(node.get("id") or node.get("name") or node.get("data-comment-id") or "")
    return hit[1] if hit else ""


def _anchors(owns: Sequence[Own], ids: Sequence[str]) -> dict[str, str]:
    """Which comment each anchor of the page lies in."""
    return {
        name: ids[number]
        for number, own in enumerate(owns)
        for node in own.nodes
        for name in (node.get("id"), node.get("name"), node.get("data-comment-id"))
        if name
    }


def _draft(own: Own, own_id: str, owner: Mapping[Node, str], anchors: Mapping[str, str]) -> Draft:
    author, author_node = find_author(own)
    posted, when_node = find_posted(own)
    votes, vote_nodes = find_votes(own)
    known = {node for node in (author_node, when_node, *vote_nodes) if node is not None}
    return Draft(
        id=own_id,
        blocks=_words(own, known | set(_furniture(own)), author),
        votes=votes,
        author=author,
        posted=posted,
        parent=_parent(own, own_id, owner, anchors),
        permalink=_permalink(own),
    )


def _furniture(own: Own) -> Iterator[Node]:
    """Buttons, links and hidden copies."""
    for node in own.nodes:
        if node in own.roots:
            continue
        if dom.hidden(node):
            yield node
        elif node.tag in _BUTTONS and own.wording.size(node) <= 2 * _LONGEST_BUTTON:
            words = own.words(node)
            if words and len(words) <= _LONGEST_BUTTON and is_action(words):
                yield node


def _words(own: Own, known: set[Node], author: str | None) -> tuple[Block, ...]:
    skip = Either(own.heads, known)
    found = [block for holder in _holders(own) for block in dom.blocks(holder, skip)]
    while found and _is_meta(found[0].text, author):
        found.pop(0)
    while found and _is_meta(found[-1].text, author):
        found.pop()
    return tuple(found)


def _holders(own: Own) -> tuple[Node, ...]:
    """The element that holds the words, where one does; else the whole comment."""
    whole = sum(len(own.words(root)) for root in own.roots)
    large = {
        node
        for node in own.called(_BODY)
        if node not in own.roots and len(own.words(node)) * 2 >= whole
    }
    best = innermost(own.nodes, large)
    return own.roots if best is None else (best,)


def _is_meta(words: str, author: str | None) -> bool:
    """A line of author, date and buttons alone."""
    if len(words) > _LONGEST_META:
        return False
    rest = without_says(words)
    if author:
        rest = rest.replace(author, " ")
    rest = _STAMP.sub(" ", without_dates(rest))
    return not re.sub(r"[\W_]+", "", rest) or is_action(words)


def _permalink(own: Own) -> str | None:
    links = (node.get("href") or "" for node in own.nodes if node.tag == "a")
    return next((link for link in links if _OWN_LINK.search(link)), None)


def _parent(
    own: Own, own_id: str, owner: Mapping[Node, str], anchors: Mapping[str, str]
) -> str | None:
    named = next(
        (node.get(name) for node in own.nodes[:3] for name in _PARENTS if node.get(name)), None
    )
    if named is not None and anchors.get(named, own_id) != own_id:
        return anchors[named]
    above = dom.nearest(own.roots[0], owner)
    if above is not None and owner[above] != own_id:
        return owner[above]
    return _linked_parent(own, own_id, anchors) or _before(own.roots[0], own_id, owner)


def _linked_parent(own: Own, own_id: str, anchors: Mapping[str, str]) -> str | None:
    """The comment that a link such as `in reply to Jane` leads to."""
    for node in own.nodes:
        href = node.get("href") or ""
        if node.tag == "a" and "#" in href:
            target = anchors.get(href.rpartition("#")[2])
            above = node.getparent()
            around = own.words(node) + " " + (own.words(above)[:80] if above is not None else "")
            if target is not None and target != own_id and _REPLY_LINK.search(around):
                return target
    return None


def _before(node: Node, own_id: str, owner: Mapping[Node, str]) -> str | None:
    """The comment before a list of replies: `li` comment, then `ul.children`."""
    for above in dom.ancestors(node):
        if above.tag not in _NESTING_TAGS:
            return None
        nests = above.tag in _LISTS or _NESTS.search(names(above))
        before = next(above.itersiblings(preceding=True), None)
        if nests and before is not None and before in owner:
            return owner[before] if owner[before] != own_id else None
    return None
