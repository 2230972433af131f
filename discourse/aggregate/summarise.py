"""Judged threads in, a summary out: in one pass, holding numbers alone (see `columns`)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

import numpy as np

from discourse.aggregate.bootstrap import MIN_UNITS, ROUNDS, Drawn, resample
from discourse.aggregate.columns import Columns, Flags, Floats
from discourse.aggregate.comparison import adjust, compare_all, voted
from discourse.aggregate.correction import UNKNOWN, Confusion, corrected_shares
from discourse.aggregate.effects import UNTESTED, Corrected, Crossing, Exposure, Replies
from discourse.aggregate.exposure import exposure
from discourse.aggregate.gathering import gather, over_all
from discourse.aggregate.growing import Growing, Part
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

# of an article that is counted alone: one of each for all, as there may be thousands of articles
UNDRAWN = Drawn(dict.fromkeys(STANCES, Resampled()), np.empty((0, len(STANCES))), 0)
UNCORRECTED = Corrected(lacks=UNTESTED)
UNEXPOSED = Exposure("position", 0, None, None, UNTESTED)
NOBODY = Crossing(((0,) * len(STANCES),) * len(STANCES), lacks=UNTESTED)
UNANSWERED = Replies(NOBODY, NOBODY)


@dataclass(frozen=True, slots=True)
class _How:
    """What all numbers of a summary are made with."""

    seed: int
    confusion: Confusion


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
    if not each:
        return _of_many(threads, how)
    articles = _adjusted([_article(judged, partial(_summary, how=how)) for judged in threads])
    overall = [_over_all(articles, name, how) for name in _target_names(articles)]
    return Summary(articles, _adjusted_targets(overall))


def _of_many(threads: Iterable[JudgedThread], how: _How) -> Summary:
    """Articles counted alone; the comments toward a target are held together, whosesoever."""
    found: dict[str, Growing] = {}

    def counted(target: Target, of: Columns) -> TargetSummary:
        return _counts(target, of, found.setdefault(target.name, Growing()).add(of))

    articles = tuple(_article(judged, counted) for judged in threads)
    overall = []
    for name, growing in found.items():
        parts = _toward(articles, name)
        overall.append(_summary(_common(parts), growing.whole, articles=len(parts), how=how))
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


def _article(
    judged: JudgedThread, summed: Callable[[Target, Columns], TargetSummary]
) -> ArticleSummary:
    article = judged.thread.article
    return ArticleSummary(
        key=judged.key,
        title=article.title,
        source=article.site or "",
        published=article.published,
        comments=len(judged.thread.comments),
        targets=tuple(summed(target, gather(judged, target)) for target in judged.targets),
    )


def _target_names(articles: Sequence[ArticleSummary]) -> list[str]:
    names = (summary.target.name for article in articles for summary in article.targets)
    return list(dict.fromkeys(names))


def _over_all(articles: Sequence[ArticleSummary], name: str, how: _How) -> TargetSummary:
    parts = _toward(articles, name)
    if len(parts) == 1:
        return parts[0]
    columns = over_all([part.columns for part in parts])
    return _summary(_common(parts), columns, articles=len(parts), how=how)


def _toward(articles: Sequence[ArticleSummary], name: str) -> list[TargetSummary]:
    return [part for article in articles for part in article.targets if part.target.name == name]


def _common(parts: Sequence[TargetSummary]) -> Target:
    """The target over the articles that have it; its text is kept where they all agree on it."""
    texts = {part.target.text for part in parts}
    return Target(parts[0].target.name, texts.pop() if len(texts) == 1 else "")


def _summary(target: Target, of: Columns, *, how: _How, articles: int = 1) -> TargetSummary:
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


def _counts(target: Target, of: Columns, held: Part) -> TargetSummary:
    """One article of many: what can be counted, and the effect that sorts it among the others."""
    measure = _measure(of)
    return TargetSummary(
        target=target,
        articles=1,
        rows=tuple(_row(stance, of, UNDRAWN) for stance in range(len(STANCES))),
        abstentions=_abstentions(of),
        marks=Marks(held),
        measure=measure,
        resampled_over="conversation",
        method=WILSON,
        corrected=UNCORRECTED,
        comparisons=compare_all(voted(of, measure), tested=False),
        exposure=UNEXPOSED,
        replies=UNANSWERED,
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
