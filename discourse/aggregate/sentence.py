"""The one sentence a report leads with, built from its numbers; it never claims significance."""

import numpy as np

from discourse.aggregate.marks import STANCES
from discourse.aggregate.summary import StanceRow, TargetSummary
from discourse.aggregate.votes import Measure
from discourse.aggregate.wording import AS_WORDS, percent
from discourse.stance.judgement import Stance

FEW = 10  # below, counts are said and no percentages
GAP = 0.10  # a difference of shares worth a "but"


def key_sentence(summary: TargetSummary) -> str:
    """What stands out: the stance whose share of up-votes departs most from that of comments."""
    if not summary.comments:
        return "There are no comments."
    if not summary.judged:
        return f"No stance could be given to {_comments(summary.comments)}."
    row = _most_telling(summary)
    if row is None:
        return _mix(summary) + _nets(summary)
    return _spoken_against_voted(summary, row) + _on_few(summary, row) + _mostly_down(summary)


def _comments(n: int) -> str:
    return "1 comment" if n == 1 else f"{n:,} comments"


def _up_votes(summary: TargetSummary) -> int:
    return sum(row.up.total for row in summary.rows)


def _most_telling(summary: TargetSummary) -> StanceRow | None:
    """Of against and favor, where share of comments and of up-votes differ most; None: no votes."""
    votes, sides = _up_votes(summary), (Stance.AGAINST, Stance.FAVOR)
    rows = [row for row in map(summary.row, sides) if row.up.shown]
    if not votes or not rows or summary.voted == 1:
        return None

    def tells(row: StanceRow) -> tuple[float, int]:
        gap = abs(row.up.total / votes - row.up.shown / summary.voted)
        return round(gap, 9), row.up.total  # of two equal gaps, that of the more voted

    return max(rows, key=tells)


def _spoken_against_voted(summary: TargetSummary, row: StanceRow) -> str:
    """Shares of the comments that show votes: others could not have drawn any."""
    votes, stance = _up_votes(summary), AS_WORDS[row.stance]
    spoken, voted = row.up.shown / summary.voted, row.up.total / votes
    differs = abs(spoken - voted) >= GAP
    link = ", but" if differs else " and"
    showing = " that show votes" if summary.voted < summary.judged else ""
    if summary.voted < FEW:
        verb = "is" if row.up.shown == 1 else "are"
        drew = f"drew {row.up.total:,} of {votes:,} up-votes"
        of = f"{_comments(summary.voted)}{showing}"
        return f"{row.up.shown} of {of} {verb} {stance}{link} {drew}."
    if showing:
        of = f"Of {_comments(summary.voted)}{showing}"
        return f"{of}, {percent(spoken)} are {stance}{link} drew {percent(voted)} of up-votes."
    if differs:
        return f"Comments {stance}: {percent(spoken)}, but {percent(voted)} of up-votes."
    return f"Comments {stance}: {percent(spoken)}; their share of up-votes: {percent(voted)}."


def _on_few(summary: TargetSummary, row: StanceRow) -> str:
    """The warning that most votes of a stance went to one comment, or to one article's."""
    of = summary.columns
    mine = of.stance == STANCES.index(row.stance)
    ups = np.nan_to_num(of.up) * mine
    if mine.sum() > 1 and row.up.total and ups.max() > row.up.total / 2:
        return f" Of their {row.up.total:,} up-votes, one comment alone drew {int(ups.max()):,}."
    by_article = np.bincount(of.article, ups)
    most = int(by_article.max())
    if len(np.unique(of.article)) > 2 and most > row.up.total / 2:
        return f" Of their {row.up.total:,} up-votes, {most:,} were drawn under one article."
    return ""


def _mostly_down(summary: TargetSummary) -> str:
    """That there are fewer up- than down-votes, where it is so: shares of the former hide it."""
    up = sum(row.approval.part for row in summary.rows)
    whole = sum(row.approval.whole for row in summary.rows)
    if whole < FEW or up >= whole / 2:
        return ""
    return f" Of all votes, {percent((whole - up) / whole)} are down-votes."


def _mix(summary: TargetSummary) -> str:
    if summary.judged == 1:
        stance = next(row.stance for row in summary.rows if row.n)
        return f"The one comment with a stance is {AS_WORDS[stance]}."
    few = summary.judged < FEW
    parts = [
        f"{row.n if few else percent(row.n / summary.judged)} {AS_WORDS[row.stance]}"
        for row in summary.rows
    ]
    return f"Of {_comments(summary.judged)}, {parts[0]}, {parts[1]}, {parts[2]}."


def _nets(summary: TargetSummary) -> str:
    if summary.votes_missing == summary.comments:
        return " No votes are shown."
    rows = [r for r in summary.rows if r.median_net is not None and r.stance is not Stance.NEUTRAL]
    if summary.measure is Measure.UP or len(rows) < 2 or summary.judged < FEW:
        return ""
    said = [f"{row.median_net:+g} {AS_WORDS[row.stance]}" for row in rows]
    return f" Median net votes: {said[0]}, {said[1]}.".replace("-", "\N{MINUS SIGN}")
