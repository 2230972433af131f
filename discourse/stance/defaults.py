"""How to go on from a model with labels of one's own: a recipe as a function of their number."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from discourse.stance.recipe import Portion, Recipe, Stage

OWN, EARLIER = "own-labels", "reader-comments"
LEARNING_RATE = 1e-4
# held-out labels: on 60, macro-F1 swings by some 6 points by chance (about the square root of
# .25 / 60), more than a training gains; choosing by that would keep weights for their luck
FEWEST_TO_STOP_BY = 200
PATIENCE = 3  # evaluations without a better figure
MEASURED = 1000  # held-out labels at most that are judged at each evaluation
REPLAYED_DEV = 240  # comments and targets of the earlier set, to see what is forgotten
PAIR_TOKENS = 64  # about, of a comment with its target
EVALUATIONS = 6  # of a training that stops by them; to see how one goes, a third is enough
# by labels to learn from: how much of the weights stays the base's. 300 labels of a new topic, 240
# of them to learn from: with 0, .25 and .5 macro-F1 on dev rose there by 9.7, 8.6 and 4.5 points,
# and went by -1.9, -.1 and +2.7 on arc-multi; 100 labels: with .25 and .5 by 1.3 and 3.5, and by
# -.8 and 0 there (one draw each: tests/benchmarks/new_domain.py on mtcsd:Bitcoin)
BASE_SHARES = ((80, 0.5), (240, 0.25), (500, 0.25), (5000, 0.0))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the number of labels decides.

    `replay` is how many examples of the earlier set are mixed in, drawn anew, none twice.
    """

    epochs: int
    replay: int
    batch_tokens: int
    evaluate_every: int  # steps
    base_share: float = 0.0


def plan(labels: int) -> Plan:
    """The plan for so many labels to learn from, 50 or 50,000.

    Epochs fall by two with every tenfold of the labels, from 7 at 50 to 2 at 10,000 and more: few
    labels have to be seen often, many are learned from at once. Against forgetting, one example of
    the earlier set goes with every two labels seen, as long as there are any. Batches are small
    where there is little to learn from, so that there are steps enough. Also against forgetting,
    the base keeps a share of the weights: by BASE_SHARES, between them with the logarithm of the
    labels; 5,000 and more outweigh what the base learned from.
    """
    if labels < 1:
        raise ValueError(f"expected at least one label, found {labels}")
    epochs = min(7, max(2, round(10 - 2 * math.log10(labels))))
    replay = math.ceil(labels * epochs / 2)
    batch_tokens = 1024 if labels < 2000 else 2048
    steps = (labels * epochs + replay) * PAIR_TOKENS / batch_tokens
    every = max(10, round(steps / EVALUATIONS))
    sizes, shares = zip(*BASE_SHARES, strict=True)
    share = float(np.interp(math.log(labels), np.log(sizes), shares))
    return Plan(epochs, replay, batch_tokens, every, round(share, 3))


def recipe_for(
    base: Path, *, labels: int, held: int, seed: int = 13, earlier_but: tuple[str, ...] = ()
) -> Recipe:
    """A recipe that goes on from `base` with `labels` labels, while `held` are held out.

    With few held out, the weights at the end are kept; else the best ones. `earlier_but` leaves
    groups out of the earlier set.
    """
    made = plan(labels)
    mixture = (
        Portion(OWN, repeat=made.epochs),
        Portion(EARLIER, take=made.replay, without=earlier_but),
    )
    stop = PATIENCE if held >= FEWEST_TO_STOP_BY else 0
    return Recipe(
        base=base,
        stages=(Stage("own labels", mixture, LEARNING_RATE, early_stop=stop),),
        dev=(
            Portion(OWN, take=MEASURED),
            Portion(EARLIER, take=REPLAYED_DEV, without=earlier_but),
        ),
        calibration=(Portion(OWN), Portion(EARLIER, without=earlier_but)),
        seed=seed,
        batch_tokens=made.batch_tokens,
        evaluate_every=made.evaluate_every * (1 if stop else 3),
        checkpoint_every=50,
        base_share=made.base_share,
    )
