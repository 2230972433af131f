"""JSON lines: a comment a line, its article, votes, quotes and stances nested in it."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from discourse.aggregate.judged import JudgedThread
from discourse.records import SCHEMA
from discourse.run.exports._export import Export, Given, Part, one_file
from discourse.stance.judgement import Judgement
from discourse.stance.questions import Target
from discourse.thread import Article, Comment


def _parts(given: Given) -> list[Part]:
    lines = (
        json.dumps(line, ensure_ascii=False) + "\n" for one in given.judged for line in _lines(one)
    )
    return one_file("".join(lines))


def _lines(judged: JudgedThread) -> Iterator[dict[str, object]]:
    said = {(one.comment_id, one.target): one for one in judged.judgements}
    about = {"key": judged.key, **_article(judged.thread.article)}
    for position, comment in enumerate(judged.thread.comments, 1):
        stances = [_stance(one, said[comment.id, one.text]) for one in judged.targets]
        yield {
            "schema": SCHEMA,
            "article": about,
            "position": position,
            **_comment(comment),
            "stances": stances,
        }


def _article(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "site": article.site,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }


def _comment(comment: Comment) -> dict[str, object]:
    posted = comment.posted.isoformat() if comment.posted else None
    return {**asdict(comment), "posted": posted}


def _stance(target: Target, judgement: Judgement) -> dict[str, object]:
    return {
        "target_name": target.name,
        "target": target.text,
        "label": judgement.outcome,
        "confidence": judgement.confidence,
        "scores": dict(judgement.scores),
        "abstained": judgement.abstained,
    }


EXPORT = Export("jsonl", _parts)
