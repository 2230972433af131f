"""Which examples a stage learns from, in which batches: decided by the seed alone."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from discourse.stance.corpus import Example, Split
from discourse.stance.judgement import Stance
from discourse.stance.recipe import Library, Portion

WINDOW = 64  # batches sorted by length together


def draw(library: Library, portions: Iterable[Portion], split: Split, seed: int) -> list[Example]:
    """The examples of a mixture, shuffled; a portion's draw depends on its name and the seed."""
    drawn: list[Example] = []
    for portion in portions:
        chance = random.Random(f"{seed}:{portion.corpus}:{split}")  # noqa: S311  # no secret
        examples = library.examples(portion.corpus, split)
        found = [example for example in examples if portion.keeps(example.group)]
        chance.shuffle(found)
        drawn.extend((found[: portion.take] if portion.take else found) * portion.repeat)
    random.Random(f"{seed}:{split}").shuffle(drawn)  # noqa: S311  # no secret
    return drawn


def hide_context(examples: Sequence[Example], share: float, seed: int) -> list[Example]:
    """The same examples with what they answer shown for about `share` of them only."""
    chance = random.Random(f"{seed}:context")  # noqa: S311  # no secret
    return [
        found
        if chance.random() < share
        else replace(found, question=replace(found.question, context=""))
        for found in examples
    ]


def plan(
    lengths: Sequence[int], budget: int, seed: str, together: Sequence[int] | None = None
) -> list[list[int]]:
    """Batches of rows of like length, at most `budget` tokens each, in shuffled order.

    Rows with the same number in `together` stay in one batch, which they may then overfill.
    """
    chance = random.Random(seed)  # noqa: S311  # no secret
    units = _units(range(len(lengths)) if together is None else together)
    chance.shuffle(units)
    mean = max(1, sum(lengths) // max(1, len(units)))
    window = max(1, WINDOW * budget // mean)
    planned: list[list[int]] = []
    for start in range(0, len(units), window):
        planned.extend(_batches(units[start : start + window], lengths, budget))
    chance.shuffle(planned)
    return planned


def same_comment(examples: Sequence[Example]) -> list[int]:
    """For each example the number of its comment: equal where group and text are."""
    numbers: dict[tuple[str, str], int] = {}
    return [
        numbers.setdefault((example.group, example.question.text), len(numbers))
        for example in examples
    ]


def label_weights(examples: Iterable[Example]) -> tuple[float, ...]:
    """A weight for each stance, one over the square root of its share, with mean 1 over examples.

    A stance that never occurs weighs 0.
    """
    counts = Counter(example.stance for example in examples)
    total = sum(counts.values())
    raw = [(total / counts[stance]) ** 0.5 if counts[stance] else 0.0 for stance in Stance]
    mean = sum(weight * counts[stance] for weight, stance in zip(raw, Stance, strict=True)) / total
    return tuple(weight / mean for weight in raw)


def _units(together: Sequence[int]) -> list[list[int]]:
    """The rows that belong together, in the order in which each first occurs."""
    units: dict[int, list[int]] = {}
    for row, number in enumerate(together):
        units.setdefault(number, []).append(row)
    return list(units.values())


def _batches(
    units: Sequence[Sequence[int]], lengths: Sequence[int], budget: int
) -> list[list[int]]:
    longest = [max(lengths[row] for row in unit) for unit in units]
    found: list[list[int]] = [[]]
    for place in sorted(range(len(units)), key=longest.__getitem__):  # the last is the longest
        if found[-1] and (len(found[-1]) + len(units[place])) * longest[place] > budget:
            found.append([])
        found[-1].extend(units[place])
    return found if found[-1] else []
