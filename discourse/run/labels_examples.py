"""Files of labels -> examples with one stance each: what to measure a model on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from discourse.errors import LabelError
from discourse.labelling.rows import Entry, Task
from discourse.run.labels_converting import Converted, labels
from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import Question, Stance


@dataclass(frozen=True, slots=True)
class LabelledExamples:
    """The examples, one a comment and target, and the comments that give none, with the reason.

    `unclear` counts those that most annotators call unclear, `divided` those whose annotators are
    evenly divided. `articles` is how many articles the examples are from; 0 where no row says.
    """

    examples: tuple[Example, ...]
    unclear: int
    divided: int
    articles: int
    done: Converted


def read_examples(paths: Sequence[Path], *, strict: bool = False) -> LabelledExamples:
    """The label that most annotators gave each comment and target, in file order.

    Raises LabelError where a file cannot be read or no label is left.
    """
    done = Converted()
    answers: dict[tuple[str, str], list[Entry]] = {}
    for entry in labels(paths, done, strict=strict):
        answers.setdefault(entry.key[:2], []).append(entry)
    ranked = [(some[0].task, _most(some)) for some in answers.values()]
    examples = tuple(_example(task, said) for task, said in ranked if said in set(Stance))
    if not examples:
        raise LabelError(", ".join(map(str, paths)), "comments labelled with a stance", "none")
    return LabelledExamples(
        examples=examples,
        unclear=sum(said == "unclear" for _, said in ranked),
        divided=sum(not said for _, said in ranked),
        articles=len({task.article for task, _ in ranked if task.article}),
        done=done,
    )


def _most(entries: Iterable[Entry]) -> str:
    """The label given most often; empty where two are."""
    (first, count), *others = Counter(entry.answer.value for entry in entries).most_common()
    return "" if others and others[0][1] == count else first


def _example(task: Task, said: str) -> Example:
    """Comments without an article stand alone."""
    question = Question(
        target=task.target, text=task.text, context=task.context, comment_id=task.comment_id
    )
    group = task.article or f"comment {task.id}"
    return Example(question, Stance(said), Split.TEST, group, kind=task.target_name)
