"""How a question becomes sequence pairs, and their outputs a score for each stance.

A model that labels stances reads one pair: the target, then the comment. One that labels inference
(entailment, neutral, contradiction) is a stance classifier too: it reads the comment as premise
twice, with a hypothesis for and one against the target. To entail the one and to contradict the
other both speak for the same stance; the scores are the mean of the two readings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any, Literal, Protocol

from discourse.errors import ModelError
from discourse.stance.judgement import Question, Stance
from discourse.stance.questions import ModelInput, model_input

PLACE = "{target}"  # of the target in a hypothesis
ENTAILMENT, NEUTRAL, CONTRADICTION = "entailment", "neutral", "contradiction"
NO_ENTAILMENT = ("not_entailment", "non_entailment")  # of models with two labels
INFERENCE = {ENTAILMENT, NEUTRAL, CONTRADICTION}
LEAST = 1e-9  # of a probability, so that it has a logarithm

Cut = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """What a comment that favors the target, or is against it, entails; `{target}` is its place."""

    favor: str = "The writer supports this: {target}"
    against: str = "The writer opposes this: {target}"


PLAIN = Hypotheses()


class Head(Protocol):
    """The way in and out of one kind of model; `cut` is the segment that is cut to fit."""

    @property
    def cut(self) -> Cut:
        """Which segment of a pair may be truncated."""
        ...

    def pairs(self, question: Question) -> tuple[ModelInput, ...]:
        """What the model reads for a question."""
        ...

    def logits(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """From the raw outputs of a question's pairs to a column a Stance."""
        ...


class StanceHead:
    """Of a model whose labels are stances."""

    cut: Cut = "second"

    def __init__(self, order: Sequence[Stance]) -> None:
        self._columns = [order.index(stance) for stance in Stance]

    def pairs(self, question: Question) -> tuple[ModelInput, ...]:
        """The one pair: target, comment."""
        return (model_input(question),)

    def logits(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The outputs by name."""
        (row,) = rows
        return [row[column] for column in self._columns]


class InferenceHead:
    """Of a model whose labels are those of inference."""

    cut: Cut = "first"

    def __init__(self, labels: Sequence[str], hypotheses: Hypotheses) -> None:
        self._labels = labels
        self._hypotheses = hypotheses

    def pairs(self, question: Question) -> tuple[ModelInput, ...]:
        """The comment's own words with the hypothesis for the target, then against it."""
        premise, target = " ".join(question.text.split()), question.target.strip()
        made = (self._hypotheses.favor, self._hypotheses.against)
        return tuple(ModelInput(premise, text.replace(PLACE, target)) for text in made)

    def logits(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Logarithms of the mean probabilities of both readings."""
        favored, opposed = (self._shares(row) for row in rows)
        shares = {
            Stance.AGAINST: (favored[CONTRADICTION] + opposed[ENTAILMENT]) / 2,
            Stance.NEUTRAL: (favored[NEUTRAL] + opposed[NEUTRAL]) / 2,
            Stance.FAVOR: (favored[ENTAILMENT] + opposed[CONTRADICTION]) / 2,
        }
        return [log(max(LEAST, shares[stance])) for stance in Stance]

    def _shares(self, row: Sequence[float]) -> dict[str, float]:
        """Probabilities by label; what is no entailment of a model with two labels is neutral."""
        raised = [exp(value - max(row)) for value in row]
        found = dict.fromkeys(INFERENCE, 0.0)
        for label, value in zip(self._labels, raised, strict=True):
            found[NEUTRAL if label in NO_ENTAILMENT else label] += value / sum(raised)
        return found


def head_for(name: str, id2label: Mapping[Any, str], hypotheses: Hypotheses) -> Head:
    """The head for a model's labels; raises ModelError where they are neither kind."""
    labels = labels_of(id2label)
    if set(labels) == INFERENCE or (
        len(labels) == 2 and ENTAILMENT in labels and set(labels) & set(NO_ENTAILMENT)
    ):
        return InferenceHead(labels, hypotheses)
    return StanceHead(label_order(name, id2label))


def label_order(name: str, id2label: Mapping[Any, str]) -> tuple[Stance, ...]:
    """The stance of each output of the model, by the names in its config."""
    found = labels_of(id2label)
    if sorted(found) != sorted(Stance):
        expected = f"the labels {', '.join(Stance)} (or those of inference)"
        raise ModelError(name, expected, ", ".join(found))
    return tuple(Stance(label) for label in found)


def labels_of(id2label: Mapping[Any, str]) -> list[str]:
    """The names of the outputs in their order, in lower case."""
    return [label.lower() for _, label in sorted(id2label.items(), key=lambda item: int(item[0]))]
