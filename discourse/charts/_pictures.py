"""The pictures of a run, one at a time so that memory stays flat."""

from collections.abc import Iterator
from typing import Literal

from discourse.aggregate import ArticleSummary, Summary, TargetSummary, key_sentence
from discourse.charts import by_article
from discourse.charts._chart import StanceChart
from discourse.charts._frame import Heading, article_heading, corpus_heading
from discourse.charts._names import numbered_slugs, unique_slugs
from discourse.charts._picture import Footer, Picture
from discourse.charts._reports import (
    OF_ANY,
    OF_ARTICLE,
    article_report,
    articles_page,
    corpus_report,
    drawn_charts,
    report_numbers,
    single,
)

Detail = Literal["reports", "all"]


def draw_all(summary: Summary, footer: Footer, detail: Detail) -> Iterator[Picture]:
    """Over all articles first, where there are several; then article by article."""
    names = [part.target.name for article in summary.articles for part in article.targets]
    targets = unique_slugs(names, "target")
    folders = numbered_slugs((article.key for article in summary.articles), "page")
    if len(summary.articles) > 1:
        for overall in summary.overall:
            yield from _corpus(summary, overall, footer, f"corpus/{targets[overall.target.name]}")
    for folder, article in zip(folders, summary.articles, strict=True):
        for part in article.targets:
            stem = f"articles/{folder}/{targets[part.target.name]}"
            yield from _article(article, part, footer, stem, detail)


def _corpus(
    summary: Summary, overall: TargetSummary, footer: Footer, stem: str
) -> Iterator[Picture]:
    heading = corpus_heading(overall)
    yield Picture(
        f"{stem}/report",
        corpus_report(summary, overall, footer),
        report_numbers(overall),
        _alt(heading, overall),
    )
    yield from _singles(OF_ANY, heading, overall, footer, stem)
    found = by_article.lines(summary, overall.target.name)
    for number, drawn in enumerate(by_article.pages(found), 1):
        yield Picture(
            f"{stem}/articles-{number}",
            articles_page(summary, drawn, overall, footer),
            by_article.CHART.numbers(drawn),
            by_article.CHART.alt(drawn),
        )


def _article(
    article: ArticleSummary, part: TargetSummary, footer: Footer, stem: str, detail: Detail
) -> Iterator[Picture]:
    heading = article_heading(article, part)
    yield Picture(
        f"{stem}/report",
        article_report(article, part, footer),
        report_numbers(part),
        _alt(heading, part),
    )
    if detail == "all":
        yield from _singles(OF_ARTICLE, heading, part, footer, stem)


def _singles(
    charts: tuple[StanceChart, ...],
    heading: Heading,
    summary: TargetSummary,
    footer: Footer,
    stem: str,
) -> Iterator[Picture]:
    for chart in drawn_charts(summary, charts):
        yield Picture(
            f"{stem}/{chart.name}",
            single(chart, heading, summary, footer),
            chart.numbers(summary),
            chart.alt(summary),
        )


def _alt(heading: Heading, summary: TargetSummary) -> str:
    said = " ".join(chart.alt(summary) for chart in drawn_charts(summary, OF_ANY))
    return f"Report: {heading.title}. {heading.target}. {key_sentence(summary)} {said}".strip()
