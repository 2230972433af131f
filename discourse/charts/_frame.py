"""What stands above and below the charts of every picture: headings, legend, footer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from discourse.aggregate import ArticleSummary, TargetSummary, key_sentence
from discourse.charts._chart import counted
from discourse.charts._fonts import missing_glyphs, wrap
from discourse.charts._picture import Footer
from discourse.charts._sheet import Block, Box, Face, Spots, space, words
from discourse.charts._theme import Look, looks, numerals, theme, written
from discourse.stance.questions import HEADLINE

ABOVE, SMALL_PRINT = Face(10, quiet=True), Face(8, quiet=True)
SOURCE = 3.5  # inches; a longer name would push away what stands after it
UNSURE = "Stances are a model's reading of each comment's own words;"


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose comments these are: a line above the title, the title, the target."""

    above: str
    title: str
    target: str


def article_heading(article: ArticleSummary, summary: TargetSummary) -> Heading:
    """Source and date above the article's title."""
    day = _day(article.published) if article.published else ""
    source = wrap(article.source, SOURCE, ABOVE.size, lines=1)
    parts = (*source, day, written(counted(article.comments, "comment")))
    return Heading(
        "  \N{MIDDLE DOT}  ".join(part for part in parts if part),
        article.title or f"(no title) {article.key}",
        _target(summary, "the headline"),
    )


def _day(day: date) -> str:
    """In figures where no font has the characters of its words."""
    said = numerals().day(day)
    return day.isoformat() if missing_glyphs([said]) else said


def corpus_heading(summary: TargetSummary) -> Heading:
    """How many articles and comments."""
    articles, comments = counted(summary.articles, "article"), counted(summary.comments, "comment")
    return Heading(
        "", written(f"{articles}, {comments}"), _target(summary, "each article's headline")
    )


def _target(summary: TargetSummary, headline: str) -> str:
    target = summary.target
    if target.name == HEADLINE:
        return f"Stance toward {headline}"
    said = target.text or f"{target.name} (worded differently from article to article)"
    return f"Stance toward: {said}"


def head(heading: Heading, summary: TargetSummary, width: float) -> list[Block]:
    """A report's head: heading, key sentence, legend."""
    return [
        words(heading.above, width, ABOVE, lines=1),
        words(heading.title, width, Face(20, bold=True), lines=3),
        words(heading.target, width, Face(11, quiet=True), lines=2),
        space(0.12),
        words(written(key_sentence(summary)), width, Face(15), lines=3),
        *([space(0.1), legend(no_stance=summary.abstained > 0)] if summary.comments else []),
        space(0.2),
    ]


def small_head(heading: Heading, width: float) -> list[Block]:
    """A single chart's head."""
    return [
        words(heading.title, width, Face(10, quiet=True), lines=2),
        words(
            f"{heading.target}  \N{MIDDLE DOT}  {heading.above}".rstrip(" \N{MIDDLE DOT}"),
            width,
            Face(9, quiet=True),
            lines=2,
        ),
        space(0.12),
    ]


def legend(*, no_stance: bool) -> Block:
    """The mark and colour of each stance, and that of none where such comments are drawn."""
    drawn = (*looks().values(), *((theme().none,) if no_stance else ()))

    def paint(figure: Figure, box: Box) -> Spots:
        for number, seen in enumerate(drawn):
            _entry(figure, box.left + 1.15 * number, box.top + 0.15, seen)
        return ()

    return Block(0.3, paint)


def _entry(figure: Figure, left: float, top: float, seen: Look) -> None:
    wide, high = figure.get_size_inches()
    y = 1 - top / high
    mark = Line2D([(left + 0.08) / wide], [y], ls="", marker=seen.marker, ms=9, color=seen.dot)
    figure.add_artist(mark)
    figure.text((left + 0.22) / wide, y, seen.name, size=10, color=seen.dark, va="center_baseline")


def foot(
    summary: TargetSummary, footer: Footer, undrawn: Sequence[str], width: float
) -> list[Block]:
    """What every picture says of its numbers and its making."""
    made = f"Model: {footer.model}. discourse {footer.version}."
    method = f"Intervals: {summary.method}."
    said = f"{_unsure(summary)} {method} {footer.method}".strip()
    lines = (
        "Not drawn: " + "; ".join(undrawn) + "." if undrawn else "",
        written(f"n: {counts(summary)}"),
        written(said),
        made,
    )
    blocks = [words(line, width, SMALL_PRINT, lines=4) for line in lines if line]
    return [space(0.1), *blocks]


def _unsure(summary: TargetSummary) -> str:
    """What is known of the model's errors."""
    known = summary.corrected
    if known.lacks:
        return f"{UNSURE} no interval includes its errors. Shares are not corrected: {known.lacks}."
    told = f"{known.examples:,} examples" + (f" of {known.split}" if known.split else "")
    return (
        f"{UNSURE} no interval but that of corrected shares includes its errors. These are what "
        f"shares would be if it errs here as on the {told} (constrained adjusted count)."
    )


def counts(summary: TargetSummary) -> str:
    """Comments, abstentions and missing votes, in words."""
    said = [
        counted(summary.comments, "comment"),
        f"{summary.judged:,} with a stance",
        f"{summary.abstained:,} abstained",
        f"votes not shown on {summary.votes_missing:,}",
    ]
    return ", ".join(said) + "."
