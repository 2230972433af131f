"""Files of labels -> examples with one stance each: what to measure a model on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from discourse.errors import LabelError
from discourse.labelling.columns import BadRow
from discourse.labelling.learning import NAMELESS, answers, asked, stances
from discourse.run.models.own_labels import read_entries
from discourse.stance.corpus import Example, Split


@dataclass(frozen=True, slots=True)
class LabelledExamples:
    """The examples, one a comment and target; `kind` is the target's name.

    `left_out` counts comments without a stance: unclear, skipped, or annotators evenly divided.
    `articles` is how many articles the examples are from; 0 where no row says. `bad` are the rows
    that could not be read.
    """

    examples: tuple[Example, ...]
    left_out: int
    articles: int
    bad: tuple[BadRow, ...]


def read_examples(paths: Sequence[Path], *, strict: bool = False) -> LabelledExamples:
    """The stance that most annotators gave each comment and target, in file order.

    Raises LabelError where a file cannot be read, holds other labels than ours (with `strict`: any
    bad row), or no stance is left.
    """
    found = read_entries(paths, strict=strict)
    last = answers(found.entries)
    names = {asked(entry.task): entry.task.target_name for entry, _ in found.entries}
    examples = tuple(
        Example(
            one.question,
            one.stance,
            Split.TEST,
            _group(one.article, place),
            names[one.article, one.question],
        )
        for place, one in enumerate(stances(last))
    )
    if not examples:
        raise LabelError(found.name, "comments labelled with a stance", "none")
    articles = {article for article, _ in last} - {NAMELESS}
    return LabelledExamples(examples, len(last) - len(examples), len(articles), found.bad)


def _group(article: str, place: int) -> str:
    """Comments without an article stand alone."""
    return f"row {place + 1}" if article == NAMELESS else article
