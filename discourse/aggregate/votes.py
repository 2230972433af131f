"""What one comment's votes, or the sums of many, say."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from discourse.thread import Votes

Floats = NDArray[np.float64]


class Measure(StrEnum):
    """The one number that places a comment on a votes axis."""

    NET = "net votes"
    UP = "up-votes"  # pages that show likes only

    def of(self, votes: Votes) -> int | None:
        """That number; None where the page does not show it."""
        return net_of(votes) if self is Measure.NET else votes.up


def net_of(votes: Votes) -> int | None:
    """Net votes as printed, else up minus down where both are shown."""
    if votes.net is not None or votes.up is None or votes.down is None:
        return votes.net
    return votes.up - votes.down


def balance(up: Floats, down: Floats) -> Floats:
    """The smaller of up and down over the larger: 1 where they are equal; nan without a vote."""
    smaller, larger = np.minimum(up, down), np.maximum(up, down)
    found: Floats = np.full(np.shape(larger), np.nan)
    np.divide(smaller, larger, out=found, where=larger > 0)
    return found


def controversy(up: Floats, down: Floats) -> Floats:
    """All votes to the power of their balance: high where many votes are evenly split.

    As Reddit ranks what is controversial (r2/lib/db/_sorts.pyx, `controversy`): 0 where either is
    none; nan where they are not shown.
    """
    found: Floats = np.where((up <= 0) | (down <= 0), 0.0, (up + down) ** balance(up, down))
    return np.where(np.isnan(up + down), np.nan, found)


def controversy_of(votes: Votes) -> float | None:
    """That of one comment; None where up or down is not shown."""
    if votes.up is None or votes.down is None:
        return None
    return float(controversy(np.array([float(votes.up)]), np.array([float(votes.down)]))[0])
