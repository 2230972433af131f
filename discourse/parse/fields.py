"""Where a value stands in a comment's markup, as data."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from discourse.parse import dom
from discourse.parse.dom import Node
from discourse.parse.marks import tally, votes_line, whole_number
from discourse.thread import Votes


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands: a selector, an attribute of what it names (else its words), a pattern.

    The first group of the pattern (or all of it) is the value.
    """

    css: str
    attribute: str = ""
    pattern: str = ""

    def values(self, node: Node, others: Collection[Node]) -> Iterator[str]:
        """The non-empty values within a comment, but not within the comments inside it."""
        for found in dom.within(node, self.css, others):
            words = dom.attribute(found, self.attribute) if self.attribute else dom.text(found)
            if value := self._matched(words):
                yield value

    def _matched(self, words: str) -> str:
        if not self.pattern:
            return words
        found = re.search(self.pattern, words)
        return "" if found is None else (found[1 if found.re.groups else 0] or "").strip()


Fields = tuple[Field, ...]


def values(nodes: Sequence[Node], fields: Fields, others: Collection[Node]) -> Iterator[str]:
    """All values that the fields find in what belongs to a comment; earlier fields first."""
    return (found for field in fields for node in nodes for found in field.values(node, others))


def value(nodes: Sequence[Node], fields: Fields, others: Collection[Node]) -> str:
    """The first of them; empty where there is none."""
    return next(values(nodes, fields, others), "")


def count(nodes: Sequence[Node], fields: Fields, others: Collection[Node]) -> int | None:
    """The first whole number among them."""
    found = (whole_number(words) for words in values(nodes, fields, others))
    return next((number for number in found if number is not None), None)


def votes(nodes: Sequence[Node], fields: Fields, others: Collection[Node]) -> Votes:
    """The first printed tally among them: `-7 ( +3 / -10 )`, `5 / 0`, `12 points`."""
    found = (tally(words) or votes_line(words) for words in values(nodes, fields, others))
    return next((votes for votes in found if votes is not None), Votes())
