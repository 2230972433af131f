"""Replies among the authored reader comments, toward the comment they answer."""

from collections.abc import Iterator
from pathlib import Path

from discourse.stance.corpora._authored import LICENCE, SOURCE, stories
from discourse.stance.corpora._replies import STANCES
from discourse.stance.corpus import Corpus, Example
from discourse.stance.judgement import Question


def _read(folder: Path) -> Iterator[Example]:
    """The same events are held out as in `reader-comments`."""
    for story in stories(folder):
        for comment in story.comments:
            if comment.r is not None:
                question = Question(
                    target=story.answered(comment), text=comment.own, comment_id=f"{comment.i}"
                )
                group, stance = story.event.e, STANCES[comment.r]
                yield Example(question, stance, story.split, group, tags=comment.k)


CORPUS = Corpus(
    name="replies-authored",
    source=SOURCE,
    licence=LICENCE,
    read=_read,
)
