"""The transformer behind the `Classifier` protocol: a Hugging Face directory in, judgements out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.errors import ModelError
from discourse.stance.calibration import Calibration
from discourse.stance.encoding import Tokenizer, batches, encode
from discourse.stance.forward import Forward, TorchForward, budget_for, run
from discourse.stance.heads import PLAIN, Hypotheses, InferenceHead, head_for
from discourse.stance.hub import fetched, is_hub_name
from discourse.stance.int8 import quantised
from discourse.stance.judgement import (
    FOREIGN,
    NO_OWN_WORDS,
    UNKNOWN,
    UNSURE,
    Judgement,
    Question,
)
from discourse.stance.language import begin, foreign
from discourse.stance.precision import Precision, chosen
from discourse.stance.questions import ModelInput
from discourse.stance.tensors import device_of

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

    from discourse.stance.bert import Bert

# Heavy libraries are imported by the functions that need them: see the start-up test.

DEFAULT = "default"
MODELS = Path(__file__).parent / "models"  # what ships with the package
WEIGHTS = "model.safetensors"
FURTHER = ("*.safetensors", "vocab.*", "merges.txt", "*.model")  # of other kinds of models
MAX_LENGTH = 256  # tokens a pair


@dataclass(frozen=True, slots=True)
class Options:
    """How to run a model: the device, the tokens of one batch (padding counted) and of one pair.

    No `token_budget` leaves that to the device. Below `min_confidence` no stance is claimed; None
    leaves that to the model's calibration. `hypotheses` are for models of inference.
    """

    device: str = "auto"
    token_budget: int | None = None
    max_length: int = MAX_LENGTH
    min_confidence: float | None = None
    hypotheses: Hypotheses = PLAIN
    precision: Precision = "fp32"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model and what belongs to it, as read from a directory."""

    name: str
    digest: str
    model: PreTrainedModel | Bert
    tokenizer: Tokenizer
    calibration: Calibration = Calibration()


