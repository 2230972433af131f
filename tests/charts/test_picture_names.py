"""Picture names: safe paths, unique in a run, whatever pages and targets are called."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse.aggregate import JudgedThread, summarise
from discourse.charts import FEW_ARTICLES, Footer, pictures
from discourse.charts._names import numbered_slugs, slug, unique_slugs
from discourse.stance.judgement import Judgement, Scores
from discourse.stance.questions import headline
from discourse.thread import Article, Comment, Thread, Votes

SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pages/Harbour Tunnel.html", "harbour-tunnel"),
        ("../../etc/passwd", "passwd"),
        ("C:\\pages\\a b.txt", "a-b"),
        ("新聞.html", "page"),
        ("CON", "page"),
        ("", "page"),
        ("Caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe"),
    ],
)
def test_a_slug_is_safe(name: str, expected: str) -> None:
    assert slug(name, "page") == expected


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_slugs_are_safe_and_unique(names: list[str]) -> None:
    for slugs in (list(unique_slugs(names, "target").values()), numbered_slugs(names, "page")):
        assert len(set(slugs)) == len(slugs)
        assert all(SAFE.fullmatch(each) and len(each) < 60 for each in slugs)


def thread(key: str) -> JudgedThread:
    article = Article(title=f"About {key}")
    comment = Comment(id="c1", text="x", raw="x", votes=Votes(1, 0, 1))
    judgement = Judgement("c1", article.title, Scores(1, 0, 0))
    return JudgedThread(key, Thread(article, (comment,)), (headline(article),), (judgement,))


def names(keys: list[str]) -> list[str]:
    summary = summarise(thread(key) for key in keys)
    return [picture.name for picture in pictures(summary, Footer("m", "1"))]


def test_one_article_begins_with_its_report_and_has_every_chart() -> None:
    found = names(["pages/tunnel.txt"])
    assert found[0] == "articles/01-tunnel/headline/report"
    assert "articles/01-tunnel/headline/thread-order" in found
    assert not any(name.startswith("corpus") for name in found)


def test_several_articles_begin_with_the_corpus_report_and_names_are_unique() -> None:
    found = names(["a/x.txt", "b/x.txt", "新聞.html"])
    assert found[0] == "corpus/headline/report"
    assert len(set(found)) == len(found)


def test_many_articles_have_a_report_each_and_no_single_charts() -> None:
    found = names([f"{n}.txt" for n in range(FEW_ARTICLES + 1)])
    own = [name for name in found if name.startswith("articles/")]
    assert len(own) == FEW_ARTICLES + 1
    assert all(name.endswith("/report") for name in own)


def test_charts_are_named_without_loading_matplotlib() -> None:
    code = "import sys, discourse.charts; sys.exit('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
    assert done.returncode == 0
