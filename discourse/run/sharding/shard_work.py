"""The work on one shard: parse its pages, ask about its comments, label them."""

from collections.abc import Callable, Iterable

from discourse.aggregate.judged import JudgedThread
from discourse.parse.tables import mapped
from discourse.run.config import AnalysisSettings
from discourse.run.pages.bounds import bounds_of
from discourse.run.pages.parsing import parse_input
from discourse.run.progress import Progress
from discourse.run.sharding.shard_tables import (
    labels_shard,
    read_labels,
    read_threads,
    threads_shard,
)
from discourse.run.sharding.shards import ArticleEntry, LabelShard, PageShard, ThreadShard
from discourse.run.stages import Asked, judge
from discourse.run.targets import targets_for
from discourse.stance.judgement import Classifier
from discourse.thread import Article


def parse_shard(shard: PageShard, settings: AnalysisSettings) -> ThreadShard:
    """The shard's pages parsed; a page that cannot be is a failure of its own."""
    extra = (mapped(settings.columns),) if settings.columns else ()
    bounds = bounds_of(settings)
    parsed = (parse_input(one, extra, bounds) for one in shard.inputs)
    return threads_shard(list(parsed))


def asks(entries: Iterable[ArticleEntry], settings: AnalysisSettings) -> bool:
    """Whether any comment has a target to be judged toward."""
    return any(
        entry.comments and targets_for(settings, entry.page, Article(entry.title))
        for entry in entries
    )


def ask(shard: ThreadShard, settings: AnalysisSettings) -> list[Asked]:
    """Each thread of the shard with its targets."""
    return [
        Asked(one.key, one.thread, targets_for(settings, entry.page, one.thread.article))
        for entry, one in zip(shard.entries, read_threads(shard), strict=True)
    ]


def label_shard(
    shard: ThreadShard,
    settings: AnalysisSettings,
    classifier: Callable[[], Classifier],
    progress: Progress,
) -> LabelShard:
    """The shard's comments judged; the classifier is asked for only where there is a question."""
    if not asks(shard.entries, settings):
        return labels_shard(())
    judged = judge(ask(shard, settings), classifier(), progress)
    return labels_shard((one.key, one.judgements) for one in judged)


def judged_threads(
    threads: ThreadShard, labels: LabelShard, settings: AnalysisSettings
) -> list[JudgedThread]:
    """The shard's threads with their judgements."""
    said = read_labels(labels)
    return [
        JudgedThread(one.key, one.thread, one.targets, said.get(one.key, ()))
        for one in ask(threads, settings)
    ]
