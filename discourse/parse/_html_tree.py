"""Source to tree, within limits and with the frames opened; `dom` hands it on."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from discourse.parse.limits import DEEPEST, DEFAULT, ParseLimits
from discourse.thread import Problem, ProblemKind

Node: TypeAlias = etree._Element  # noqa: SLF001 - the type that every lxml function hands out

_MAX_ATTRIBUTES = 1_000  # of one tag; libxml2 needs quadratic time for them
_LONG_TAG = 20_000
_MOST_FRAMES, _DEEPEST_FRAME = 100, 3

_CLOSERS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_TAG = re.compile(rb"""<[a-zA-Z](?:[^"'>]|"[^"]*+"|'[^']*+')*+""")
_VALUES = re.compile(rb""""[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True)
class Tree:
    """A page's elements; never changed once parsed, so that several layouts can look at it."""

    root: Node
    problems: tuple[Problem, ...] = ()


def parse(source: str, limits: ParseLimits = DEFAULT, depth: int = 0) -> Tree:
    """The tree of any text whatever; what breaks a limit is cut and told as a Problem.

    Frames whose page stands in their `srcdoc` are opened: what they show belongs to the page.
    """
    problems: list[Problem] = []
    data = source.replace("\0", "\ufffd").encode("utf-8", "replace")
    data = _within_limits(_CLOSERS.sub(b"", data), limits.tags, problems)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root is None:  # nothing but comments or blanks
        return Tree(etree.fromstring("<html><body/></html>", parser), tuple(problems))
    if limits.depth < DEEPEST:
        _cut_below(root, limits.depth, problems)
    _open_frames(root, problems, limits, depth)
    problems.extend(
        Problem(ProblemKind.LIMIT, f"markup cut: {entry.message}")
        for entry in parser.error_log
        if entry.type_name == "ERR_RESOURCE_LIMIT"
    )
    return Tree(root, tuple(problems))


def _cut_below(root: Node, deepest: int, problems: list[Problem]) -> None:
    """Takes out what lies in more elements than it may."""
    depths = {root: 1}
    cut: list[Node] = []
    for node in root.iter():
        if (above := node.getparent()) is not None:
            depths[node] = depths[above] + 1
        if depths[node] == deepest:
            cut.append(node)
    cut = [node for node in cut if len(node)]
    for node in cut:
        node[:] = ()
    if cut:
        message = f"elements nested more than {deepest} deep (max_depth); not read"
        problems.append(Problem(ProblemKind.LIMIT, message))


def _open_frames(root: Node, problems: list[Problem], limits: ParseLimits, depth: int) -> None:
    """The content of each frame after it, in an element of its own."""
    framed = [node for node in root.iter("iframe", "frame") if _content(node)]
    if len(framed) > _MOST_FRAMES or (framed and depth >= _DEEPEST_FRAME):
        message = f"more than {_MOST_FRAMES} frames, or frames {_DEEPEST_FRAME} deep; not all read"
        problems.append(Problem(ProblemKind.LIMIT, message))
    for frame in framed[:_MOST_FRAMES] if depth < _DEEPEST_FRAME else ():
        inner = parse(_content(frame), limits, depth + 1)
        problems.extend(inner.problems)
        above = frame.getparent()
        if above is not None:
            place = etree.SubElement(above, "div")
            place.extend(node for node in inner.root.iter("body"))
            for body in place:
                body.tag = "div"
            above.insert(above.index(frame) + 1, place)


def _content(frame: Node) -> str:
    return (frame.get("srcdoc") or "").strip()


def _within_limits(data: bytes, most: int, problems: list[Problem]) -> bytes:
    pieces = data.split(b"<", most + 1)
    if len(pieces) > most + 1:
        message = f"more than {most} tags (max_tags); the rest of the page is not read"
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
