"""The shards of a run -> its tables and lists, in one pass that holds one shard at a time."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice

from discourse.aggregate.judged import JudgedThread
from discourse.records import SCHEMA, ArticleRow, CommentRow, JudgementRow
from discourse.run import store, tables
from discourse.run.manifest import Counts, InputRecord
from discourse.run.pages.outcome import Failure, Skipped
from discourse.run.pages.parsing import outside_exports
from discourse.run.result import Troubled
from discourse.run.sharding.shards import ThreadShard
from discourse.run.stages import unasked
from discourse.run.store import RunFolder, told

TOLD = 1000  # problems and files left out that are handed on; all of them stand in a file
_OF_COMMENTS = (CommentRow, JudgementRow)
_COLUMNS = tables.column_names(_OF_COMMENTS)


@dataclass(frozen=True, slots=True)
class Part:
    """A shard: what became of its pages, and its threads with their judgements."""

    threads: ThreadShard
    judged: Sequence[JudgedThread]


@dataclass(slots=True)
class Merged:
    """What the shards hold beside the tables. Of problems and files left out, the first."""

    inputs: list[InputRecord] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Troubled] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)

    def add(self, part: Part, failures: Sequence[Failure], skipped: Sequence[Skipped]) -> None:
        """Counts a shard in."""
        found = [Troubled(one.key, each) for one in part.judged for each in one.thread.problems]
        said = [judgement for one in part.judged for judgement in one.judgements]
        before = self.counts
        self.counts = replace(
            before,
            pages=before.pages + len(part.threads.inputs),
            articles=before.articles + len(part.judged),
            comments=before.comments + sum(len(one.thread.comments) for one in part.judged),
            judgements=before.judgements + len(said),
            abstained=before.abstained + sum(bool(one.abstained) for one in said),
            failures=before.failures + len(failures),
            skipped=before.skipped + len(skipped),
            problems=before.problems + len(found),
        )
        self.inputs += part.threads.inputs
        self.failures += failures
        self.skipped += skipped[: TOLD - len(self.skipped)]
        self.problems += found[: TOLD - len(self.problems)]


def merge(folder: RunFolder, parts: Iterable[Part], named: frozenset[str]) -> Merged:
    """Writes the tables of articles and comments, and the problems; a row group a shard.

    A data file that is no export is a failure where it is `named` outright, else left out.
    """
    merged = Merged()
    with (
        told(folder.path),
        folder.stream(store.ARTICLES) as articles,
        folder.stream(store.COMMENTS) as comments,
        folder.stream(store.COMMENTS_CSV) as csv,
        folder.stream(store.PROBLEMS) as problems,
        tables.Table(articles, (ArticleRow,)) as article_table,
        tables.Table(comments, _OF_COMMENTS) as comment_table,
    ):
        csv.write(tables.csv_text(_COLUMNS, ()).encode())
        for part in parts:
            failures, skipped = outside_exports(part.threads.failures, named)
            skipped = [*part.threads.skipped, *skipped]
            merged.add(part, [*failures, *unasked(part.judged)], skipped)
            article_table.write(map(tables.article_columns, part.judged))
            rows = [row for one in part.judged for row in tables.comment_columns(one)]
            comment_table.write(rows)
            csv.write(_csv(rows).encode())
            problems.write(_troubles(part.judged, skipped).encode())
    return merged


def _csv(rows: Iterable[tables.Columns]) -> str:
    """The rows without the line of their names."""
    lines = tables.csv_lines(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows))
    return "".join(islice(lines, 1, None))


def _troubles(judged: Iterable[JudgedThread], skipped: Iterable[Skipped]) -> str:
    """A line a problem of a page that was read, then one a file left out."""
    found: list[dict[str, object]] = [
        {"article": one.key, **asdict(problem)} for one in judged for problem in one.thread.problems
    ]
    found += [
        {"article": one.page, "kind": "skipped", "message": one.reason, "where": ""}
        for one in skipped
    ]
    lines = (json.dumps({"schema": SCHEMA, **row}, ensure_ascii=False) for row in found)
    return "".join(f"{line}\n" for line in lines)
