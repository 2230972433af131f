"""What a training is told: base, stages, mixtures; read from YAML, where no key may be unknown."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from discourse.errors import LabelError, SettingsError
from discourse.stance.corpus import Corpus, Example, Part, Split

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Portion:
    """How much of one data set goes into a mixture: `take` examples (0: all), `repeat` times.

    `only` and `without` keep or leave out the groups (events, debates, articles) whose names begin
    so: `d5e` is every event of the domain d5. `part` takes a part of the groups, so that what a
    model is calibrated on and what its figures are of share none.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    corpus: str
    take: int = 0
    repeat: int = 1
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    part: Part = Part.ALL

    def keeps(self, group: str) -> bool:
        """Whether an example of that group belongs to the portion."""
        wanted = self.part.holds(group) and (not self.only or group.startswith(self.only))
        return wanted and not (self.without and group.startswith(self.without))


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass over a mixture, with a learning rate that warms up and then falls to zero.

    `ranking` weighs a second loss: between targets of one comment, the more favored one should
    score higher, so that the target decides and not the comment alone. 0 leaves it out.
    `early_stop` ends the stage after so many evaluations in a row without a better mean macro-F1
    over the dev sets, and keeps the best weights; 0 goes to the end and keeps the last.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str
    mixture: tuple[Portion, ...]
    learning_rate: float
    warmup: float = 0.06  # share of the stage's steps
    ranking: float = 0.0
    early_stop: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides the weights a training ends with.

    `base_share` mixes the base's weights into those learned, weight by weight, so that less is
    forgotten (WiSE-FT: Wortsman et al. 2022); 0 keeps what was learned alone. Only a base that
    labels stances already can have a share.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    base: Path
    stages: tuple[Stage, ...]
    dev: tuple[Portion, ...]
    calibration: tuple[Portion, ...]
    languages: tuple[str, ...] = ("en",)  # the model abstains from comments in others
    seed: int = 13
    max_length: int = 128  # tokens a pair
    batch_tokens: int = 2048  # tokens a step, padding counted
    label_smoothing: float = 0.05
    weight_decay: float = 0.01
    dropout: float = 0.0
    context_share: float = 0.5  # of the comments that answer one, how many show what they answer
    freeze_embeddings: bool = True
    evaluate_every: int = 500  # steps
    checkpoint_every: int = 200  # steps
    base_share: Annotated[float, Field(ge=0, lt=1)] = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a training stands."""

    stage: str
    step: int
    steps: int
    loss: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Library:
    """The labelled data at hand: the sets known by name, and the folder they lie in."""

    corpora: tuple[Corpus, ...]
    folder: Path

    def named(self, name: str) -> Corpus:
        """The set of that name; raises SettingsError that tells the names there are."""
        for corpus in self.corpora:
            if corpus.name == name:
                return corpus
        known = ", ".join(corpus.name for corpus in self.corpora)
        raise SettingsError(f"{name}: expected one of the sets {known}")

    def examples(self, name: str, split: Split, part: Part = Part.ALL) -> list[Example]:
        """One set's examples of one split, of all groups or of a part of them.

        Raises SettingsError for an unknown name, LabelError where its files are missing or hold no
        such example.
        """
        corpus = self.named(name)
        try:
            read = [found for found in corpus.read(self.folder) if found.split is split]
        except FileNotFoundError as error:
            raise LabelError(name, f"its files in {self.folder}", f"no {error.filename}") from error
        if not read:
            raise LabelError(name, f"{split} examples in {self.folder}", "none")
        examples = [found for found in read if part.holds(found.group)]
        if not examples:
            raise LabelError(name, f"groups of the {part} part", "none")
        return examples
