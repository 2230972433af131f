"""Which words of a comment are quoted, from whom, and whom it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from discourse.parse.layout import Draft
from discourse.thread import Article, Comment, Problem, Quote, ReplyEvidence, Source


@dataclass(frozen=True, slots=True)
class Resolved:
    """Comments with own words and quotes told apart and replies worked out, and what went wrong."""

    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...] = ()


def resolve(article: Article, drafts: Sequence[Draft]) -> Resolved:
    """The comments of a page, in page order."""
    del article  # words are not compared yet: a quote is what markup marks as one
    return Resolved(tuple(_comment(draft) for draft in drafts))


def _comment(draft: Draft) -> Comment:
    own = [block.text.strip() for block in draft.blocks if not block.quoted]
    marked = [block.text.strip() for block in draft.blocks if block.quoted]
    return Comment(
        id=draft.id,
        text="\n\n".join(own),
        raw="\n\n".join(block.text.strip() for block in draft.blocks),
        parent=draft.parent,
        reply_evidence=None if draft.parent is None else ReplyEvidence.MARKUP,
        author=draft.author,
        addressee=draft.addressee,
        posted=draft.posted,
        votes=draft.votes,
        quotes=tuple(Quote(text, Source.ELSEWHERE) for text in marked),
        permalink=draft.permalink,
    )
