"""discourse: reader-comment threads, the stance in each comment, and stance against votes.

    thread = discourse.parse("page.txt")
    model = discourse.load_model("default")
    result = discourse.analyze(["pages/"], targets=["the harbour tunnel"], out="report")

The values are imported with the package; what needs a heavy library is imported when called.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from discourse.errors import DiscourseError
from discourse.stance.judgement import Classifier, Judgement, Question, Scores, Stance
from discourse.thread import (
    Article,
    Comment,
    Problem,
    ProblemKind,
    Quote,
    ReplyEvidence,
    Source,
    Thread,
    Votes,
)

if TYPE_CHECKING:
    from discourse.run.result import RunResult

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Classifier",
    "Comment",
    "DiscourseError",
    "Judgement",
    "Problem",
    "ProblemKind",
    "Question",
    "Quote",
    "ReplyEvidence",
    "Scores",
    "Source",
    "Stance",
    "Thread",
    "Votes",
    "analyze",
    "load_model",
    "parse",
    "parse_all",
]


def parse(path: str | Path) -> Thread:
    """The thread of a saved page; the first where it holds several. Raises PageError."""
    from discourse.run.api import parse_one

    return parse_one(path)


def parse_all(path: str | Path) -> tuple[Thread, ...]:
    """Every thread of a saved page or export. Raises PageError."""
    from discourse.run.api import parse_all

    return parse_all(path)


def load_model(name: str | Path = "default", *, device: str = "auto") -> Classifier:
    """A shipped model by name, or the model of a directory. Raises ModelError."""
    from discourse.run.api import load_model

    return load_model(name, device=device)


def analyze(  # noqa: PLR0913 - a whole job has many sides
    pages: str | Path | Iterable[str | Path],
    *,
    targets: str | Sequence[str] = (),
    out: str | Path | None = None,
    model: str | Path | Classifier | None = None,
    config: str | Path | None = None,
    overwrite: bool = False,
) -> "RunResult":
    """Pages (files, folders, globs) in, a run's directory with tables and charts out.

    What is not given is as the config file says, or else the default: the headline as target, the
    shipped model. Pages that fail are told in the result's `failures`; the rest goes on.
    """
    from discourse.run.api import analyze_pages

    return analyze_pages(
        pages,
        targets=targets,
        out=out,
        model=model,
        config=config,
        overwrite=overwrite,
    )


class _Package(ModuleType):
    """Keeps `discourse.parse` the function when the room of that name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "parse" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
