"""What the page shows, ready to be printed: judged threads and their summary in, words out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from discourse.aggregate import (
    ArticleSummary,
    Finding,
    JudgedThread,
    Summary,
    TargetSummary,
    findings,
    key_sentence,
)
from discourse.run.page import comments, numbers
from discourse.run.page.comments import ROWS, Columns, CommentLine, safe_link
from discourse.run.page.compared import AnsweredLine, ComparedLine, answered, compared
from discourse.run.page.images import Image, Images
from discourse.run.page.lines import StanceLine, silent_lines, stance_line
from discourse.run.page.spots import Hot, Places, hot
from discourse.stance.questions import HEADLINE

ARTICLES = 200  # on the page; more are in the tables


@dataclass(frozen=True, slots=True)
class Made:
    """By what and when the page was made."""

    model: str
    version: str
    day: date


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, and what of it leads where."""

    image: Image
    hot: tuple[Hot, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetPart:
    """What comments say to one target. `number` counts the run's targets from 0."""

    number: int
    words: str
    sentence: str
    counts: str
    method: str
    lines: tuple[StanceLine, ...]
    found: tuple[Finding, ...]
    compared: tuple[ComparedLine, ...]
    answered: tuple[AnsweredLine, ...]
    pages: tuple[Shown, ...]  # of its report


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """One article. `number` counts from 1."""

    number: int
    title: str
    link: str  # empty where no safe one is known
    about: str
    targets: tuple[TargetPart, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole page."""

    title: str
    about: str  # of the only article; empty where there are several
    link: str
    made: Made
    overall: tuple[TargetPart, ...]
    articles: tuple[ArticlePart, ...]
    comments: tuple[CommentLine, ...]
    columns: Columns
    rows: int  # of the table of comments, were none left out
    target_names: tuple[str, ...]
    more_articles: int = 0  # that the page has no room for
    model: Shown | None = None

    @property
    def left_out(self) -> int:
        """Rows that the page has no room for."""
        return self.rows - len(self.comments)


def view(judged: Collection[JudgedThread], summary: Summary, images: Images, made: Made) -> View:
    """The page of a run."""
    names = tuple(part.target.name for part in summary.overall)
    several = len(judged) > 1
    shown = tuple(islice(judged, ARTICLES))
    pictures = images.corpus or (images.articles[0] if images.articles else ())
    lines, _ = comments.lines(shown, names, most=ROWS)
    leading = _Leading(names, _places(shown, lines))
    articles = _articles(shown, summary, leading, images)
    only = None if several else next(iter(articles), None)
    return View(
        title=only.title if only else _title(summary),
        about=only.about if only else "",
        link=only.link if only else "",
        made=made,
        overall=tuple(
            _target(part, leading, image, overall=several)
            for part, image in zip(
                summary.overall, _padded(pictures, len(summary.overall)), strict=True
            )
        ),
        articles=articles if several else (),
        comments=lines,
        columns=Columns.of(lines, articles=several, targets=len(names) > 1),
        rows=sum(one.comments * len(one.targets) for one in summary.articles),
        more_articles=len(judged) - len(shown),
        target_names=names,
        model=Shown(images.model) if images.model else None,
    )


@dataclass(frozen=True, slots=True)
class _Leading:
    """The run's targets by their numbers, and what on the page can be led to."""

    names: tuple[str, ...]
    places: Places


def _places(judged: Collection[JudgedThread], lines: Sequence[CommentLine]) -> Places:
    articles = {one.key: number for number, one in enumerate(judged, 1)}
    rows = {(line.article_key, line.comment_id): line.id for line in lines if line.id}
    return Places(articles if len(articles) > 1 else {}, rows)


def _title(summary: Summary) -> str:
    said = numbers.counted(sum(one.comments for one in summary.articles), "comment")
    return f"{said} on {numbers.counted(len(summary.articles), 'article')}"


def _articles(
    judged: Collection[JudgedThread], summary: Summary, leading: "_Leading", images: Images
) -> tuple[ArticlePart, ...]:
    """Articles with targets were drawn in turn, so their pictures follow in turn."""
    summed = {one.key: one for one in summary.articles}
    drawn = iter(images.articles)
    parts = []
    for number, one in enumerate(judged, 1):
        article = summed.get(one.key)
        pictures = next(drawn, ()) if article and article.targets else ()
        parts.append(_article(number, one, article, leading, pictures))
    return tuple(parts)


def _article(
    number: int,
    judged: JudgedThread,
    summary: ArticleSummary | None,
    leading: "_Leading",
    pictures: Sequence[Image],
) -> ArticlePart:
    article = judged.thread.article
    targets = summary.targets if summary else ()
    day = f"{article.published.day} {article.published:%B %Y}" if article.published else ""
    said = numbers.counted(len(judged.thread.comments), "comment")
    about = (article.site or "", ", ".join(article.byline), day, said)
    return ArticlePart(
        number=number,
        title=article.title or judged.key,
        link=safe_link(article.url),
        about=" \N{MIDDLE DOT} ".join(part for part in about if part),
        targets=tuple(
            _target(part, leading, image, article=number)
            for part, image in zip(targets, _padded(pictures, len(targets)), strict=True)
        ),
    )


def _target(
    part: TargetSummary,
    leading: "_Leading",
    image: Image | None,
    *,
    overall: bool = False,
    article: int = 0,
) -> TargetPart:
    counts = (
        numbers.counted(part.comments, "comment"),
        f"{part.judged:,} with a stance",
        f"{part.abstained:,} without",
        f"votes not shown on {part.votes_missing:,}",
    )
    number = leading.names.index(part.target.name)
    corrected = part.corrected_share
    pages = (image, *image.pages) if image else ()
    return TargetPart(
        number=number,
        words=_words(part, overall=overall),
        sentence=key_sentence(part),
        counts=", ".join(counts),
        method=part.method,
        lines=(
            *(stance_line(row, corrected(row.stance)) for row in part.rows),
            *silent_lines(part.abstentions),
        ),
        found=findings(part),
        compared=compared(part),
        answered=answered(part),
        pages=tuple(
            Shown(page, hot(page.spots, leading.places, target=number, article=article))
            for page in pages
        ),
    )


def _words(part: TargetSummary, *, overall: bool) -> str:
    name, text = part.target.name, part.target.text
    if name == HEADLINE:
        return (
            "each article\N{RIGHT SINGLE QUOTATION MARK}s headline" if overall else "the headline"
        )
    return text or f"{name} (worded differently from article to article)"


def _padded(images: Sequence[Image], length: int) -> list[Image | None]:
    """As many as there are targets, though the drawing may have been cut short."""
    return [*images[:length], *[None] * (length - len(images))]
