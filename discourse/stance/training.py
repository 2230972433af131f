"""Fine-tuning: a base encoder and a recipe in, a model directory out; a killed run goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discourse.stance import classifier
from discourse.stance.base import judges, load_base
from discourse.stance.calibration import Calibration, calibrate
from discourse.stance.classifier import Loaded, Options, TransformerClassifier
from discourse.stance.corpus import Example, Split
from discourse.stance.encoding import Encoded, encode
from discourse.stance.evaluation import Evaluation, evaluate
from discourse.stance.losses import Losses
from discourse.stance.mixtures import draw, hide_context, plan, same_comment
from discourse.stance.questions import model_input
from discourse.stance.recipe import Library, Portion, Progress, Recipe, Stage
from discourse.stance.steps import learner, learns_in, optimizer_of, set_rate
from discourse.stance.stopping import Best, averaged
from discourse.stance.tensors import device_of

if TYPE_CHECKING:
    import torch

CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Point:
    """Where a training stood when it was measured on the dev sets."""

    stage: str
    step: int
    loss: float | None  # None before the first step
    evaluations: tuple[Evaluation, ...]

    @property
    def score(self) -> float:
        """Mean macro-F1 over the dev sets, by which weights are chosen."""
        return sum(found.metrics.macro_f1 for found in self.evaluations) / len(self.evaluations)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Whom a training tells: of every step, and of every measurement."""

    progress: Callable[[Progress], None]
    point: Callable[[Point], None]


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training made: the model directory and its figures on the dev sets."""

    folder: Path
    evaluations: tuple[Evaluation, ...]
    calibration: Calibration
    hours: float
    device: str
    precision: str


def train(
    recipe: Recipe, library: Library, out: Path, watcher: Watcher, *, resume: bool = False
) -> Trained:
    """Train to the end and write the model directory `out/model`.

    With `resume`, goes on from the checkpoint in `out`: data, order, weights and optimizer are
    then the same, and so is the result. Raises ModelError for a base that does not load.
    """
    out.mkdir(parents=True, exist_ok=True)
    trainer = _Trainer(recipe, library, out, watcher)
    if resume and (out / CHECKPOINT).exists():
        trainer.restore()
    while trainer.stage < len(recipe.stages):
        trainer.run_stage(recipe.stages[trainer.stage])
    return trainer.finish()


class _Trainer:
    """The state of one training."""

    def __init__(self, recipe: Recipe, library: Library, out: Path, watcher: Watcher) -> None:
        import torch

        torch.manual_seed(recipe.seed)
        self.recipe, self.sets, self.out, self.watcher = recipe, library, out, watcher
        self.device = device_of("auto")
        self.model = load_base(recipe).to(self.device)  # type: ignore[arg-type]  # stub gap
        self.tokenizer = classifier.tokenizer_of(classifier.folder_of(recipe.base))
        self.stage = 0
        self.step = 0
        self.seconds = 0.0
        self.best = Best()  # of the stage that runs
        self._drawn: dict[tuple[Portion, ...], list[Example]] = {}  # dev mixtures, read once
        self._optimizer_state: dict[str, Any] | None = None

    def run_stage(self, stage: Stage) -> None:
        """The rest of one stage, from `self.step` on."""
        examples = self._examples(stage.mixture)
        encoded = self._encode(examples)
        lengths = [len(ids) for ids in encoded.ids]
        together = same_comment(examples) if stage.ranking else None
        seed = f"{self.recipe.seed}:{stage.name}"
        steps = plan(lengths, self.recipe.batch_tokens, seed, together)
        optimizer = self._optimizer(stage)
        losses = Losses(examples, self.recipe.label_smoothing, stage.ranking, self.device)
        learn = learner(self.model, encoded, losses, optimizer)
        began, first = time.monotonic(), self.step
        if self.stage == self.step == 0 and judges(self.recipe.base):
            self._note(stage, None)
        for step in range(first, len(steps)):
            if self.best.enough(stage.early_stop):
                break
            set_rate(optimizer, stage, step, len(steps))
            loss = learn(steps[step])
            self.step = step + 1
            spent = time.monotonic() - began
            left = spent / (self.step - first) * (len(steps) - self.step)
            self.watcher.progress(Progress(stage.name, self.step, len(steps), loss, left))
            self._milestones(stage, len(steps), loss, optimizer, self.seconds + spent)
        if self.best.weights:
            self.model.load_state_dict(self.best.weights)
        self.seconds += time.monotonic() - began
        self.stage, self.step, self.best = self.stage + 1, 0, Best()

    def _milestones(
        self, stage: Stage, steps: int, loss: float, optimizer: torch.optim.Optimizer, spent: float
    ) -> None:
        if self.step % self.recipe.evaluate_every == 0 or self.step == steps:
            self._note(stage, loss)
        if self.step % self.recipe.checkpoint_every == 0:
            self._save(optimizer, spent)

    def _note(self, stage: Stage, loss: float | None) -> None:
        """Measure, tell, and keep the weights where the stage is to end with the best."""
        point = Point(stage.name, self.step, loss, self._measure())
        self.watcher.point(point)
        if stage.early_stop:
            self.best.offer(point.score, self.model.state_dict())

    def _examples(self, mixture: Sequence[Portion]) -> list[Example]:
        drawn = draw(self.sets, mixture, Split.TRAIN, self.recipe.seed)
        return hide_context(drawn, self.recipe.context_share, self.recipe.seed)

    def _encode(self, examples: Sequence[Example]) -> Encoded:
        inputs = [model_input(example.question) for example in examples]
        room = self.model.config.max_position_embeddings
        return encode(self.tokenizer, inputs, min(self.recipe.max_length, room))

    def _optimizer(self, stage: Stage) -> torch.optim.Optimizer:
        optimizer = optimizer_of(self.model, stage, self.recipe.weight_decay)
        if self._optimizer_state is not None:
            optimizer.load_state_dict(self._optimizer_state)
            self._optimizer_state = None
        return optimizer

    def _measure(self, calibration: Calibration = Calibration()) -> tuple[Evaluation, ...]:
        """Figures on the dev mixture, set by set."""
        asked = self._classifier(calibration)
        found = tuple(
            evaluate(asked, portion.corpus, self._dev((portion,))) for portion in self.recipe.dev
        )
        self.model.train()
        return found

    def _dev(self, mixture: tuple[Portion, ...]) -> list[Example]:
        if mixture not in self._drawn:
            self._drawn[mixture] = draw(self.sets, mixture, Split.DEV, self.recipe.seed)
        return self._drawn[mixture]

    def _classifier(self, calibration: Calibration) -> TransformerClassifier:
        loaded = Loaded("in training", "", self.model, self.tokenizer, calibration)
        return TransformerClassifier(loaded, Options(device=self.device.type))

    def _calibrate(self) -> Calibration:
        examples = self._dev(self.recipe.calibration)
        logits = self._classifier(Calibration()).logits([ex.question for ex in examples])
        split = " + ".join(portion.corpus for portion in self.recipe.calibration) + " (dev)"
        return calibrate(logits, examples, split)

    def finish(self) -> Trained:
        """Mix the base in, calibrate, measure and write the model directory."""
        import torch

        if self.recipe.base_share:
            base = load_base(self.recipe).state_dict()
            mixed = averaged(self.model.state_dict(), base, self.recipe.base_share)
            self.model.load_state_dict(mixed)
        calibration = self._calibrate()
        evaluations = self._measure(calibration)
        folder = self.out / "model"
        self.model.to(torch.float16).save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        calibration.save(folder)
        hours, precision = self.seconds / 3600, learns_in(self.device)
        return Trained(folder, evaluations, calibration, hours, self.device.type, precision)

    def _save(self, optimizer: torch.optim.Optimizer, seconds: float) -> None:
        import torch

        state = {
            "stage": self.stage,
            "step": self.step,
            "seconds": seconds,
            "model": self.model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "random_gpus": torch.cuda.get_rng_state_all(),  # none without a GPU
            "best": {name: getattr(self.best, name) for name in ("score", "stale", "weights")},
        }
        half = self.out / (CHECKPOINT + ".part")
        torch.save(state, half)
        half.replace(self.out / CHECKPOINT)

    def restore(self) -> None:
        """Go back to the checkpoint in `out`."""
        import torch

        path = self.out / CHECKPOINT
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.stage, self.step, self.seconds = state["stage"], state["step"], state["seconds"]
        self.model.load_state_dict(state["model"])
        self._optimizer_state = state["optimizer"]
        self.best = Best(**state["best"])
        torch.set_rng_state(state["random"].cpu())
        torch.cuda.set_rng_state_all([one.cpu() for one in state["random_gpus"]])
