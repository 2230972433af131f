"""Judged threads in, a summary out: in one pass, holding numbers alone (see `columns`)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from discourse.aggregate.bootstrap import MIN_UNITS, ROUNDS, Drawn, resample
from discourse.aggregate.columns import Columns, Flags, Floats
from discourse.aggregate.comparison import adjust, compare_all, voted
from discourse.aggregate.correction import UNKNOWN, Confusion, corrected_shares
from discourse.aggregate.effects import UNTESTED, Corrected, Crossing, Exposure, Replies
from discourse.aggregate.exposure import exposure
from discourse.aggregate.gathering import gather, over_all
from discourse.aggregate.intervals import Proportion, Tally
from discourse.aggregate.judged import JudgedThread
from discourse.aggregate.marks import STANCES, Marks
from discourse.aggregate.replies import replies
from discourse.aggregate.summary import (
    Abstained,
    ArticleSummary,
    Resampled,
    StanceRow,
    Summary,
    TargetSummary,
)
from discourse.aggregate.votes import Measure, balance, controversy
from discourse.stance.questions import Target

WILSON = "Wilson 95 % intervals, as if single comments and votes were independent"
RESAMPLED = f"bootstrap 95 % intervals from {ROUNDS:,} draws of whole {{unit}}s (seed {{seed}})"
WITHIN = "; of {} they describe {} alone and do not generalise"


@dataclass(frozen=True, slots=True)
class _How:
    """What all numbers of a summary are made with."""

    seed: int
    confusion: Confusion
    thorough: bool = True


def summarise(
    threads: Iterable[JudgedThread],
    *,
    seed: int = 0,
    confusion: Confusion = UNKNOWN,
    each: bool = True,
) -> Summary:
    """Stance by vote for each article and target, and for each target over all articles.

    `confusion` is what the model that judged knows of its errors; without it no share is corrected.
    Without `each`, single articles are counted but neither resampled nor tested: with thousands of
    them that takes most of the time, and nobody reads as many reports.
    """
    how = _How(seed, confusion)
    single = replace(how, thorough=each)
    articles = _adjusted([_article(judged, single) for judged in threads])
    overall = [_over_all(articles, name, how, each=each) for name in _target_names(articles)]
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
            _summary(target, gather(judged, target), articles=1, how=how)
            for target in judged.targets
        ),
    )


def _target_names(articles: Sequence[ArticleSummary]) -> list[str]:
    names = (summary.target.name for article in articles for summary in article.targets)
    return list(dict.fromkeys(names))


def _over_all(
    articles: Sequence[ArticleSummary], name: str, how: _How, *, each: bool
) -> TargetSummary:
    """One target over the articles that have it; its text is kept where they all agree on it."""
    parts = [part for article in articles for part in article.targets if part.target.name == name]
    if len(parts) == 1 and each:
        return parts[0]
    texts = {part.target.text for part in parts}
    target = Target(name, texts.pop() if len(texts) == 1 else "")
    columns = over_all([part.columns for part in parts])
    return _summary(target, columns, articles=len(parts), how=how)


def _summary(target: Target, of: Columns, *, articles: int, how: _How) -> TargetSummary:
    if not how.thorough:
        return _counts(target, of)
    several = len(np.unique(of.article[of.judged])) >= MIN_UNITS
    unit = "article" if several else "conversation"
    drawn = resample(of, (of.article if several else of.root).astype(np.intp), how.seed)
    measure = _measure(of)
    table = voted(of, measure)
    return TargetSummary(
        target=target,
        articles=articles,
        rows=tuple(_row(stance, of, drawn) for stance in range(len(STANCES))),
        abstentions=_abstentions(of),
        marks=Marks(of),
        measure=measure,
        resampled_over=unit,
        method=_method(unit, drawn, how.seed, articles),
        corrected=corrected_shares(of, drawn, how.confusion, how.seed),
        comparisons=compare_all(table, how.seed),
        exposure=exposure(table, how.seed),
        replies=replies(of, how.seed),
    )


def _counts(target: Target, of: Columns) -> TargetSummary:
    """One article of many: what can be counted, and the effect that sorts it among the others."""
    drawn = Drawn({stance: Resampled() for stance in STANCES}, np.empty((0, len(STANCES))), 0)
    measure = _measure(of)
    nobody = Crossing(((0,) * len(STANCES),) * len(STANCES), lacks=UNTESTED)
    return TargetSummary(
        target=target,
        articles=1,
        rows=tuple(_row(stance, of, drawn) for stance in range(len(STANCES))),
        abstentions=_abstentions(of),
        marks=Marks(of),
        measure=measure,
        resampled_over="conversation",
        method=WILSON,
        corrected=Corrected(lacks=UNTESTED),
        comparisons=compare_all(voted(of, measure), tested=False),
        exposure=Exposure("position", 0, None, None, UNTESTED),
        replies=Replies(nobody, nobody),
    )


def _method(unit: str, drawn: Drawn, seed: int, articles: int) -> str:
    """How the intervals were made; nothing is resampled of too few units."""
    enough = drawn.units >= MIN_UNITS
    made = f"{WILSON}; {RESAMPLED.format(unit=unit, seed=seed)}" if enough else WILSON
    if unit == "article":
        return made
    where = ("one article", "it") if articles == 1 else ("so few articles", "these")
    return made + WITHIN.format(*where)


def _measure(of: Columns) -> Measure:
    """Net votes, or up-votes where no comment's net can be known but some up-votes can."""
    likes_alone = np.isnan(of.nets).all() and not np.isnan(of.up).all()
    return Measure.UP if likes_alone else Measure.NET


def _row(code: int, of: Columns, drawn: Drawn) -> StanceRow:
    where = of.stance == code
    up, down, nets = of.up[where], of.down[where], _known(of.nets[where])
    both = ~np.isnan(up + down)
    ups, downs = up[both].sum(), down[both].sum()
    divided = _known(controversy(up, down)[both & (up + down > 0)])
    return StanceRow(
        stance=STANCES[code],
        share=Proportion(int(where.sum()), int(of.judged.sum())),
        up=_tally(up),
        down=_tally(down),
        net=_tally(nets),
        mean_net=float(nets.mean()) if len(nets) else None,
        median_net=float(np.median(nets)) if len(nets) else None,
        approval=Proportion(int(ups), int(ups + downs)),
        unvoted=int((up + down == 0).sum()),
        votes_missing=_missing(of, where),
        resampled=drawn.rows[STANCES[code]],
        balance=float(balance(ups, downs)) if ups + downs else None,
        controversy=float(np.median(divided)) if len(divided) else None,
    )


def _abstentions(of: Columns) -> tuple[Abstained, ...]:
    counted = Counter(of.reason[~of.judged].tolist())
    return tuple(
        Abstained(
            reason=of.reasons[code],
            n=n,
            up=_tally(of.up[of.reason == code]),
            down=_tally(of.down[of.reason == code]),
            net=_tally(of.nets[of.reason == code]),
            votes_missing=_missing(of, of.reason == code),
        )
        for code, n in counted.most_common()
    )


def _missing(of: Columns, where: Flags) -> int:
    return int((where & ~of.shown).sum())


def _known(numbers: Floats) -> Floats:
    return numbers[~np.isnan(numbers)]


def _tally(numbers: Floats) -> Tally:
    """The sum of those that are shown."""
    shown = _known(numbers)
    return Tally(int(shown.sum()), len(shown))
