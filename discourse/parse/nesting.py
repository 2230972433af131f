"""Which comment of a text page answers which, where replies are indented (pure)."""

from collections.abc import Iterable, Sequence

from discourse.parse.layout import Line, Role

_STEP = 2  # columns that make a level; less is how lists align their numbers


def parents_by_indent(lines: Iterable[Line]) -> dict[str, str]:
    """The comment above whose head is indented less, by comment; empty where indents say nothing.

    They say nothing where heads are numbers set flush right, or where texts do not follow them.
    """
    heads: dict[str, Line] = {}
    texts: list[Line] = []
    for line in lines:
        if line.comment and line.role is Role.COMMENT_HEAD:
            heads.setdefault(line.comment, line)
        elif line.comment and line.role is Role.COMMENT:
            texts.append(line)
    if any(head.text.strip()[0].isdigit() for head in heads.values()):
        return {}
    indents = {comment: _indent(head) for comment, head in heads.items()}
    if any(_indent(text) < indents.get(text.comment, 0) for text in texts):
        return {}
    return _nested(list(indents.items()))


def _nested(indents: Sequence[tuple[str, int]]) -> dict[str, str]:
    parents: dict[str, str] = {}
    above: list[tuple[str, int]] = []
    for comment, indent in indents:
        while above and above[-1][1] > indent - _STEP:
            above.pop()
        if above:
            parents[comment] = above[-1][0]
        above.append((comment, indent))
    return parents


def _indent(line: Line) -> int:
    text = line.text.expandtabs(4)
    return len(text) - len(text.lstrip())
