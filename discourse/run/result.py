"""What a run gives back."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from discourse.aggregate import Interval, StanceRow, Summary, TargetSummary, findings, key_sentence
from discourse.run.manifest import SCHEMA, Counts
from discourse.run.pages.outcome import Failure, Skipped, Stage
from discourse.thread import Problem


@dataclass(frozen=True, slots=True)
class Troubled:
    """A problem and the article it is in."""

    article: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run gave. `path` is None where no page could be read, so that nothing was written."""

    path: Path | None
    summary: Summary
    counts: Counts
    failures: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Troubled, ...] = ()
    pictures: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()  # what else the reader of the pictures should know
    page: Path | None = None  # the report as one HTML page

    @property
    def drawn(self) -> bool:
        """Whether the charts could be drawn."""
        return not any(one.stage is Stage.DRAW for one in self.failures)

    @property
    def sentences(self) -> tuple[str, ...]:
        """For each target over all articles, the sentence that its report leads with."""
        return tuple(key_sentence(target) for target in self.summary.overall)

    def as_json(self) -> str:
        """The result for machines, as one JSON object."""
        told = {
            "schema": SCHEMA,
            "run": str(self.path) if self.path else None,
            "counts": asdict(self.counts),
            "targets": [_target(target) for target in self.summary.overall],
            "failures": [asdict(one) for one in self.failures],
            "skipped": [asdict(one) for one in self.skipped],
            "problems": [{"article": one.article, **asdict(one.problem)} for one in self.problems],
            "pictures": [str(path) for path in self.pictures],
            "notes": list(self.notes),
            "page": str(self.page) if self.page else None,
        }
        return json.dumps(told, indent=2)


def _target(summary: TargetSummary) -> dict[str, object]:
    return {
        **asdict(summary.target),
        "articles": summary.articles,
        "comments": summary.comments,
        "judged": summary.judged,
        "abstained": summary.abstained,
        "votes_missing": summary.votes_missing,
        "abstentions": [asdict(one) for one in summary.abstentions],
        "sentence": key_sentence(summary),
        "findings": [asdict(one) for one in findings(summary)],
        "method": summary.method,
        "measure": summary.measure.value,
        "stances": [_stance(summary, row) for row in summary.rows],
        "corrected_lacks": summary.corrected.lacks,
        "comparisons": [asdict(one) for one in summary.comparisons],
        "replies": asdict(summary.replies),
    }


def _stance(summary: TargetSummary, row: StanceRow) -> dict[str, object]:
    corrected = summary.corrected_share(row.stance)
    return {
        "stance": row.stance.value,
        "n": row.n,
        "share": row.share.share,
        "share_interval": _ends(row.share_interval),
        "corrected_share": corrected.value if corrected else None,
        "corrected_interval": _ends(corrected.interval if corrected else None),
        "share_of_up_votes": summary.up_share(row.stance),
        "share_of_up_votes_interval": _ends(row.resampled.up_share),
        "up": row.up.total if row.up.shown else None,
        "down": row.down.total if row.down.shown else None,
        "net": row.net.total if row.net.shown else None,
        "mean_net": row.mean_net,
        "mean_net_interval": _ends(row.resampled.mean_net),
        "median_net": row.median_net,
        "median_net_interval": _ends(row.resampled.median_net),
        "approval": row.approval.share,
        "approval_interval": _ends(row.approval_interval),
        "balance": row.balance,
        "controversy": row.controversy,
        "votes_missing": row.votes_missing,
    }


def _ends(interval: Interval | None) -> tuple[float, float] | None:
    return (interval.low, interval.high) if interval else None
