"""The transformer behind the `Classifier` protocol: a Hugging Face directory in, judgements out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from discourse.errors import ModelError
from discourse.stance.calibration import Calibration
from discourse.stance.encoding import Encoded, batches, encode
from discourse.stance.judgement import (
    FOREIGN,
    NO_OWN_WORDS,
    UNKNOWN,
    UNSURE,
    Judgement,
    Question,
    Stance,
)
from discourse.stance.language import foreign
from discourse.stance.questions import ModelInput, model_input

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

# Heavy libraries are imported by the functions that need them: see the start-up test.

DEFAULT = "default"
MODELS = Path(__file__).parent / "models"  # what ships with the package
WEIGHTS = "model.safetensors"
TOKEN_BUDGET = 4096  # tokens a batch, padding counted
MAX_LENGTH = 256  # tokens a pair


@dataclass(frozen=True, slots=True)
class Options:
    """How to run a model: the device, the tokens of one batch and the tokens of one pair.

    Below `min_confidence` no stance is claimed; None leaves that to the model's calibration.
    """

    device: str = "auto"
    token_budget: int = TOKEN_BUDGET
    max_length: int = MAX_LENGTH
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model and what belongs to it, as read from a directory."""

    name: str
    digest: str
    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerFast
    calibration: Calibration = Calibration()


class TransformerClassifier:
    """A sequence-pair classifier; made by `load`."""

    def __init__(self, loaded: Loaded, options: Options | None = None) -> None:
        self.name = loaded.name
        self.calibration = loaded.calibration
        self.options = options or Options()
        given = self.options.min_confidence
        self.digest = loaded.digest if given is None else _altered(loaded.digest, given)
        self.min_confidence = loaded.calibration.min_confidence if given is None else given
        self.device = device_of(self.options.device)
        order = label_order(loaded.name, loaded.model.config.id2label or {})
        self._columns = [order.index(stance) for stance in Stance]
        self._model = loaded.model.to(self.device).eval()  # type: ignore[arg-type]  # stub gap
        self._tokenizer = loaded.tokenizer
        self._languages = tuple(getattr(loaded.model.config, "languages", ()))
        positions = getattr(loaded.model.config, "max_position_embeddings", MAX_LENGTH)
        self._max_length = min(self.options.max_length, positions)

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        """One judgement a question, in order; equal model inputs are run once.

        Abstains where there is no text, or one in a language the model does not know, and where
        it is less sure than its least confidence. Scores do not depend on what else is asked,
        within float32 rounding.
        """
        reasons = self._reasons(questions)
        asked = [model_input(q) for q in questions if not reasons[q.text]]
        logits = self._logits(list(dict.fromkeys(asked)))
        return [
            Judgement(q.comment_id, q.target, UNKNOWN, reasons[q.text])
            if reasons[q.text]
            else self._judgement(q, logits[model_input(q)])
            for q in questions
        ]

    def _reasons(self, questions: Sequence[Question]) -> dict[str, str]:
        """For each text why it cannot be judged; empty where it can."""
        return {text: self._reason(text) for text in {q.text for q in questions}}

    def _reason(self, text: str) -> str:
        if not text.strip():
            return NO_OWN_WORDS
        language = foreign(text, self._languages) if self._languages else ""
        return f"{FOREIGN} ({language})" if language else ""

    def _judgement(self, question: Question, logits: Sequence[float]) -> Judgement:
        scores = self.calibration.scores(logits)
        unsure = UNSURE if max(scores.values()) < self.min_confidence else ""
        return Judgement(question.comment_id, question.target, scores, unsure)

    def logits(self, questions: Sequence[Question]) -> list[list[float]]:
        """The model's raw outputs, before calibration: one row a question, a column a Stance."""
        inputs = [model_input(question) for question in questions]
        found = self._logits(list(dict.fromkeys(inputs)))
        return [found[given] for given in inputs]

    def _logits(self, inputs: Sequence[ModelInput]) -> dict[ModelInput, list[float]]:
        encoded = encode(self._tokenizer, inputs, self._max_length)
        found: dict[ModelInput, list[float]] = {}
        for batch in batches([len(ids) for ids in encoded.ids], self.options.token_budget):
            rows = self._forward(encoded, batch)
            found.update(zip((inputs[index] for index in batch), rows, strict=True))
        return found

    def _forward(self, encoded: Encoded, batch: Sequence[int]) -> list[list[float]]:
        import torch

        with torch.inference_mode():
            logits = self._model(**padded(encoded, batch, self.device)).logits.float()
            rows: list[list[float]] = logits[:, self._columns].cpu().tolist()
        return rows


