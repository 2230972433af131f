"""What a layout is, what it hands over, and which one reads a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from itertools import groupby
from typing import Protocol, runtime_checkable

from discourse.parse.page import Page
from discourse.thread import Article, Problem, Votes


class Rank(IntEnum):
    """How specific a layout is; of those that match, the most specific reads the page."""

    GENERIC = 0  # text or HTML nobody has seen
    FORMAT = 1  # an export format, or a family of pages
    PLATFORM = 2  # a comment platform
    SITE = 3


class Role(StrEnum):
    """What a line of a page is."""

    TITLE = "title"
    SITE = "site"
    BYLINE = "byline"
    DATE = "date"
    BODY = "body"
    FURNITURE = "furniture"  # captions, navigation, advertising, credits
    COMMENT = "comment"
    TALLY = "tally"  # votes under (or over) a comment
    COMMENT_HEAD = "comment-head"  # author, date and the like of one comment
    COUNT = "count"  # a declared number of comments
    URL = "url"  # the address the page says it was saved from
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text page with its role; `comment` is the id of the comment it belongs to."""

    number: int  # from 1
    text: str
    role: Role
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How sure a layout is that a page is its own: 0 (not at all) to 1, and what speaks for it."""

    confidence: float
    evidence: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.confidence > 0


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a comment; `quoted` where markup (`>`, blockquote) says it is a quote.

    `quoted_author` is the name that a quote box prints, `quoted_comment` the id it links to.
    """

    text: str
    quoted: bool = False
    quoted_author: str | None = None
    quoted_comment: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment as a layout found it, before quotes and replies are worked out."""

    id: str
    blocks: tuple[Block, ...]
    votes: Votes = Votes()
    author: str | None = None
    addressee: str | None = None  # only where markup names it; names in the text come later
    posted: datetime | None = None
    parent: str | None = None  # an id, only where markup or an export says so
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout makes of a page: one article with its comments.

    `lines` accounts for every line of a text page; HTML and export layouts leave it empty.
    """

    article: Article
    drafts: tuple[Draft, ...] = ()
    declared_comments: int | None = None
    problems: tuple[Problem, ...] = ()
    lines: tuple[Line, ...] = ()


@runtime_checkable
class Layout(Protocol):
    """One way a page can be laid out; each module of `parse/layouts` offers one as LAYOUT."""

    @property
    def name(self) -> str:
        """What threads and reports call it."""
        ...

    @property
    def rank(self) -> Rank:
        """How specific it is."""
        ...

    def match(self, page: Page) -> Match:
        """How sure it is that the page is laid out this way; must not raise."""
        ...

    def read(self, page: Page) -> Iterable[Reading]:
        """The page's article and comments; several where an export holds several articles."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout that reads a page, how sure it is, and why."""

    layout: Layout
    match: Match


def choose(page: Page, layouts: Sequence[Layout]) -> Choice:
    """The most specific layout that matches; the surest of several equals.

    Raises ValueError where none matches: the generic layouts match anything they can read.
    """
    by_rank = sorted(layouts, key=lambda layout: -layout.rank)
    for _, equals in groupby(by_rank, key=lambda layout: layout.rank):
        choices = [Choice(layout, layout.match(page)) for layout in equals]
        if matching := [choice for choice in choices if choice.match]:
            return max(matching, key=lambda choice: choice.match.confidence)
    raise ValueError(f"{page.name}: expected a layout that matches, found none")
