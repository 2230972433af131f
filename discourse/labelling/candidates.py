"""From judged threads to what could be labelled."""

from collections.abc import Iterator, Mapping
from math import log

from discourse.aggregate.judged import JudgedThread
from discourse.labelling.rows import Quoted, Task, task_id
from discourse.stance.judgement import FOREIGN, Scores
from discourse.stance.questions import questions_for
from discourse.thread import Comment, Quote, Source, Votes


def candidates(judged: JudgedThread, model: str) -> Iterator[Task]:
    """A task a comment with own words and target; the texts are those that the model was asked.

    Not of comments in a language that the model does not know: it abstains from them, labels or no.
    """
    thread = judged.thread
    comments = {comment.id: comment for comment in thread.comments}
    given = {(one.comment_id, one.target): one for one in judged.judgements}
    names = {target.text: target.name for target in judged.targets}
    for asked in questions_for(thread, judged.targets):
        judgement = given[asked.comment_id, asked.target]
        if not asked.text.strip() or judgement.abstained.startswith(FOREIGN):
            continue
        yield Task(
            id=task_id(judged.key, asked.comment_id, asked.target, asked.text),
            target=asked.target,
            text=asked.text,
            target_name=names[asked.target],
            article=judged.key,
            headline=thread.article.title,
            comment_id=asked.comment_id,
            context=asked.context,
            quoted=_quoted(comments[asked.comment_id], comments),
            votes=comments[asked.comment_id].votes,
            scores=judgement.scores,
            model=model,
        )


def uncertainty(scores: Scores) -> float:
    """Entropy of the scores, from 0 (sure) to 1 (nothing is known)."""
    entropy = -sum(score * log(score) for score in scores.values() if score > 0)
    return min(1.0, max(0.0, entropy / log(len(scores))))


def ballots(votes: Votes) -> int:
    """How many votes a comment is known to have drawn."""
    if votes.up is None and votes.down is None:
        return abs(votes.net or 0)
    return max((votes.up or 0) + (votes.down or 0), abs(votes.net or 0))


def _quoted(comment: Comment, comments: Mapping[str, Comment]) -> tuple[Quoted, ...]:
    return tuple(Quoted(quote.text, _said_by(quote, comments)) for quote in comment.quotes)


def _said_by(quote: Quote, comments: Mapping[str, Comment]) -> str:
    if quote.comment_id is not None:
        return comments[quote.comment_id].author or f"comment {quote.comment_id}"
    return "the article" if quote.source is Source.ARTICLE else "elsewhere"
