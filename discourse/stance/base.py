"""What a training starts from: a base encoder, or a model that judges stances already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from discourse.errors import ModelError
from discourse.stance import classifier
from discourse.stance.losses import PLACES
from discourse.stance.recipe import Recipe

if TYPE_CHECKING:
    from transformers import PreTrainedConfig, PreTrainedModel


def load_base(recipe: Recipe) -> PreTrainedModel:
    """The model a recipe starts from, with an output a stance; raises ModelError."""
    import torch
    from transformers import AutoConfig, AutoModelForSequenceClassification
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # bars for less than a second
    folder = classifier.folder_of(recipe.base)
    try:
        _check_order(recipe.base, AutoConfig.from_pretrained(folder, local_files_only=True))
        model: PreTrainedModel = AutoModelForSequenceClassification.from_pretrained(
            folder,
            dtype=torch.float32,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            ignore_mismatched_sizes=True,
            id2label={place: stance.value for stance, place in PLACES.items()},
            label2id={stance.value: place for stance, place in PLACES.items()},
            hidden_dropout_prob=recipe.dropout,
            attention_probs_dropout_prob=recipe.dropout,
        )
    except (OSError, ValueError) as error:
        raise ModelError(str(recipe.base), "a base encoder directory", str(error)) from error
    model.config.languages = list(recipe.languages)  # ours: the classifier asks for it
    if recipe.freeze_embeddings:
        model.get_input_embeddings().weight.requires_grad_(False)  # noqa: FBT003  # torch takes it by place
    return model


def check_judges(base: Path) -> None:
    """Raises ModelError where there is no model that labels stances as ours do."""
    from transformers import AutoConfig

    folder = classifier.folder_of(base)
    expected = "a shipped or stored model, or a model directory"
    if not (folder / "config.json").is_file():
        found = "one without config.json" if folder.is_dir() else "no such model or directory"
        raise ModelError(str(base), expected, found)
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelError(str(base), expected, str(error).partition("\n")[0]) from error
    labels = [label for _, label in sorted((config.id2label or {}).items())]
    if labels != [*PLACES]:
        expected = f"a model with the labels {', '.join(PLACES)} (another base needs a recipe)"
        raise ModelError(str(base), expected, ", ".join(labels))


def judges(base: Path) -> bool:
    """Whether a base already labels stances, so that its own figures are worth knowing."""
    from transformers import AutoConfig

    config = AutoConfig.from_pretrained(classifier.folder_of(base), local_files_only=True)
    return sorted((config.id2label or {}).values()) == sorted(PLACES)


def _check_order(base: Path, config: PreTrainedConfig) -> None:
    """A base that knows stances already must have them in our order: its head is kept."""
    found = [label for _, label in sorted((config.id2label or {}).items())]
    if sorted(found) == sorted(PLACES) and found != [*PLACES]:
        raise ModelError(str(base), f"labels in the order {', '.join(PLACES)}", ", ".join(found))
