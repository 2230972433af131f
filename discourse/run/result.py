"""What a run gives back."""

from dataclasses import dataclass
from pathlib import Path

from discourse.aggregate import Summary
from discourse.run.manifest import Counts
from discourse.run.outcome import Failure, Skipped, Stage
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

    @property
    def drawn(self) -> bool:
        """Whether the charts could be drawn."""
        return not any(one.stage is Stage.DRAW for one in self.failures)
