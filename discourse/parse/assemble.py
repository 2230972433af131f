"""Labelled lines to an article with its comments; the one way for all text layouts (pure)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from discourse.parse import marks
from discourse.parse.layout import Block, Draft, Line, Reading, Role
from discourse.parse.nesting import parents_by_indent
from discourse.thread import Article, Votes


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a comment says."""

    author: str | None = None
    posted: datetime | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """How a layout's lines are read, once each has its role."""

    clean: Callable[[str], str] = str.strip
    comment: Callable[[str], str] = str.strip  # as clean, for the lines of a comment
    head: Callable[[str], Head] = lambda _: Head()
    votes: Callable[[str], Votes | None] = marks.tally


def assemble(lines: Sequence[Line], reader: Reader) -> Reading:
    """The article and the comments that labelled lines hold."""
    texts = _Texts(lines, reader.clean)
    article = Article(
        title=texts.first(Role.TITLE) or "",
        paragraphs=tuple(texts.all(Role.BODY)),
        site=texts.first(Role.SITE),
        byline=_names(texts.all(Role.BYLINE)),
        published=_date((*texts.all(Role.DATE), *texts.all(Role.BYLINE))),
        url=_url(texts.all(Role.URL)),
    )
    counts = [marks.declared_count(text) for text in texts.all(Role.COUNT)]
    declared = next((count for count in reversed(counts) if count is not None), None)
    return Reading(article, _drafts(lines, reader), declared, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class _Texts:
    lines: Sequence[Line]
    clean: Callable[[str], str]

    def all(self, role: Role) -> Iterator[str]:
        texts = (self.clean(line.text) for line in self.lines if line.role is role)
        return (text for text in texts if text)

    def first(self, role: Role) -> str | None:
        return next(self.all(role), None)


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order printed."""
    return tuple(dict.fromkeys(name for text in texts for name in marks.names(text)))


def _date(texts: Iterable[str]) -> date | None:
    return next((day for text in texts if (day := marks.find_date(text))), None)


def _url(texts: Iterable[str]) -> str | None:
    return next((url for text in texts if (url := marks.original_url(text))), None)


@dataclass(slots=True)
class _Gathered:
    """The lines of one comment as they come."""

    blocks: list[Block] = field(default_factory=list)
    votes: Votes = Votes()
    author: str | None = None
    posted: datetime | None = None
    addressee: str | None = None

    def take(self, line: Line, reader: Reader) -> None:
        if line.role is Role.TALLY:
            self.votes = reader.votes(line.text) or self.votes
        elif line.role is Role.COMMENT_HEAD:
            head = reader.head(line.text)
            self.author = self.author or head.author
            self.posted = self.posted or head.posted
            self.addressee = self.addressee or head.addressee
        elif text := reader.comment(line.text):
            self.blocks.append(Block(text))


def _drafts(lines: Sequence[Line], reader: Reader) -> tuple[Draft, ...]:
    comments: dict[str, _Gathered] = {}
    for line in lines:
        if line.comment:
            comments.setdefault(line.comment, _Gathered()).take(line, reader)
    parents = parents_by_indent(lines)
    return tuple(
        Draft(
            id=comment_id,
            blocks=tuple(found.blocks),
            votes=found.votes,
            author=found.author,
            posted=found.posted,
            addressee=found.addressee,
            parent=parents.get(comment_id),
        )
        for comment_id, found in comments.items()
    )
