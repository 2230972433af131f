"""From threads to what the model reads: the one place that builds it, for training and for use."""

from collections.abc import Sequence
from dataclasses import dataclass

from discourse.stance.judgement import Question
from discourse.thread import Article, Thread

HEADLINE = "headline"  # the name of the target that is each article's own title
CONTEXT_MARK = " | in reply to: "


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is taken toward. Targets of one `name` are one target across articles.

    `text` is what the model reads: a headline, a proposition, or the name of a person or thing.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ModelInput:
    """The two segments of one sequence pair; only the second may be truncated."""

    first: str
    second: str


def headline(article: Article) -> Target:
    """The default target: the article's headline."""
    return Target(HEADLINE, article.title)


def questions_for(thread: Thread, targets: Sequence[Target]) -> list[Question]:
    """One question a comment and target, targets in turn, comments in page order."""
    said = {comment.id: comment.text for comment in thread.comments}
    return [
        Question(
            target=target.text,
            text=comment.text,
            context=said[comment.parent] if comment.parent is not None else "",
            comment_id=comment.id,
        )
        for target in targets
        for comment in thread.comments
    ]


def model_input(question: Question) -> ModelInput:
    """Target first; then the comment, then what it answers, so that truncation cuts that first."""
    text = " ".join(question.text.split())
    context = " ".join(question.context.split())
    return ModelInput(question.target.strip(), text + CONTEXT_MARK + context if context else text)
