"""Threads and judgements to a summary: pure, no files, no pictures."""

from discourse.aggregate.columns import Columns
from discourse.aggregate.correction import UNKNOWN, Confusion
from discourse.aggregate.effects import (
    Comparison,
    Corrected,
    Crossing,
    Estimate,
    Exposure,
    Replies,
)
from discourse.aggregate.findings import Finding, findings
from discourse.aggregate.intervals import Interval, Proportion, Tally, wilson
from discourse.aggregate.judged import JudgedThread
from discourse.aggregate.marks import Mark, Marks
from discourse.aggregate.sentence import key_sentence
from discourse.aggregate.summarise import summarise
from discourse.aggregate.summary import (
    Abstained,
    ArticleSummary,
    Resampled,
    StanceRow,
    Summary,
    TargetSummary,
)
from discourse.aggregate.votes import Measure, controversy_of, net_of

__all__ = [
    "UNKNOWN",
    "Abstained",
    "ArticleSummary",
    "Columns",
    "Comparison",
    "Confusion",
    "Corrected",
    "Crossing",
    "Estimate",
    "Exposure",
    "Finding",
    "Interval",
    "JudgedThread",
    "Mark",
    "Marks",
    "Measure",
    "Proportion",
    "Replies",
    "Resampled",
    "StanceRow",
    "Summary",
    "Tally",
    "TargetSummary",
    "controversy_of",
    "findings",
    "key_sentence",
    "net_of",
    "summarise",
    "wilson",
]
