"""Threads to export: authors known and unknown, replies, quotes, votes, an abstention."""

from datetime import UTC, date, datetime

from discourse.aggregate.judged import JudgedThread
from discourse.run.exports._export import Given
from discourse.run.manifest import ModelRecord
from discourse.stance.judgement import UNKNOWN, Judgement, Scores
from discourse.stance.questions import Target
from discourse.thread import Article, Comment, Quote, ReplyEvidence, Source, Thread, Votes

TARGETS = (Target("headline", "Tunnel approved"), Target("tolls", "tolls for lorries"))
COMMENTS = (
    Comment(
        "9001",
        "=HYPERLINK(1) I agree with nobody.",
        "=HYPERLINK(1) I agree with nobody.",
        author="Ada Moor",
        posted=datetime(2026, 3, 1, 9, 30),  # noqa: DTZ001 - pages often tell no zone
        votes=Votes(3, 1, 2),
        permalink="https://news.example/c/ada-moor",
    ),
    Comment(
        "9002",
        "Ada Moor is wrong, and so is @ada moor's town. The word adamant stays.",
        "Ada Moor wrote: I agree with nobody.\n\nAda Moor is wrong.",
        parent="9001",
        reply_evidence=ReplyEvidence.MARKUP,
        author="田中",
        addressee="Ada Moor",
        posted=datetime(2026, 3, 1, 10, 0, tzinfo=UTC),
        quotes=(
            Quote("I, Ada Moor, agree with nobody.", Source.COMMENT, "9001", "article"),
            Quote("the debate", Source.ARTICLE),
        ),
    ),
    Comment("9003", "", "", votes=Votes(net=-4)),
    Comment("9004", "田中さんに\x0b賛成", "田中さんに賛成", author="Ada"),
)


def judged() -> JudgedThread:
    article = Article(
        "Tunnel approved", ("The debate was long.",), "Bay News", ("Ken Ito",), date(2026, 3, 1)
    )
    judgements = tuple(
        Judgement(comment.id, target.text, Scores(0.7, 0.2, 0.1))
        if comment.text
        else Judgement(comment.id, target.text, UNKNOWN, "no own words")
        for target in TARGETS
        for comment in COMMENTS
    )
    return JudgedThread("pages/tunnel.html", Thread(article, COMMENTS), TARGETS, judgements)


def given() -> Given:
    return Given((judged(),), ModelRecord("words", "0123456789abcdef"))
