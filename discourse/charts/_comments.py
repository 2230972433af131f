"""The comments of a summary as arrays for drawing: which are whose, with what votes, and when."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from discourse.aggregate import Measure, TargetSummary
from discourse.charts._chart import Floats
from discourse.stance.judgement import Stance

Flags = NDArray[np.bool_]

TABLED = 20_000  # comments; of more, tables hold what is drawn of them together
DATED = 0.9  # of the comments: with fewer dates the page's order tells more
# a thread at least so long (seconds) is told in units so long, of that name
UNITS = ((2 * 86_400.0, 86_400.0, "days"), (7_200.0, 3_600.0, "hours"), (0.0, 60.0, "minutes"))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where each comment stands along the thread. Those without a date are nan where others have.

    `label` names the axis, `by` is "time" or "page order".
    """

    by: str
    label: str
    places: Floats


def votes_of(summary: TargetSummary) -> Floats:
    """The number that places each comment on a votes axis; nan where it is not shown."""
    columns = summary.columns
    return columns.nets if summary.measure is Measure.NET else columns.up


def have(summary: TargetSummary, stance: Stance | None) -> Flags:
    """Which comments have a stance, or have none."""
    code = -1 if stance is None else list(Stance).index(stance)
    found: Flags = summary.columns.stance == code
    return found


def shown_votes(summary: TargetSummary, stance: Stance | None) -> Floats:
    """The votes of a stance's comments, those that show none left out."""
    votes = votes_of(summary)
    found: Floats = votes[have(summary, stance) & ~np.isnan(votes)]
    return found


def stances(summary: TargetSummary) -> list[Stance | None]:
    """Those that get a row: every stance, and none where there are such comments."""
    return [*Stance, None] if summary.abstained else list(Stance)


def timeline(summary: TargetSummary) -> Timeline:
    """By time where most comments are dated and few alike, else in page order."""
    columns = summary.columns
    posted = columns.posted - 60 * np.nan_to_num(columns.offset)  # clocks of one page may differ
    dated = posted[~np.isnan(posted)]
    known = len(dated) >= max(2, DATED * len(posted))
    if not known or len(np.unique(dated)) <= len(dated) / 2:
        return Timeline("page order", "comment, in page order", columns.position.astype(np.float64))
    since = posted - dated.min()
    span = float(np.nanmax(since))
    size, unit = next((size, unit) for least, size, unit in UNITS if span >= least)
    return Timeline("time", f"{unit} since the first comment", since / size)
