"""The rows of the page's table of comments: one a comment and target."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from discourse.aggregate import JudgedThread, net_of
from discourse.run.page import numbers
from discourse.run.page.lines import GLYPHS, NONE, NONE_GLYPH, NONE_WORDS, WORDS
from discourse.stance.judgement import Judgement
from discourse.thread import Comment, Quote, Source

ROWS = 2_000  # in the page; a browser takes seconds to lay out more


@dataclass(frozen=True, slots=True)
class StanceCell:
    """A stance as the table shows it; `balance` (favor less against) sorts it."""

    key: str
    words: str
    glyph: str
    why: str  # why there is none
    scores: str
    balance: float


@dataclass(frozen=True, slots=True)
class Vote:
    """A number of votes, to be shown and to sort by."""

    value: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the page."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words a comment repeats, and whose they are."""

    text: str
    of: str
    link: str  # empty where they stand nowhere on the page


@dataclass(frozen=True, slots=True)
class CommentLine:
    """One comment toward one target. `article` counts from 1, `target` from 0."""

    id: str
    position: int
    comment_id: str
    article: int
    article_key: str
    article_title: str
    target: int
    target_name: str
    author: str
    posted: str
    answers: Link | None
    answered: str  # the key of that comment's stance; empty where it answers none
    quotes: tuple[Quoted, ...]
    paragraphs: tuple[str, ...]
    permalink: str
    stance: StanceCell
    up: Vote
    down: Vote
    net: Vote


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns have anything to show."""

    article: bool
    target: bool
    author: bool
    posted: bool
    answers: bool
    up: bool
    down: bool
    net: bool

    @classmethod
    def of(cls, lines: Sequence[CommentLine], *, articles: bool, targets: bool) -> "Columns":
        """The columns of these rows."""
        return cls(
            article=articles,
            target=targets,
            author=any(line.author for line in lines),
            posted=any(line.posted for line in lines),
            answers=any(line.answers for line in lines),
            up=any(line.up.value is not None for line in lines),
            down=any(line.down.value is not None for line in lines),
            net=any(line.net.value is not None for line in lines),
        )


def lines(
    judged: Collection[JudgedThread], names: Sequence[str], *, most: int
) -> tuple[tuple[CommentLine, ...], int]:
    """The first rows, article by article, and how many there are in all."""
    found = (line for number, one in enumerate(judged, 1) for line in _thread(number, one, names))
    rows = sum(len(one.thread.comments) * len(one.targets) for one in judged)
    return tuple(islice(found, most)), rows


def safe_link(url: str | None) -> str:
    """The address if it leads to the web; empty for scripts, files and nonsense."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _thread(number: int, judged: JudgedThread, names: Sequence[str]) -> Iterator[CommentLine]:
    """The first row of each comment bears its id, so that links lead there."""
    said = {(one.comment_id, one.target): one for one in judged.judgements}
    places = {one.id: place for place, one in enumerate(judged.thread.comments, 1)}
    authors = {one.id: one.author for one in judged.thread.comments}
    for comment in judged.thread.comments:
        for row, target in enumerate(judged.targets):
            yield CommentLine(
                id="" if row else _id(number, places[comment.id]),
                position=places[comment.id],
                comment_id=comment.id,
                article=number,
                article_key=judged.key,
                article_title=judged.thread.article.title or judged.key,
                target=names.index(target.name),
                target_name=target.name,
                author=comment.author or "",
                posted=f"{comment.posted:%Y-%m-%d %H:%M}" if comment.posted else "",
                answers=_answers(number, comment, places, authors),
                answered=_key(said[comment.parent, target.text]) if comment.parent else "",
                quotes=tuple(_quoted(number, quote, places) for quote in comment.quotes),
                paragraphs=comment.paragraphs,
                permalink=safe_link(comment.permalink),
                stance=_stance(said[comment.id, target.text]),
                up=Vote(comment.votes.up, numbers.count(comment.votes.up)),
                down=Vote(comment.votes.down, numbers.count(comment.votes.down)),
                net=Vote(net_of(comment.votes), numbers.signed(net_of(comment.votes))),
            )


def _answers(
    number: int, comment: Comment, places: dict[str, int], authors: dict[str, str | None]
) -> Link | None:
    if comment.parent is None:
        return Link("", comment.addressee) if comment.addressee else None
    place = places[comment.parent]
    author = authors[comment.parent]
    return Link(_id(number, place), f"#{place}" + (f" {author}" if author else ""))


def _quoted(number: int, quote: Quote, places: dict[str, int]) -> Quoted:
    if quote.comment_id is not None:
        place = places[quote.comment_id]
        return Quoted(quote.text, f"#{place}", _id(number, place))
    of = "the article" if quote.source is Source.ARTICLE else "elsewhere"
    return Quoted(quote.text, of, "")


def _stance(judgement: Judgement) -> StanceCell:
    scores = " / ".join(f"{100 * score:.0f}" for score in judgement.scores.values())
    balance = judgement.scores.favor - judgement.scores.against
    key = _key(judgement)
    if judgement.abstained:
        return StanceCell(key, NONE_WORDS, NONE_GLYPH, judgement.abstained, scores, balance)
    label = judgement.label
    return StanceCell(key, WORDS[label], GLYPHS[label], "", scores, balance)


def _key(judgement: Judgement) -> str:
    return NONE if judgement.abstained else judgement.label.value


def _id(article: int, place: int) -> str:
    return f"c{article}-{place}"
