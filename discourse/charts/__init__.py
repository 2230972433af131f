"""One file a chart: a summary in, a Figure and the numbers drawn out."""

from collections.abc import Iterator
from typing import Literal

from discourse.aggregate import Summary
from discourse.charts._picture import Cell, Footer, Link, Picture, Spot, Table, ThemeName

__all__ = [
    "FEW_ARTICLES",
    "Cell",
    "Footer",
    "Link",
    "Picture",
    "Spot",
    "Table",
    "ThemeName",
    "missing_glyphs",
    "pictures",
]

FEW_ARTICLES = 5  # up to so many, every chart of every article is drawn unless told otherwise


def pictures(
    summary: Summary,
    footer: Footer,
    *,
    detail: Literal["auto", "reports", "all"] = "auto",
    theme: ThemeName = "screen",
    locale: str = "",
) -> Iterator[Picture]:
    """The pictures of a run, drawn one at a time; matplotlib is imported when it is called.

    The first is the report over all articles, or the article's where there is one. `detail` says
    whether each article gets its charts singly too: "auto" gives them to few articles. `locale`
    (de, pt_BR, …) says how numbers and dates are written; ValueError where Babel knows none such.
    """
    from discourse.charts._numerals import Numerals
    from discourse.charts._pictures import draw_all
    from discourse.charts._theme import THEMES

    if detail == "auto":
        detail = "all" if len(summary.articles) <= FEW_ARTICLES else "reports"
    return draw_all(summary, footer, detail, THEMES[theme], Numerals(locale))


def missing_glyphs(summary: Summary, footer: Footer) -> str:
    """One message about the characters that no installed font can draw; empty where all can."""
    from discourse.charts._fonts import missing_glyphs as missing
    from discourse.charts.voices import voices

    articles = summary.articles
    targets = (part.target.text for article in articles for part in article.targets)
    titles = (text for article in articles for text in (article.title, article.source, article.key))
    parts = [*summary.overall, *(part for article in articles for part in article.targets)]
    quoted = (voice.mark.excerpt for part in parts for voice in voices(part))
    return missing((*titles, *targets, *quoted, footer.model))
