"""A row a comment and target, as in a run's table of comments, and what its article is."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from discourse.aggregate.judged import JudgedThread
from discourse.records import Cell, CommentRow, JudgementRow
from discourse.run import tables


@dataclass(frozen=True, slots=True)
class AboutArticle:
    """Columns that a comment's row takes from its article."""

    article_title: str
    article_site: str | None
    article_published: str | None
    article_url: str | None


KINDS = (CommentRow, JudgementRow, AboutArticle)


def rows(judged: Iterable[JudgedThread]) -> Iterator[dict[str, Cell]]:
    """The rows by column name."""
    for one in judged:
        about: dict[str, Cell] = asdict(_about(one))
        for row in tables.comment_columns(one):
            yield {**row, **about}


def _about(judged: JudgedThread) -> AboutArticle:
    article = judged.thread.article
    published = article.published.isoformat() if article.published else None
    return AboutArticle(article.title, article.site, published, article.url)
