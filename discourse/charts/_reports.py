"""One page a report, or a page a chart: which charts stand where."""

from collections.abc import Callable, Iterator, Sequence

from discourse.aggregate import ArticleSummary, Summary, TargetSummary, findings
from discourse.charts import (
    approval,
    by_article,
    leaning,
    net_votes,
    replies,
    reply_network,
    so_far,
    spoken_voted,
    stance_mix,
    thread_order,
    voices,
    votes_by_stance,
)
from discourse.charts._chance import CHANCE, chance, told
from discourse.charts._chart import Chart, StanceChart, T, counted
from discourse.charts._frame import (
    Heading,
    article_heading,
    corpus_heading,
    foot,
    head,
    legend,
    small_head,
)
from discourse.charts._picture import Footer, Table
from discourse.charts._sheet import (
    MARGIN,
    Block,
    Sheet,
    paged,
    panel,
    panels,
    sheet,
    slide,
    space,
)
from discourse.charts._theme import theme

IN_REPORT = 15  # articles of the article-by-article chart
MOST = 300  # articles on the pages of the charts of many

HALVES: tuple[StanceChart, ...] = (
    stance_mix.CHART,
    spoken_voted.CHART,
    votes_by_stance.CHART,
    approval.CHART,
)
IN_ANY: tuple[StanceChart, ...] = (*HALVES, net_votes.CHART, replies.CHART, voices.CHART)
IN_ARTICLE: tuple[StanceChart, ...] = (*IN_ANY, thread_order.CHART, so_far.CHART)
# singly, besides those of the report
OF_ANY: tuple[StanceChart, ...] = (*IN_ANY, leaning.CHART)
OF_ARTICLE: tuple[StanceChart, ...] = (*IN_ARTICLE, leaning.CHART, reply_network.CHART)
WITH_NONE = (thread_order.CHART, reply_network.CHART)  # they draw comments without a stance too
LEADING = (spoken_voted.CHART, stance_mix.CHART)  # the first that can be drawn leads a slide

Body = Callable[[float], Sequence[Block]]


def article_report(article: ArticleSummary, summary: TargetSummary, footer: Footer) -> list[Sheet]:
    """One article's report toward one target."""

    def body(width: float) -> list[Block]:
        return [
            *_panels(summary, (net_votes.CHART, thread_order.CHART, so_far.CHART), width),
            *chance(summary, width),
            *_wide(summary, (voices.CHART,), width),
        ]

    left_out = undrawn(summary, IN_ARTICLE)
    return _report(article_heading(article, summary), summary, footer, left_out, body)


def corpus_report(summary: Summary, overall: TargetSummary, footer: Footer) -> list[Sheet]:
    """The report of one target over all articles."""
    found = by_article.lines(summary, overall.target.name)
    shown = by_article.fullest(found, IN_REPORT)
    left_out = [*undrawn(overall, IN_ANY), *_silent(overall, found)]
    if len(shown) < len(found):
        others = counted(len(found) - len(shown), "other article")
        left_out.append(f"{others} (those with most comments are shown)")

    def body(width: float) -> list[Block]:
        return [
            *_panels(overall, (net_votes.CHART,), width),
            *chance(overall, width),
            *_wide(overall, (voices.CHART,), width),
            *([panel(by_article.CHART, shown, width)] if shown else []),
        ]

    return _report(corpus_heading(overall), overall, footer, left_out, body)


def _report(
    heading: Heading,
    summary: TargetSummary,
    footer: Footer,
    left_out: Sequence[str],
    body: Body,
) -> list[Sheet]:
    """All of it on one sheet or, where the theme has pages, on several; of slides the first."""
    worn = theme()
    if worn.slides is not None:
        return [_leading_slide(heading, summary, footer, worn.slides)]
    width = worn.report - 2 * MARGIN
    blocks = [*head(heading, summary, width), *body(width)]
    under = foot(summary, footer, left_out, width)
    if worn.pages is None:
        return [sheet(worn.report, [*blocks, *under])]
    return list(paged(worn.report, worn.pages, blocks, small_head(heading, width), under))


def _leading_slide(heading: Heading, summary: TargetSummary, footer: Footer, ratio: float) -> Sheet:
    """Title, key sentence and the chart that tells most."""
    chart = next(drawn_charts(summary, LEADING), None)

    def blocks(width: float, factor: float) -> list[Block]:
        plot = [panel(chart, summary, width, stretch=factor)] if chart else []
        return [*head(heading, summary, width), *plot, *foot(summary, footer, (), width)]

    return slide(ratio, theme().report, blocks)


