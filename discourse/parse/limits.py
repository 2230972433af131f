"""How much of one page is read: what goes beyond is cut and told as a Problem."""

from dataclasses import dataclass

DEEPEST = 2_048  # libxml2 itself reads no deeper
MAX_TAGS = 600_000  # a page of 5,000 comments has some 200,000
MAX_COMMENTS = 100_000


@dataclass(frozen=True, slots=True)
class ParseLimits:
    """Of one page: tags in its source, elements within each other, comments of each article."""

    tags: int = MAX_TAGS
    depth: int = DEEPEST
    comments: int = MAX_COMMENTS


DEFAULT = ParseLimits()
