"""What is asked about a comment and what comes back; no torch here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

# why a comment has no stance
NO_OWN_WORDS = "no own words"  # it only quotes, or is empty
FOREIGN = "in a language the model does not know"  # the language's code follows in brackets
UNSURE = "the model is not sure enough"
UNCLEAR = "unclear"  # what tables say in place of a stance


class Stance(StrEnum):
    """A comment's stance toward a target, in the order charts draw them."""

    AGAINST = "against"
    NEUTRAL = "neutral"
    FAVOR = "favor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is the stance of `text` toward `target`?

    `context` is the comment answered (may be empty); the model sees it marked as such.
    `comment_id` is carried through to the judgement and never seen by the model.
    """

    target: str
    text: str
    context: str = ""
    comment_id: str = ""


@dataclass(frozen=True, slots=True)
class Scores(Mapping[str, float]):
    """Probabilities by label name; they sum to 1."""

    against: float
    neutral: float
    favor: float

    def __getitem__(self, label: str) -> float:
        match label:
            case "against":
                return self.against
            case "neutral":
                return self.neutral
            case "favor":
                return self.favor
        raise KeyError(label)

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(stance.value for stance in Stance))

    def __len__(self) -> int:
        return len(Stance)


UNKNOWN = Scores(1 / 3, 1 / 3, 1 / 3)  # nothing is known


@dataclass(frozen=True, slots=True)
class Judgement:
    """One comment's stance toward one target.

    `abstained` says why no stance is claimed (empty: one is). An abstained judgement still has a
    `label`, the likeliest, but no summary counts it; what tables and exports show is `outcome`.
    """

    comment_id: str
    target: str
    scores: Scores
    abstained: str = ""

    @property
    def label(self) -> Stance:
        """The likeliest stance."""
        return max(Stance, key=lambda stance: self.scores[stance])

    @property
    def outcome(self) -> str:
        """The stance claimed, or `unclear` where none is."""
        return UNCLEAR if self.abstained else self.label.value

    @property
    def confidence(self) -> float:
        """The probability of `label`."""
        return self.scores[self.label]


class Classifier(Protocol):
    """Anything that answers questions of stance."""

    @property
    def name(self) -> str:
        """What a chart's footer calls it."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 of its weights and settings: two models of one digest answer alike."""
        ...

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        """One judgement a question, in order."""
        ...