def single(chart: StanceChart, heading: Heading, summary: TargetSummary, footer: Footer) -> Sheet:
    """One chart by itself."""
    no_stance = chart in WITH_NONE and summary.abstained > 0
    legends = [legend(no_stance=no_stance), space(0.1)] if chart.legend else []

    def middle(width: float, factor: float) -> list[Block]:
        return [*legends, panel(chart, summary, width, stretch=factor)]

    return _alone(theme().single, heading, summary, footer, middle)


def tested(heading: Heading, summary: TargetSummary, footer: Footer) -> Sheet:
    """What was tested, by itself."""

    def middle(width: float, _factor: float) -> list[Block]:
        return [told(summary, findings(summary), width), space(0.1)]

    return _alone(theme().single, heading, summary, footer, middle)


def of_articles(
    chart: Chart[T], data: T, summary: Summary, overall: TargetSummary, footer: Footer
) -> Sheet:
    """One page of a chart of many articles."""
    found = by_article.lines(summary, overall.target.name)
    left_out = [*_silent(overall, found)]
    if len(found) > MOST:
        others = counted(len(found) - MOST, "other article")
        left_out.append(f"{others} (those with most comments are shown)")
    legends = [legend(no_stance=False), space(0.1)] if chart.legend else []

    def middle(width: float, factor: float) -> list[Block]:
        return [*legends, panel(chart, data, width, stretch=factor)]

    heading = corpus_heading(overall)
    return _alone(theme().report, heading, overall, footer, middle, left_out)


def _alone(  # noqa: PLR0913, PLR0917 - a sheet and all that stands on it
    wide: float,
    heading: Heading,
    summary: TargetSummary,
    footer: Footer,
    middle: Callable[[float, float], Sequence[Block]],
    left_out: Sequence[str] = (),
) -> Sheet:
    def blocks(width: float, factor: float) -> list[Block]:
        return [
            *small_head(heading, width),
            *middle(width, factor),
            *foot(summary, footer, left_out, width),
        ]

    ratio = theme().slides
    if ratio is not None:
        return slide(ratio, wide, blocks)
    return sheet(wide, blocks(wide - 2 * MARGIN, 1))


def _silent(overall: TargetSummary, found: by_article.Lines) -> list[str]:
    silent = overall.articles - len(found)
    return [f"{counted(silent, 'article')} in which no comment has a stance"] if silent else []


def report_numbers(summary: TargetSummary) -> Table:
    """All numbers of a report's rows in one table, one row a stance."""
    tables = [chart.numbers(summary) for chart in (stance_mix.CHART, votes_by_stance.CHART)]
    approved = approval.CHART.numbers(summary)
    columns = (
        *tables[0].columns,
        *tables[1].columns[2:],
        *("mean_net", "median_net", "median_net_low", "median_net_high"),
        *(
            f"approval_{name}" if name in {"low", "high"} else name
            for name in approved.columns[2:6]
        ),
    )
    rows = []
    for mix, votes, approve, row in zip(
        tables[0].rows, tables[1].rows, approved.rows, summary.rows, strict=True
    ):
        band = row.resampled.median_net
        ends = (band.low, band.high) if band else (None, None)
        rows.append((*mix, *votes[2:], row.mean_net, row.median_net, *ends, *approve[2:6]))
    return Table(columns, tuple(rows))


def drawn_charts(summary: TargetSummary, charts: tuple[StanceChart, ...]) -> Iterator[StanceChart]:
    """The charts for which there is something to draw."""
    return (chart for chart in charts if not chart.lacks(summary))


def undrawn(summary: TargetSummary, charts: tuple[StanceChart, ...]) -> list[str]:
    """Which charts are left out, by reason; nothing where there are no comments to draw."""
    if not summary.comments:
        return []
    reasons: dict[str, list[str]] = {}
    for chart in charts:
        if reason := chart.lacks(summary):
            reasons.setdefault(reason, []).append(f"\u201c{chart.title}\u201d")
    if not findings(summary):
        reasons.setdefault(summary.sides.lacks, []).append(f"\u201c{CHANCE}\u201d")
    return [f"{', '.join(titles)} ({reason})" for reason, titles in reasons.items()]


def _panels(
    summary: TargetSummary, below: tuple[StanceChart, ...], width: float
) -> Iterator[Block]:
    """Small charts in two columns (one alone takes the whole width), then the wide ones."""
    small = list(drawn_charts(summary, HALVES))
    for first in range(0, len(small), 2):
        pair = small[first : first + 2]
        yield panels(pair, summary, width)
        yield space(0.15)
    yield from _wide(summary, below, width)


def _wide(summary: TargetSummary, charts: tuple[StanceChart, ...], width: float) -> Iterator[Block]:
    for chart in drawn_charts(summary, charts):
        yield panel(chart, summary, width)
        yield space(0.15)
