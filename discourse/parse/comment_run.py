"""A run of comments on a text page, and how one of them is told from the next (pure)."""

from dataclasses import dataclass
from enum import Enum

from discourse.parse.comment_lines import STOPS, is_button, is_item, item_name, linked_name
from discourse.parse.labels import Labels
from discourse.parse.stamps import is_name

LONG = 40  # signs that make a line a text


class Cut(Enum):
    """How one comment is told from the next."""

    BULLET = "a bullet or a number before"
    HEAD_ABOVE = "a line above with author or date"
    HEAD_BELOW = "a line below with author or date"
    NAME_ABOVE = "a line above with a name"
    TALLY_BELOW = "votes below"


@dataclass(frozen=True, slots=True)
class Region:
    """Where the comments of a page stand; lines from 0, `end` not included."""

    heading: int | None
    start: int
    end: int
    cut: Cut
    heads: frozenset[int] = frozenset()  # the lines with names, where names tell

    @property
    def top(self) -> int:
        """Where the comments begin, with their heading."""
        return self.start if self.heading is None else self.heading


def size(page: Labels, region: Region) -> int:
    """How much text stands in a region, in signs."""
    return sum(len(page[n]) for n in page.between(region.start, region.end))


def is_text(text: str) -> bool:
    """Whether a line can be what a comment says, or a part of it."""
    return len(text) >= LONG or text[-1] in STOPS


def names_somebody(text: str) -> bool:
    """Whether a line is a name, or an address and a name, and nothing else."""
    return (is_name(text) and not is_button(text)) or linked_name(text) is not None


def names_item(page: Labels, line: int) -> bool:
    """Whether an item holds a comment's head and nothing else, and the text comes below."""
    text = page[line]
    if not is_item(text):
        return False
    below = next(page.between(line + 1, line + 3), None)
    if below is None or is_item(page[below]) or page[below][-1] not in STOPS:
        return False
    return item_name(text) is not None