def padded(encoded: Encoded, batch: Sequence[int], device: torch.device) -> dict[str, torch.Tensor]:
    """The model's inputs for these rows: tensors of rows x longest row."""
    import torch

    longest = max(len(encoded.ids[row]) for row in batch)
    ids = torch.full((len(batch), longest), encoded.pad, dtype=torch.long)
    segments = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for place, row in enumerate(batch):
        length = len(encoded.ids[row])
        ids[place, :length] = torch.tensor(encoded.ids[row])
        segments[place, :length] = torch.tensor(encoded.segments[row])
        mask[place, :length] = 1
    named = {"input_ids": ids, "token_type_ids": segments, "attention_mask": mask}
    return {name: tensor.to(device) for name, tensor in named.items()}


def load(name: str = DEFAULT, options: Options | None = None) -> TransformerClassifier:
    """The shipped model of that name, or the model of a directory; never reaches the network.

    Raises ModelError where the directory is missing, holds no safetensors, or its labels are not
    against, neutral and favor.
    """
    folder = folder_of(name)
    _check(name, folder)
    calibration = Calibration.load(folder)
    loaded = Loaded(
        name_of(folder),
        digest(folder),
        _model(name, folder),
        tokenizer_of(folder),
        calibration,
    )
    return TransformerClassifier(loaded, options)


def folder_of(name: str | Path) -> Path:
    """The directory of a shipped model of that name, else the path itself."""
    return MODELS / name if (MODELS / name).is_dir() else Path(name)


def name_of(folder: Path) -> str:
    """What a model of this directory is called: its name, or its parent's if it is just `model`."""
    path = folder.resolve()
    return path.parent.name if path.name == "model" and path.parent.name else path.name


def digest(folder: Path) -> str:
    """SHA-256 over the files that decide a model's answers."""
    total = sha256()
    for name in ("config.json", WEIGHTS, "tokenizer.json", "calibration.json"):
        path = folder / name
        total.update(name.encode() + b"\0" + (path.read_bytes() if path.exists() else b""))
    return total.hexdigest()


def _altered(of_model: str, min_confidence: float) -> str:
    """The digest of a model that abstains otherwise than its own calibration says."""
    return sha256(f"{of_model} {min_confidence!r}".encode()).hexdigest()


def label_order(name: str, id2label: Mapping[Any, str]) -> tuple[Stance, ...]:
    """The stance of each output of the model, by the names in its config."""
    found = [label.lower() for _, label in sorted(id2label.items(), key=lambda item: int(item[0]))]
    if sorted(found) != sorted(Stance):
        raise ModelError(name, f"the labels {', '.join(Stance)}", ", ".join(found))
    return tuple(Stance(label) for label in found)


def _check(name: str, folder: Path) -> None:
    shipped = sorted(path.name for path in MODELS.iterdir()) if MODELS.is_dir() else []
    if not folder.is_dir():
        expected = f"a shipped model ({', '.join(shipped) or 'none'}) or a model directory"
        raise ModelError(name, expected, "no such directory")
    for needed in ("config.json", WEIGHTS, "tokenizer.json"):
        if not (folder / needed).is_file():
            held = ", ".join(sorted(path.name for path in folder.iterdir())) or "nothing"
            raise ModelError(name, f"a file {needed}", held)


def _model(name: str, folder: Path) -> PreTrainedModel:
    import torch
    from safetensors import SafetensorError
    from transformers import AutoModelForSequenceClassification, PreTrainedModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # a bar for a third of a second
    try:
        model = AutoModelForSequenceClassification.from_pretrained(
            folder, dtype=torch.float32, local_files_only=True, use_safetensors=True
        )
    except (SafetensorError, OSError, ValueError, RuntimeError) as error:
        raise ModelError(name, "a sequence-classification model", str(error)) from error
    if not isinstance(model, PreTrainedModel):
        raise ModelError(name, "a sequence-classification model", type(model).__name__)
    return model


def tokenizer_of(folder: Path) -> PreTrainedTokenizerFast:
    """The fast tokenizer of a model directory; raises ModelError where there is none."""
    from transformers import AutoTokenizer, PreTrainedTokenizerFast

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, use_fast=True)
    if not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise ModelError(str(folder), "a fast tokenizer", type(tokenizer).__name__)
    return tokenizer


def device_of(wanted: str) -> torch.device:
    """The device of that name; `auto` takes the first GPU, else the CPU.

    Raises ModelError for a device that is not there.
    """
    import torch

    if wanted != "auto":
        try:
            return torch.empty(0, device=wanted).device
        except (RuntimeError, AssertionError) as error:
            raise ModelError(f"device {wanted}", "a device torch can use", str(error)) from error
    if torch.cuda.is_available():
        return torch.device("cuda:0")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
