"""One file a chart: a summary in, a Figure and the numbers drawn out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Literal

from discourse.aggregate import Summary
from discourse.charts._picture import Cell, Footer, Link, Picture, Spot, Table, ThemeName
from discourse.charts._trust import Trust

__all__ = [
    "FEW_ARTICLES",
    "MANY_ARTICLES",
    "Cell",
    "Detail",
    "Footer",
    "Link",
    "Picture",
    "Spot",
    "Table",
    "ThemeName",
    "Trust",
    "chosen",
    "missing_glyphs",
    "pictures",
    "saving",
    "works",
]

FEW_ARTICLES = 5  # up to so many, every chart of every article is drawn unless told otherwise
MANY_ARTICLES = 100  # above, no article has pictures of its own unless told otherwise
Detail = Literal["auto", "corpus", "reports", "all"]


def pictures(  # noqa: PLR0913 - what is drawn and how it looks
    summary: Summary,
    footer: Footer,
    *,
    detail: Detail = "auto",
    theme: ThemeName = "screen",
    locale: str = "",
    trust: Trust | None = None,
) -> Iterator[Picture]:
    """The pictures of a run, drawn one at a time; matplotlib is imported when it is called.

    The first is the report over all articles, or the article's where there is one. `detail` says
    whether each article gets its report, and its charts singly too: "auto" gives both to few
    articles, and neither to many. `locale` (de, pt_BR, …) says how numbers and dates are written;
    ValueError where Babel knows none such. `trust`, where it is given, becomes the last picture.
    """
    asked = works(summary, footer, detail=detail, theme=theme, locale=locale, trust=trust)
    return chain.from_iterable(work() for work in asked)


def works(  # noqa: PLR0913 - as of `pictures`
    summary: Summary,
    footer: Footer,
    *,
    detail: Detail = "auto",
    theme: ThemeName = "screen",
    locale: str = "",
    trust: Trust | None = None,
) -> Sequence[Callable[[], Iterator[Picture]]]:
    """The same in parts that can be drawn each by itself, nothing drawn yet."""
    from discourse.charts import _pictures
    from discourse.charts._numerals import Numerals
    from discourse.charts._theme import THEMES, Dress

    articles = len(summary.articles)
    dress = Dress(THEMES[theme], Numerals(locale))
    return _pictures.works(summary, footer, chosen(detail, articles), dress, trust)


def chosen(detail: Detail, articles: int) -> Literal["corpus", "reports", "all"]:
    """What "auto" means for so many articles; a single one always has its report."""
    if detail == "auto":
        few, many = articles <= FEW_ARTICLES, articles > MANY_ARTICLES
        return "all" if few else "corpus" if many else "reports"
    return "reports" if detail == "corpus" and articles == 1 else detail


@contextmanager
def saving() -> Iterator[None]:
    """What figures are saved under: PDFs hold their fonts, SVGs say the same in every process."""
    import matplotlib as mpl

    kept = {"svg.fonttype": "path", "svg.hashsalt": "discourse", "pdf.fonttype": 42}
    with mpl.rc_context(kept):  # type: ignore[arg-type]  # only the newest stubs know the keys
        yield


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
