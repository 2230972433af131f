"""Threads and judgements to a summary: pure, no files, no pictures."""

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
from discourse.aggregate.sentence import key_sentence
from discourse.aggregate.summarise import summarise
from discourse.aggregate.summary import (
    ArticleSummary,
    Mark,
    Measure,
    Resampled,
    StanceRow,
    Summary,
    TargetSummary,
    net_of,
)

__all__ = [
    "UNKNOWN",
    "ArticleSummary",
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
    "Measure",
    "Proportion",
    "Replies",
    "Resampled",
    "StanceRow",
    "Summary",
    "Tally",
    "TargetSummary",
    "findings",
    "key_sentence",
    "net_of",
    "summarise",
    "wilson",
]
