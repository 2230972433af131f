"""Which comments a model learned from: short digests beside it, so that no text is kept.

A comparison on comments that a model has learned from says nothing of how it does on others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from discourse.errors import ModelError
from discourse.run.store import write_atomic
from discourse.stance import classifier
from discourse.stance.corpus import Example, Split
from discourse.stance.mixtures import draw
from discourse.stance.recipe import Library, Recipe

LEARNED = "learned.digests"  # digests of 8 bytes, sorted
CHOSEN = "chosen-by.digests"  # the same, of comments that decided when to stop
SIZE = 8

Digests = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Learned:
    """Digests of the comments a model learned from, and of those that it was chosen by."""

    learned: Digests = frozenset()
    chosen: Digests = frozenset()

    def from_any(self, examples: Iterable[Example]) -> list[bool]:
        """For each example whether the model learned from its text."""
        return [digest(example.question.text) in self.learned for example in examples]

    def by_any(self, examples: Iterable[Example]) -> int:
        """How many of the examples the model was chosen by."""
        return sum(digest(example.question.text) in self.chosen for example in examples)


def digest(text: str) -> bytes:
    """Of a comment's words; letter case and spaces do not matter."""
    words = " ".join(text.split()).casefold()
    return blake2b(words.encode("utf-8", "backslashreplace"), digest_size=SIZE).digest()


def note(folder: Path, recipe: Recipe, data: Library) -> None:
    """Writes beside a model what it was trained on; what its parent learned from counts too."""
    portions = [portion for stage in recipe.stages for portion in stage.mixture]
    before = of(classifier.folder_of(recipe.base))
    learned = before.learned | _digests(draw(data, portions, Split.TRAIN, recipe.seed))
    chosen = before.chosen
    if any(stage.early_stop for stage in recipe.stages):
        chosen |= _digests(draw(data, recipe.dev, Split.DEV, recipe.seed))
    write_atomic(folder / LEARNED, b"".join(sorted(learned)))
    write_atomic(folder / CHOSEN, b"".join(sorted(chosen)))


def of(folder: Path) -> Learned:
    """What is noted beside a model; nothing where it came without. Raises ModelError."""
    return Learned(_read(folder / LEARNED), _read(folder / CHOSEN))


def _digests(examples: Iterable[Example]) -> Digests:
    return frozenset(digest(example.question.text) for example in examples)


def _read(path: Path) -> Digests:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError as error:
        raise ModelError(str(path), "a readable file", error.strerror or str(error)) from error
    if len(data) % SIZE:
        found = f"{len(data):,} bytes"
        raise ModelError(str(path), f"digests of {SIZE} bytes of what a model learned from", found)
    return frozenset(data[place : place + SIZE] for place in range(0, len(data), SIZE))
