"""The pictures of a run, one at a time so that memory stays flat."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from discourse.aggregate import ArticleSummary, Summary, TargetSummary, findings, key_sentence
from discourse.charts import by_article, multiples
from discourse.charts._chance import alt as chance_alt
from discourse.charts._chance import comparisons
from discourse.charts._chart import Chart, StanceChart, T
from discourse.charts._frame import Heading, article_heading, corpus_heading
from discourse.charts._names import numbered_slugs, unique_slugs
from discourse.charts._picture import Footer, Picture
from discourse.charts._reliability import trust
from discourse.charts._reports import (
    IN_ANY,
    MOST,
    OF_ANY,
    OF_ARTICLE,
    article_report,
    corpus_report,
    drawn_charts,
    of_articles,
    report_numbers,
    single,
    tested,
)
from discourse.charts._sheet import Sheet
from discourse.charts._theme import Dress, style, written
from discourse.charts._trust import Trust

Detail = Literal["corpus", "reports", "all"]
Work = Callable[[], Iterator[Picture]]  # one chart; draws when it is called


def works(
    summary: Summary, footer: Footer, detail: Detail, dress: Dress, known: Trust | None
) -> list[Work]:
    """Over all articles first, where there are several; then article by article, then the model."""
    with style(dress.theme, dress.numerals):
        made = [_dressed(one, dress) for one in _works(summary, footer, detail)]
    return made if known is None else [*made, lambda: iter([_of_model(known, footer, dress)])]


def _dressed(work: Work, dress: Dress) -> Work:
    def drawn() -> Iterator[Picture]:
        with style(dress.theme, dress.numerals):
            made = work()
        while True:
            with style(dress.theme, dress.numerals):
                picture = next(made, None)
            if picture is None:
                return
            yield picture

    return drawn


def _of_model(known: Trust, footer: Footer, dress: Dress) -> Picture:
    drawn = trust(known, footer, dress.theme, dress.numerals)
    return replace(drawn, name=f"model/{drawn.name}")


def _works(summary: Summary, footer: Footer, detail: Detail) -> Iterator[Work]:
    names = [part.target.name for article in summary.articles for part in article.targets]
    targets = unique_slugs(names, "target")
    folders = numbered_slugs((article.key for article in summary.articles), "page")
    if len(summary.articles) > 1:
        for overall in summary.overall:
            yield from _corpus(summary, overall, footer, f"corpus/{targets[overall.target.name]}")
    if detail == "corpus":
        return
    for folder, article in zip(folders, summary.articles, strict=True):
        for part in article.targets:
            stem = f"articles/{folder}/{targets[part.target.name]}"
            yield from _article(article, part, footer, stem, detail)


def _corpus(summary: Summary, overall: TargetSummary, footer: Footer, stem: str) -> Iterator[Work]:
    heading = corpus_heading(overall)
    sheets = partial(corpus_report, summary, overall, footer)
    yield partial(_report, sheets, f"{stem}/report", heading, overall)
    yield from _singles(OF_ANY, heading, overall, footer, stem)
    yield partial(_of_many, summary, overall, footer, stem)


def _of_many(
    summary: Summary, overall: TargetSummary, footer: Footer, stem: str
) -> Iterator[Picture]:
    found = by_article.fullest(by_article.lines(summary, overall.target.name), MOST)
    pages = _paged(by_article.CHART, by_article.pages(found), summary, overall, footer, stem)
    yield from pages
    yield from _paged(multiples.CHART, multiples.grids(found), summary, overall, footer, stem)


def _paged(  # noqa: PLR0913, PLR0917 - a chart, its pages and where they go
    chart: Chart[T],
    pages: Iterable[T],
    summary: Summary,
    overall: TargetSummary,
    footer: Footer,
    stem: str,
) -> Iterator[Picture]:
    for number, data in enumerate(pages, 1):
        made = of_articles(chart, data, summary, overall, footer)
        name, alt = f"{stem}/{chart.name}-{number}", written(chart.alt(data))
        yield Picture(name, made.figure, chart.numbers(data), alt, made.spots)


def _article(
    article: ArticleSummary, part: TargetSummary, footer: Footer, stem: str, detail: Detail
) -> Iterator[Work]:
    heading = article_heading(article, part)
    sheets = partial(article_report, article, part, footer)
    yield partial(_report, sheets, f"{stem}/report", heading, part)
    if detail == "all":
        yield from _singles(OF_ARTICLE, heading, part, footer, stem)


def _report(
    sheets: Callable[[], Sequence[Sheet]], stem: str, heading: Heading, summary: TargetSummary
) -> Iterator[Picture]:
    """The pages of a report, those after the first numbered."""
    numbers, alt = report_numbers(summary), _alt(heading, summary)
    for page, made in enumerate(sheets(), 1):
        name = stem if page == 1 else f"{stem}-{page}"
        yield Picture(name, made.figure, numbers, alt, made.spots)


def _singles(
    charts: tuple[StanceChart, ...],
    heading: Heading,
    summary: TargetSummary,
    footer: Footer,
    stem: str,
) -> Iterator[Work]:
    for chart in drawn_charts(summary, charts):
        yield partial(_single, chart, heading, summary, footer, stem)
    if findings(summary):
        yield partial(_tested, heading, summary, footer, stem)


def _single(
    chart: StanceChart, heading: Heading, summary: TargetSummary, footer: Footer, stem: str
) -> Iterator[Picture]:
    made = single(chart, heading, summary, footer)
    numbers, alt = chart.numbers(summary), written(chart.alt(summary))
    yield Picture(f"{stem}/{chart.name}", made.figure, numbers, alt, made.spots)


def _tested(
    heading: Heading, summary: TargetSummary, footer: Footer, stem: str
) -> Iterator[Picture]:
    made = tested(heading, summary, footer)
    alt = written(chance_alt(summary))
    yield Picture(f"{stem}/chance", made.figure, comparisons(summary), alt, made.spots)


def _alt(heading: Heading, summary: TargetSummary) -> str:
    parts = [chart.alt(summary) for chart in drawn_charts(summary, IN_ANY)]
    said = written(" ".join([key_sentence(summary), *parts]))
    return f"Report: {heading.title}. {heading.target}. {said}".strip()
