"""How far a model's outputs are to be cooled, question by question, so that its scores are true.

One temperature for all (Guo et al. 2017) leaves a model too sure of some kinds of questions and
too unsure of others; one that depends on the question (Balanya et al. 2024) does not. Ours is a
product of powers of a few things known of every question, with a Gaussian prior on the exponents,
so that few examples give little more than the one temperature.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from discourse.stance.judgement import Question, Stance

PRIOR = 0.5  # standard deviation of an exponent
STEEPEST = 10.0  # an exponent; twenty times the deviation
NEUTRAL = [*Stance].index(Stance.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Temperature:
    """A scale, times the words of target and of comment, each to a power of its own.

    `neutral` is a further factor where neutral is the likeliest stance.
    """

    scale: float = 1.0
    target_words: float = 0.0
    text_words: float = 0.0
    neutral: float = 1.0

    def of(self, question: Question, logits: Sequence[float]) -> float:
        """What to divide the outputs (in the order of Stance) for a question by."""
        targets, texts = float(_words(question.target)), float(_words(question.text))
        cooled: float = self.scale * targets**self.target_words * texts**self.text_words
        return cooled * (self.neutral if _is_neutral(logits) else 1.0)

    @property
    def is_possible(self) -> bool:
        """Whether every question can be cooled by it: it is above zero, and finite."""
        factors, exponents = (self.scale, self.neutral), (self.target_words, self.text_words)
        return all(0 < one < math.inf for one in factors) and all(
            abs(one) <= STEEPEST for one in exponents
        )

    def __str__(self) -> str:
        return (
            f"{self.scale:.3f} x target words^{self.target_words:.3f} x comment words^"
            f"{self.text_words:.3f}, x {self.neutral:.3f} where neutral is likeliest"
        )


def fit_temperature(
    logits: Sequence[Sequence[float]], questions: Sequence[Question], gold: Sequence[Stance]
) -> Temperature:
    """The likeliest temperature for raw outputs whose columns are in the order of Stance."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import log_softmax

    table, places = np.asarray(logits, dtype=float), [[*Stance].index(stance) for stance in gold]
    known = np.array([_known(*pair) for pair in zip(questions, logits, strict=True)])

    def loss(weights: np.ndarray) -> float:
        cooled = table / np.exp(known @ weights)[:, None]
        shares = log_softmax(cooled, axis=1)[np.arange(len(places)), places]
        return float(((weights[1:] / PRIOR) ** 2).sum() / 2 / len(places) - shares.mean())

    scale, target_words, text_words, neutral = map(float, minimize(loss, [0.0] * 4).x)
    return Temperature(math.exp(scale), target_words, text_words, math.exp(neutral))


def _known(question: Question, logits: Sequence[float]) -> tuple[float, float, float, float]:
    """What the logarithm of a temperature is linear in."""
    words = (math.log(_words(question.target)), math.log(_words(question.text)))
    return 1.0, *words, float(_is_neutral(logits))


def _words(text: str) -> int:
    return max(1, len(text.split()))


def _is_neutral(logits: Sequence[float]) -> bool:
    return logits[NEUTRAL] == max(logits)
