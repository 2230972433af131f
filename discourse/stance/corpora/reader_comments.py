"""The authored reader comments: three targets a comment, replies and quotes; ships with us."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpora._authored import LICENCE, SOURCE, stories
from discourse.stance.corpus import Corpus, Example
from discourse.stance.judgement import Question

TARGET_KINDS = ("t0", "t1", "t2")  # the headline, a proposition, a name or topic


def _read(folder: Path) -> Iterator[Example]:
    for story in stories(folder):
        for comment in story.comments:
            context = story.answered(comment)
            for kind, target, stance in zip(TARGET_KINDS, story.event.t, comment.s, strict=True):
                question = Question(
                    target=target, text=comment.own, context=context, comment_id=f"{comment.i}"
                )
                yield Example(question, stance, story.split, story.event.e, kind, comment.k)


CORPUS = Corpus(
    name="reader-comments",
    source=SOURCE,
    licence=LICENCE,
    read=_read,
)
