"""How much is read: of files and archives, of one page's markup, and for how long."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from discourse.parse.limits import ParseLimits
from discourse.run.pages.deadline import MAX_SECONDS
from discourse.run.pages.kinds import Limits

if TYPE_CHECKING:  # whoever needs no settings need not load what checks them
    from discourse.run.config import AnalysisSettings


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where reading stops: at sizes of files, at sizes of a page, after seconds of one page."""

    files: Limits = field(default_factory=Limits)
    page: ParseLimits = field(default_factory=ParseLimits)
    seconds: float = MAX_SECONDS


def bounds_of(settings: "AnalysisSettings") -> Bounds:
    """What the settings say of it."""
    return Bounds(
        Limits(settings.max_bytes, settings.archive_bytes, settings.archive_ratio),
        ParseLimits(settings.max_tags, settings.max_depth, settings.max_comments),
        settings.max_seconds,
    )
