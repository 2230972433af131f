"""Runs of very many articles: what is left out of them, and what is the same as ever."""

from dataclasses import replace

import pytest

from discourse.aggregate import JudgedThread, summarise
from discourse.charts import MANY_ARTICLES, chosen
from discourse.stance.judgement import Judgement, Scores
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, Thread, Votes
from tests.run.test_page import page_of

SCORES = (Scores(0.8, 0.1, 0.1), Scores(0.1, 0.1, 0.8))


def thread(key: str) -> JudgedThread:
    """Twelve comments, every other in favor, with votes that fall."""
    votes = [Votes(30 - number, number, None) for number in range(12)]
    comments = tuple(Comment(str(n), f"said {n}", "", votes=v) for n, v in enumerate(votes, 1))
    article = Article(f"Tunnel {key}")
    said = tuple(Judgement(c.id, article.title, SCORES[n % 2]) for n, c in enumerate(comments))
    return JudgedThread(key, Thread(article, comments), (headline(article),), said)


THREADS = [thread(str(number)) for number in range(6)]


def test_single_articles_are_counted_as_ever_but_not_tested() -> None:
    full, large = summarise(THREADS), summarise(THREADS, each=False)
    assert large.overall == full.overall
    for ours, theirs in zip(large.articles, full.articles, strict=True):
        (part,), (whole,) = ours.targets, theirs.targets
        nothing = [replace(row, resampled=part.rows[0].resampled) for row in whole.rows]
        assert list(part.rows) == nothing
        assert part.sides.effect == whole.sides.effect
        assert (part.sides.p, part.corrected.shares) == (None, ())
        assert part.sides.lacks == "not looked into for each of so many articles"


@pytest.mark.parametrize(
    ("detail", "articles", "drawn"),
    [
        ("auto", 5, "all"),
        ("auto", 6, "reports"),
        ("auto", MANY_ARTICLES + 1, "corpus"),
        ("reports", MANY_ARTICLES + 1, "reports"),
        ("corpus", 2, "corpus"),
        ("corpus", 1, "reports"),
    ],
)
def test_many_articles_have_no_pictures_of_their_own(
    detail: str, articles: int, drawn: str
) -> None:
    assert chosen(detail, articles) == drawn  # type: ignore[arg-type]  # one of its literals


def test_a_page_holds_only_so_many_articles_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discourse.run.page.view.ARTICLES", 2)
    page = page_of(THREADS)
    assert len(page.cssselect("details.article")) == 2
    assert "The first 2; 4 more are in summary.json." in page.text_content()
    assert len(page.cssselect("#comments tbody tr")) == 24
