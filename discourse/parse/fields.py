"""Where a value stands in a comment's markup, as data, and what belongs to which comment."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from discourse.parse import dom
from discourse.parse.dom import Node
from discourse.parse.marks import tally, votes_line, whole_number
from discourse.thread import Votes

Find: TypeAlias = Callable[[str], Iterable[Node]]  # what a selector names, in a page or comment


class Owned:
    """Which elements of a page belong to which comment.

    Each selector runs over the page once, however many comments there are. `owners` says for the
    elements of each comment whose they are; what lies in a comment within another is the inner's.
    """

    def __init__(self, root: Node, owners: Mapping[Node, Node]) -> None:
        self._root = root
        self._owners = owners
        self._found: dict[str, dict[Node, list[Node]]] = {}

    def find(self, owner: Node, css: str) -> Sequence[Node]:
        """The elements that a selector names and that belong to a comment, in page order."""
        if css not in self._found:
            self._found[css] = self._sorted(css)
        return self._found[css].get(owner, ())

    def _sorted(self, css: str) -> dict[Node, list[Node]]:
        found: dict[Node, list[Node]] = {}
        for node in dom.select(self._root, css):
            place = node if node in self._owners else dom.nearest(node, self._owners)
            if place is not None:
                found.setdefault(self._owners[place], []).append(node)
        return found


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands: a selector, an attribute of what it names (else its words), a pattern.

    The first group of the pattern (or all of it) is the value.
    """

    css: str
    attribute: str = ""
    pattern: str = ""

    def values(self, find: Find) -> Iterator[str]:
        """The non-empty values of what the selector finds."""
        for found in find(self.css):
            words = dom.attribute(found, self.attribute) if self.attribute else dom.shown(found)
            if value := self._matched(words):
                yield value

    def _matched(self, words: str) -> str:
        if not self.pattern:
            return words
        found = re.search(self.pattern, words)
        return "" if found is None else (found[1 if found.re.groups else 0] or "").strip()


Fields = tuple[Field, ...]


def values(find: Find, fields: Fields) -> Iterator[str]:
    """All values that the fields find; earlier fields first."""
    return (found for field in fields for found in field.values(find))


def value(find: Find, fields: Fields) -> str:
    """The first of them; empty where there is none."""
    return next(values(find, fields), "")


def count(find: Find, fields: Fields) -> int | None:
    """The first whole number among them."""
    found = (whole_number(words) for words in values(find, fields))
    return next((number for number in found if number is not None), None)


def votes(find: Find, fields: Fields) -> Votes:
    """The first printed tally among them: `-7 ( +3 / -10 )`, `5 / 0`, `12 points`."""
    found = (tally(words) or votes_line(words) for words in values(find, fields))
    return next((votes for votes in found if votes is not None), Votes())
