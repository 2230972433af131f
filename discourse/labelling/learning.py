"""Labels of people -> examples to learn from: what most said of each comment, some held out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from discourse.errors import LabelError
from discourse.labelling.rows import Answer, Entry, Task
from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import Question, Stance

HELD = 0.2  # share of the labels that is held out, if whole articles allow it
MOST_HELD = 0.25
NAMELESS = "(no article)"

Said = Mapping[str, Answer]  # by annotator


@dataclass(frozen=True, slots=True)
class Settled:
    """A comment and target with the stance that most annotators gave."""

    article: str
    question: Question
    stance: Stance


@dataclass(frozen=True, slots=True)
class Learnable:
    """Labels as examples of two splits, train and dev, and what is to be said of them.

    `left_out` counts comments without a stance to learn: unclear, skipped, or a tie.
    """

    examples: tuple[Example, ...]
    warnings: tuple[str, ...]
    left_out: int

    def of(self, split: Split) -> tuple[Example, ...]:
        """The examples of one split."""
        return tuple(example for example in self.examples if example.split is split)

    @property
    def counts(self) -> str:
        """How many labels there are of each split, in words."""
        learned, held = self.of(Split.TRAIN), self.of(Split.DEV)
        told = f"{len(learned):,} labels to learn from, {len(held):,} held out"
        return told + (f", {self.left_out:,} without a stance left out" if self.left_out else "")


def learnable(entries: Iterable[tuple[Entry, str]], name: str) -> Learnable:
    """Examples of entries, each with what to call its annotator where it names none.

    Whole articles are held out; conversations where there is but one article, with a warning.
    Raises LabelError, about `name`, where there is no stance or nothing can be held out.
    """
    last = answers(entries)
    settled = list(stances(last))
    if not settled:
        raise LabelError(name, "labels against, neutral or favor", "none")
    articles = {one.article for one in settled}
    groups = [one.article for one in settled] if len(articles) > 1 else conversations(settled)
    counts = Counter(groups)
    if len(counts) < 2:
        expected = "labels of two articles, or at least of two conversations, to hold one out"
        raise LabelError(name, expected, "those of one conversation")
    held = held_out(counts)
    examples = tuple(
        Example(one.question, one.stance, Split.DEV if group in held else Split.TRAIN, group)
        for one, group in zip(settled, groups, strict=True)
    )
    share = sum(counts[group] for group in held) / len(settled)
    warnings = (*_warnings(articles, share), *_missing(examples))
    return Learnable(examples, warnings, len(last) - len(settled))


def held_out(counts: Mapping[str, int]) -> frozenset[str]:
    """Which groups to hold out, given the labels of each: about a fifth of the labels.

    The order is that of the hashes of the names, so that most of what is held out stays so when
    more is labelled. Where every group is too large, the smallest is held out.
    """
    total = sum(counts.values())
    held: set[str] = set()
    n = 0
    for name in sorted(counts, key=lambda one: sha256(one.encode()).hexdigest()):
        if n < HELD * total and n + counts[name] <= MOST_HELD * total:
            held.add(name)
            n += counts[name]
    return frozenset(held or {min(counts, key=lambda one: (counts[one], one))})


def conversations(settled: Sequence[Settled]) -> list[str]:
    """For each comment the name of its conversation: texts tied together by answering.

    A conversation is named after the first text met of it, so that its name stays the same.
    """
    above: dict[str, str] = {}

    def top(text: str) -> str:
        while above.setdefault(text, text) != text:
            text = above[text]
        return text

    for one in settled:
        if one.question.context:
            above[top(one.question.text)] = top(one.question.context)
    names: dict[str, str] = {}
    for one in settled:
        digest = sha256(one.question.text.encode("utf-8", "backslashreplace")).hexdigest()[:8]
        names.setdefault(top(one.question.text), f"{one.article}, conversation {digest}")
    return [names[top(one.question.text)] for one in settled]


def asked(task: Task) -> tuple[str, Question]:
    """What makes two tasks one comment and target: the article, and what the model is asked."""
    question = Question(
        target=task.target, text=task.text, context=task.context, comment_id=task.comment_id
    )
    return task.article or NAMELESS, question


def answers(entries: Iterable[tuple[Entry, str]]) -> dict[tuple[str, Question], dict[str, Answer]]:
    """What each annotator said last of each comment; notes and steps back are no labels.

    Each entry comes with what to call its annotator where it names none.
    """
    last: dict[tuple[str, Question], dict[str, Answer]] = {}
    for entry, stand_in in entries:
        if entry.answer not in (Answer.BACK, Answer.NOTE):
            key = asked(entry.task)
            last.setdefault(key, {})[entry.annotator or stand_in] = entry.answer
    return last


def stances(last: Mapping[tuple[str, Question], Said]) -> Iterator[Settled]:
    """The stance that most annotators gave each comment; none where there is none or a tie."""
    for (article, question), said in last.items():
        given = [Stance(answer.value) for answer in said.values() if answer.is_stance]
        ranked = Counter(given).most_common()
        if ranked and (len(ranked) == 1 or ranked[1][1] < ranked[0][1]):
            yield Settled(article, question, ranked[0][0])


def _warnings(articles: set[str], share: float) -> Iterator[str]:
    if articles == {NAMELESS}:
        yield (
            "no row names its article: whole conversations are held out instead, and if they are "
            "of one article, figures on them promise too much for others; add a column `article`"
        )
    elif len(articles) == 1:
        yield (
            "labels of one article alone: whole conversations are held out instead, which are "
            "about the same news, so figures on them promise too much for other articles; label "
            "some comments of a second article"
        )
    elif NAMELESS in articles:
        yield f"rows that name no article count as one, {NAMELESS}"
    if share > MOST_HELD:
        yield (
            f"{share:.0%} of the labels are held out, since so few articles can be parted no "
            "better; labels of more articles leave more to learn from"
        )


def _missing(examples: Iterable[Example]) -> Iterator[str]:
    there = {one.stance for one in examples if one.split is Split.TRAIN}
    missing = [stance.value for stance in Stance if stance not in there]
    if there and missing:
        yield (
            f"no label to learn from is {' or '.join(missing)}: the model may come to say that too "
            "seldom; label some comments of every stance"
        )
