"""Judged threads in, a summary out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from discourse.aggregate.bootstrap import MIN_UNITS, ROUNDS, resample
from discourse.aggregate.comparison import adjust, compare_all, voted
from discourse.aggregate.correction import UNKNOWN, Confusion, corrected_shares
from discourse.aggregate.exposure import exposure
from discourse.aggregate.intervals import Proportion, mean_or_none, median_or_none, tally
from discourse.aggregate.judged import JudgedThread
from discourse.aggregate.replies import replies
from discourse.aggregate.summary import (
    ArticleSummary,
    Mark,
    Measure,
    Resampled,
    StanceRow,
    Summary,
    TargetSummary,
    net_of,
)
from discourse.stance.judgement import Judgement, Stance
from discourse.stance.questions import Target
from discourse.thread import Comment

EXCERPT = 240  # characters of a comment kept for charts and tables
WILSON = "Wilson 95 % intervals, as if single comments and votes were independent"
RESAMPLED = f"bootstrap 95 % intervals from {ROUNDS:,} draws of whole {{unit}}s (seed {{seed}})"
WITHIN = "; within one article these describe it and do not generalise"


@dataclass(frozen=True, slots=True)
class _How:
    """What all numbers of a summary are made with."""

    seed: int
    confusion: Confusion


def summarise(
    threads: Iterable[JudgedThread], *, seed: int = 0, confusion: Confusion = UNKNOWN
) -> Summary:
    """Stance by vote for each article and target, and for each target over all articles.

    `confusion` is what the model that judged knows of its errors; without it no share is corrected.
    """
    how = _How(seed, confusion)
    articles = _adjusted([_article(judged, how) for judged in threads])
    overall = [_over_all(articles, name, how) for name in _target_names(articles)]
    return Summary(articles, _adjusted_targets(overall))


def _adjusted(articles: Sequence[ArticleSummary]) -> tuple[ArticleSummary, ...]:
    """All articles are one family of tests: of many reports, some have a small p by chance."""
    parts = iter(_adjusted_targets([part for article in articles for part in article.targets]))
    return tuple(
        replace(article, targets=tuple(islice(parts, len(article.targets)))) for article in articles
    )


def _adjusted_targets(parts: Sequence[TargetSummary]) -> tuple[TargetSummary, ...]:
    families = adjust([part.comparisons for part in parts])
    return tuple(
        replace(part, comparisons=made) for part, made in zip(parts, families, strict=True)
    )


def _article(judged: JudgedThread, how: _How) -> ArticleSummary:
    article = judged.thread.article
    return ArticleSummary(
        key=judged.key,
        title=article.title,
        source=article.site or "",
        published=article.published,
        comments=len(judged.thread.comments),
        targets=tuple(
            _summary(target, _marks(judged, target), articles=1, how=how)
            for target in judged.targets
        ),
    )


def _marks(judged: JudgedThread, target: Target) -> list[Mark]:
    said = {j.comment_id: j for j in judged.judgements if j.target == target.text}
    roots = conversations(judged.thread.comments)
    marks = []
    for position, comment in enumerate(judged.thread.comments, 1):
        if comment.id not in said:
            raise ValueError(
                f"{judged.key}: expected a judgement of comment {comment.id} "
                f"toward {target.name!r}, found none"
            )
        marks.append(_mark(judged.key, position, comment, said[comment.id], roots[comment.id]))
    return marks


def _mark(
    key: str, position: int, comment: Comment, judgement: Judgement, conversation: str
) -> Mark:
    return Mark(
        article=key,
        comment_id=comment.id,
        position=position,
        stance=None if judgement.abstained else judgement.label,
        confidence=judgement.confidence,
        votes=comment.votes,
        conversation=conversation,
        excerpt=_excerpt(comment.text),
        posted=comment.posted,
        answers=comment.parent,
        quotes=tuple(quote.comment_id for quote in comment.quotes if quote.comment_id is not None),
    )


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return (
        line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    )


def conversations(comments: Sequence[Comment]) -> dict[str, str]:
    """For each comment's id that of the top-level comment it stands under; linear."""
    parents = {comment.id: comment.parent for comment in comments}
    roots: dict[str, str] = {}
    for start in parents:
        trail, at = [], start
        while at not in roots and (parent := parents[at]) is not None:
            trail.append(at)
            at = parent
        root = roots.setdefault(at, at)
        roots.update(dict.fromkeys(trail, root))
    return roots


def _target_names(articles: Sequence[ArticleSummary]) -> list[str]:
    names = (summary.target.name for article in articles for summary in article.targets)
    return list(dict.fromkeys(names))


def _over_all(articles: Sequence[ArticleSummary], name: str, how: _How) -> TargetSummary:
    """One target over the articles that have it; its text is kept where they all agree on it."""
    parts = [part for article in articles for part in article.targets if part.target.name == name]
    if len(parts) == 1:
        return parts[0]
    texts = {part.target.text for part in parts}
    target = Target(name, texts.pop() if len(texts) == 1 else "")
    marks = [mark for part in parts for mark in part.marks]
    return _summary(target, marks, articles=len(parts), how=how)


def _summary(target: Target, marks: Sequence[Mark], *, articles: int, how: _How) -> TargetSummary:
    judged = [mark for mark in marks if mark.stance is not None]
    unit = "article" if len({mark.article for mark in judged}) >= MIN_UNITS else "conversation"
    units = [m.article if unit == "article" else f"{m.article}\n{m.conversation}" for m in judged]
    resampled = resample(judged, units, how.seed)
    drawn = f"; {RESAMPLED.format(unit=unit, seed=how.seed)}" if _any_drawn(resampled) else ""
    method = f"{WILSON}{drawn}" + WITHIN * (articles == 1)
    measure = Measure.for_all(marks)
    table = voted(marks, measure)
    return TargetSummary(
        target=target,
        articles=articles,
        rows=tuple(_row(stance, judged, resampled[stance]) for stance in Stance),
        marks=tuple(marks),
        measure=measure,
        resampled_over=unit,
        method=method,
        corrected=corrected_shares(judged, units, how.confusion, how.seed),
        comparisons=compare_all(table, how.seed),
        exposure=exposure(table, how.seed),
        replies=replies(marks, how.seed),
    )


def _any_drawn(resampled: Mapping[Stance, Resampled]) -> bool:
    """Whether there were enough units to resample."""
    return any(each != Resampled() for each in resampled.values())


def _row(stance: Stance, judged: Sequence[Mark], resampled: Resampled) -> StanceRow:
    votes = [mark.votes for mark in judged if mark.stance is stance]
    nets = [net for vote in votes if (net := net_of(vote)) is not None]
    both = [(v.up, v.down) for v in votes if v.up is not None and v.down is not None]
    up, down = sum(up for up, _ in both), sum(down for _, down in both)
    return StanceRow(
        stance=stance,
        share=Proportion(len(votes), len(judged)),
        up=tally([vote.up for vote in votes]),
        down=tally([vote.down for vote in votes]),
        net=tally(nets),
        mean_net=mean_or_none(nets),
        median_net=median_or_none(nets),
        approval=Proportion(up, up + down),
        unvoted=both.count((0, 0)),
        votes_missing=sum(not vote.shown for vote in votes),
        resampled=resampled,
    )