class TransformerClassifier:
    """A sequence-pair classifier; made by `load`."""

    def __init__(self, loaded: Loaded, options: Options | None = None) -> None:
        self.name = loaded.name
        self.calibration = loaded.calibration
        self.options = options or Options()
        given = self.options.min_confidence
        self.min_confidence = loaded.calibration.min_confidence if given is None else given
        config = loaded.model.config
        self._head = head_for(loaded.name, config.id2label or {}, self.options.hypotheses)
        self.device = device_of(self.options.device)
        self.precision = chosen(self.options.precision, self.device)
        self.files_digest = loaded.digest  # names the model, however it is run
        self.digest = self._digest(loaded.digest)
        self._forward = self._forward_of(loaded)
        self._tokenizer = loaded.tokenizer
        self._languages = tuple(getattr(config, "languages", ()))
        positions = getattr(config, "max_position_embeddings", MAX_LENGTH)
        self._max_length = min(self.options.max_length, positions)

    def _forward_of(self, loaded: Loaded) -> Forward:
        if self.precision == "int8":
            return quantised(loaded.name, loaded.digest, loaded.model, self.device)
        return TorchForward(loaded.model, self.device, self.precision)

    def _digest(self, of_files: str) -> str:
        """That of the files, or another one where the options change what comes of them."""
        options = self.options
        given = [] if options.min_confidence is None else [repr(options.min_confidence)]
        given += [] if self.precision == "fp32" else [self.precision]
        if isinstance(self._head, InferenceHead):
            given += [options.hypotheses.favor, options.hypotheses.against]
        return sha256("\n".join([of_files, *given]).encode()).hexdigest() if given else of_files

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        """One judgement a question, in order; equal model inputs are run once.

        Abstains where there is no text, or one in a language the model does not know, and where
        it is less sure than its least confidence. Scores do not depend on what else is asked,
        within the rounding of the precision it computes in.
        """
        reasons = self._reasons(questions)
        asked = [question for question in questions if not reasons[question.text]]
        logits = iter(self.logits(asked))
        return [
            Judgement(q.comment_id, q.target, UNKNOWN, reasons[q.text])
            if reasons[q.text]
            else self._judgement(q, next(logits))
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
        scores = self.calibration.scores(question, logits)
        unsure = UNSURE if max(scores.values()) < self.min_confidence else ""
        return Judgement(question.comment_id, question.target, scores, unsure)

    def logits(self, questions: Sequence[Question]) -> list[list[float]]:
        """The outputs before calibration: one row a question, a column a Stance."""
        pairs = [self._head.pairs(question) for question in questions]
        rows = self._rows(list(dict.fromkeys(pair for some in pairs for pair in some)))
        return [self._head.logits([rows[pair] for pair in some]) for some in pairs]

    def _rows(self, inputs: Sequence[ModelInput]) -> dict[ModelInput, list[float]]:
        """The model's own outputs for each pair."""
        encoded = encode(self._tokenizer, inputs, self._max_length, self._head.cut)
        lengths = [len(ids) for ids in encoded.ids]
        budget = self.options.token_budget or budget_for(lengths, self.device)
        parts = list(batches(lengths, budget))
        rows_of = partial(self._forward.rows, encoded)
        answers = run(rows_of, parts, in_turn=self._forward.takes_turns)
        rows = (row for answer in answers for row in answer)
        return dict(zip((inputs[index] for part in parts for index in part), rows, strict=True))


def load(name: str = DEFAULT, options: Options | None = None) -> TransformerClassifier:
    """The shipped model of that name, the model of a directory, or one of the hub.

    Only for a name of the hub is a network reached (see `hub`). A model of inference becomes a
    stance classifier through the options' hypotheses. Raises ModelError where there is no such
    model, it holds no safetensors, or its labels are neither stances nor those of inference.
    """
    folder = folder_of(name)
    _check(name, folder)
    begin()  # beside the import of torch
    loaded = Loaded(
        name if is_hub_name(name) else name_of(folder),
        digest(folder),
        *_parts(name, folder),
        Calibration.load(folder),
    )
    return TransformerClassifier(loaded, options)


def folder_of(name: str | Path) -> Path:
    """The directory of a shipped model of that name or of one of the hub, else the path itself.

    Raises ModelError for a name of the hub that cannot be had.
    """
    if str(name) in _shipped():
        return MODELS / name
    return fetched(str(name)) if is_hub_name(str(name)) else Path(name)


def name_of(folder: Path) -> str:
    """What a model of this directory is called: its name, or its parent's if it is just `model`."""
    path = folder.resolve()
    return path.parent.name if path.name == "model" and path.parent.name else path.name


def digest(folder: Path) -> str:
    """SHA-256 over the files that decide a model's answers."""
    total = sha256()
    further = sorted(p.name for name in FURTHER for p in folder.glob(name) if p.name != WEIGHTS)
    for name in ("config.json", WEIGHTS, "tokenizer.json", "calibration.json", *further):
        path = folder / name
        total.update(name.encode() + b"\0" + (path.read_bytes() if path.exists() else b""))
    return total.hexdigest()


def _shipped() -> list[str]:
    return sorted(path.name for path in MODELS.iterdir()) if MODELS.is_dir() else []


def _check(name: str, folder: Path) -> None:
    if not folder.is_dir():
        expected = f"a shipped model ({', '.join(_shipped()) or 'none'}) or a model directory"
        raise ModelError(name, expected, "no such directory")
    held = ", ".join(sorted(path.name for path in folder.iterdir())) or "nothing"
    if not (folder / "config.json").is_file():
        raise ModelError(name, "a file config.json", held)
    if not any(folder.glob("*.safetensors")):
        raise ModelError(name, f"a file {WEIGHTS} (pickled weights are refused)", held)


def _parts(name: str, folder: Path) -> tuple[PreTrainedModel | Bert, Tokenizer]:
    """The model and its tokenizer, without transformers where both are of the plain kind."""
    from discourse.stance import bert, word_pieces

    tokenizer = word_pieces.read(folder)
    model = None if tokenizer is None else bert.read(folder)
    if tokenizer is None or model is None:
        return _model(name, folder), tokenizer_of(folder)
    return model, tokenizer


def _model(name: str, folder: Path) -> PreTrainedModel:
    import torch
    from safetensors import SafetensorError
    from transformers import AutoModelForSequenceClassification, PreTrainedModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # a bar for a third of a second
    try:
        model = AutoModelForSequenceClassification.from_pretrained(
            folder,
            dtype=torch.float32,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
        )
    except (SafetensorError, OSError, ValueError, RuntimeError) as error:
        raise ModelError(name, "a sequence-classification model", str(error)) from error
    if not isinstance(model, PreTrainedModel):
        raise ModelError(name, "a sequence-classification model", type(model).__name__)
    return model


def tokenizer_of(folder: Path) -> PreTrainedTokenizerFast:
    """The fast tokenizer of a model directory; raises ModelError where there is none."""
    from transformers import AutoTokenizer, PreTrainedTokenizerFast

    try:
        tokenizer = AutoTokenizer.from_pretrained(
            folder, local_files_only=True, use_fast=True, trust_remote_code=False
        )
    except Exception as error:  # a damaged one raises what tokenizers thinks of, Exception itself
        raise ModelError(str(folder), "a fast tokenizer", str(error).partition("\n")[0]) from error
    if not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise ModelError(str(folder), "a fast tokenizer", type(tokenizer).__name__)
    return tokenizer
