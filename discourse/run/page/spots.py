"""Parts of a picture that lead to comments: what a chart says of them -> links within the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from discourse.charts import Link, Spot
from discourse.run.page.lines import NONE


@dataclass(frozen=True, slots=True)
class Hot:
    """A part of a picture, in thousandths from its top left, and where it leads.

    `place` is an id on the page; the rest, where it is not empty, filters the table of comments.
    """

    left: int
    top: int
    width: int
    height: int
    words: str
    place: str
    stance: str = ""
    article: str = ""
    target: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """What there is on the page to lead to.

    `articles` are numbers by key, `comments` ids of rows by article's and comment's key.
    """

    articles: Mapping[str, int]
    comments: Mapping[tuple[str, str], str]


def hot(spots: Sequence[Spot], places: Places, *, target: int, article: int = 0) -> tuple[Hot, ...]:
    """The spots that lead anywhere; `article` is 0 in pictures over all of them."""
    return tuple(_hot(spots, places, str(target), str(article) if article else ""))


def _hot(spots: Sequence[Spot], places: Places, target: str, article: str) -> Iterator[Hot]:
    for spot in spots:
        link = spot.link
        place = _place(link, places)
        if place:
            yield Hot(
                left=round(1000 * spot.left),
                top=round(1000 * spot.top),
                width=round(1000 * spot.width),
                height=round(1000 * spot.height),
                words=link.words,
                place=place,
                stance=NONE if link.none else link.stance.value if link.stance else "",
                article=article,
                target=target,
                answered=link.answered.value if link.answered else "",
            )


def _place(link: Link, places: Places) -> str:
    if link.comment:
        return places.comments.get((link.article, link.comment), "")
    if link.article:
        number = places.articles.get(link.article)
        return f"a{number}" if number else ""
    return "comments"
