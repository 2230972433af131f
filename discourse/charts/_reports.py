"""One page a report, or a page a chart: which charts stand where."""

from collections.abc import Iterator

from matplotlib.figure import Figure

from discourse.aggregate import ArticleSummary, Finding, Summary, TargetSummary, findings
from discourse.charts import (
    approval,
    by_article,
    net_votes,
    replies,
    spoken_voted,
    stance_mix,
    thread_order,
    voices,
    votes_by_stance,
)
from discourse.charts._chart import StanceChart, counted, style
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
    NOTE,
    TITLE,
    Block,
    Face,
    column,
    panel,
    panels,
    pile,
    sheet,
    side_by_side,
    space,
    words,
)

REPORT, SINGLE = 11.0, 8.0  # inches wide
CHANCE, TOLD = "More than chance?", Face(9.5)
IN_REPORT = 15  # articles of the article-by-article chart

HALVES: tuple[StanceChart, ...] = (
    stance_mix.CHART,
    spoken_voted.CHART,
    votes_by_stance.CHART,
    approval.CHART,
)
OF_ANY: tuple[StanceChart, ...] = (*HALVES, net_votes.CHART, replies.CHART, voices.CHART)
LEGENDED = (spoken_voted.CHART, thread_order.CHART)  # the others name their rows
OF_ARTICLE: tuple[StanceChart, ...] = (*OF_ANY, thread_order.CHART)


def article_report(article: ArticleSummary, summary: TargetSummary, footer: Footer) -> Figure:
    """One article's report toward one target."""
    width = REPORT - 2 * MARGIN
    with style():
        blocks = [
            *head(article_heading(article, summary), summary, width),
            *_panels(summary, (net_votes.CHART, thread_order.CHART), width),
            *_chance(summary, width),
            *_wide(summary, (voices.CHART,), width),
            *foot(summary, footer, undrawn(summary, OF_ARTICLE), width),
        ]
        return sheet(REPORT, blocks)


def corpus_report(summary: Summary, overall: TargetSummary, footer: Footer) -> Figure:
    """The report of one target over all articles."""
    width = REPORT - 2 * MARGIN
    found = by_article.lines(summary, overall.target.name)
    shown = by_article.fullest(found, IN_REPORT)
    left_out = [*_silent(overall, found)]
    if len(shown) < len(found):
        others = counted(len(found) - len(shown), "other article")
        left_out.append(f"{others} (those with most comments are shown)")
    with style():
        blocks = [
            *head(corpus_heading(overall), overall, width),
            *_panels(overall, (net_votes.CHART,), width),
            *_chance(overall, width),
            *_wide(overall, (voices.CHART,), width),
            *([_by_article(shown, width)] if shown else []),
            *foot(overall, footer, [*undrawn(overall, OF_ANY), *left_out], width),
        ]
        return sheet(REPORT, blocks)


def single(chart: StanceChart, heading: Heading, summary: TargetSummary, footer: Footer) -> Figure:
    """One chart by itself."""
    width = SINGLE - 2 * MARGIN
    with style():
        blocks = [
            *small_head(heading, width),
            *(
                [
                    legend(no_stance=chart is thread_order.CHART and summary.abstained > 0),
                    space(0.1),
                ]
                if chart in LEGENDED
                else []
            ),
            panel(chart, summary, width),
            *foot(summary, footer, (), width),
        ]
        return sheet(SINGLE, blocks)


def articles_page(
    summary: Summary, drawn: by_article.Lines, overall: TargetSummary, footer: Footer
) -> Figure:
    """One page of the article-by-article chart."""
    left_out = _silent(overall, by_article.lines(summary, overall.target.name))
    width = REPORT - 2 * MARGIN
    with style():
        blocks = [
            *small_head(corpus_heading(overall), width),
            legend(no_stance=False),
            space(0.1),
            _by_article(drawn, width),
            *foot(overall, footer, left_out, width),
        ]
        return sheet(REPORT, blocks)


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


def _chance(summary: TargetSummary, width: float) -> Iterator[Block]:
    """What was tested, in words; beside it the grids of replies, where there are any."""
    found = findings(summary)
    if not found:
        return
    note = (
        f"Votes are ranked within articles and whole {summary.sides.unit}s turned around "
        "at random; replies are held against stances shuffled within articles."
    )
    if replies.CHART.lacks(summary):
        yield _told(found, note, width)
    else:
        half = column(width, 2)
        yield side_by_side([_told(found, note, half), panel(replies.CHART, summary, half)], width)
    yield space(0.2)


def _told(found: tuple[Finding, ...], note: str, width: float) -> Block:
    lines = [words(CHANCE, width, TITLE, lines=1), words(note, width, NOTE), space(0.08)]
    for finding in found:
        lines += [words(f"{finding.about}: {finding.said}", width, TOLD, lines=6), space(0.07)]
    return pile(lines)


def _by_article(drawn: by_article.Lines, width: float) -> Block:
    return panel(by_article.CHART, drawn, width, row_names=by_article.TITLES)
