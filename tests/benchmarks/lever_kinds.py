"""The levers of `levers` that need more than a recipe says: each changes how a training learns."""

import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from torch.nn.functional import cross_entropy, kl_div, log_softmax, softmax
from transformers import AutoModelForMaskedLM, AutoModelForSequenceClassification, AutoTokenizer

from discourse.stance import classifier, training
from discourse.stance.corpus import Example
from discourse.stance.encoding import Encoded
from discourse.stance.losses import Losses
from discourse.stance.tensors import padded

IRONY = ("figlang2020_reddit", "oraby_v2", "reddit_acl2014")  # thread, forum and political text


def learned_parameters(folder: Path) -> int:
    """How many a training learns: word vectors stay as they are."""
    model = AutoModelForSequenceClassification.from_pretrained(folder)
    frozen = model.get_input_embeddings().weight.numel()
    return sum(int(p.numel()) for p in model.parameters()) - int(frozen)


def shallow(base: Path, layers: int, out: Path) -> Path:
    """The first so many layers of a base, spread evenly over all, as a model directory."""
    folder = classifier.folder_of(base)
    made = out / f"{folder.name}-{layers}-layers"
    model = AutoModelForSequenceClassification.from_pretrained(folder)
    every = model.config.num_hidden_layers // layers
    kept = list(model.bert.encoder.layer)[every - 1 :: every]
    model.bert.encoder.layer = torch.nn.ModuleList(kept)
    model.config.num_hidden_layers = layers
    model.save_pretrained(made)
    AutoTokenizer.from_pretrained(folder).save_pretrained(made)
    return made


Learn = Callable[[Sequence[int]], float]
Steps = Callable[[torch.nn.Module, Encoded, Losses, Sequence[int]], torch.Tensor]


@contextmanager
def learning(loss_of: Steps, extra: Sequence[torch.nn.Parameter] = ()) -> Iterator[None]:
    """Trainings within the block minimise this loss of a batch of rows."""

    def learner(
        model: torch.nn.Module, encoded: Encoded, losses: Losses, optimizer: torch.optim.Optimizer
    ) -> Learn:
        known = [p for p in model.parameters() if p.requires_grad]
        if extra:
            optimizer.add_param_group({"params": list(extra)})
        model.train()

        def learn(batch: Sequence[int]) -> float:
            loss = loss_of(model, encoded, losses, batch)
            loss.backward()  # type: ignore[no-untyped-call]  # torch types it so
            torch.nn.utils.clip_grad_norm_([*known, *extra], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            return float(loss.detach())

        return learn

    with patch.object(training, "learner", learner):
        yield


@contextmanager
def r_drop(weight: float = 0.5) -> Iterator[None]:
    """Two passes with different dropout, which are to agree (R-Drop, Liang et al. 2021)."""

    def loss_of(
        model: torch.nn.Module, encoded: Encoded, losses: Losses, batch: Sequence[int]
    ) -> torch.Tensor:
        inputs = padded(encoded, batch, torch.device("cpu"))
        one, other = model(**inputs).logits, model(**inputs).logits
        a, b = log_softmax(one, -1), log_softmax(other, -1)
        both = kl_div(a, b, reduction="batchmean", log_target=True)
        both = both + kl_div(b, a, reduction="batchmean", log_target=True)
        wrong = losses.of(one, list(batch)) + losses.of(other, list(batch))
        return wrong / 2 + weight * both / 2

    with learning(loss_of):
        yield


@contextmanager
def distilled(weight: float = 0.5, heat: float = 2.0) -> Iterator[None]:
    """Learns the shipped model's scores beside the labels (Hinton et al. 2015)."""

    class Taught(Losses):
        def __init__(self, examples: Sequence[Example], *others: Any) -> None:
            super().__init__(examples, *others)
            asked = [example.question for example in examples]
            self.teacher = torch.tensor(classifier.load().logits(asked))

        def of(self, logits: torch.Tensor, rows: list[int]) -> torch.Tensor:
            taught = softmax(self.teacher[rows] / heat, -1)
            apart = cross_entropy(logits / heat, taught) * heat**2
            return (1 - weight) * super().of(logits, rows) + weight * apart

    with patch.object(training, "Losses", Taught):
        yield


@contextmanager
def irony(folder: Path, weight: float = 0.3, size: int = 8) -> Iterator[None]:
    """A second output that tells irony, learned beside the first from texts of its own."""
    rows = [row for name in IRONY for row in _rows(folder / f"irony_{name}.jsonl.gz")]
    random.Random(13).shuffle(rows)  # noqa: S311 - no secret
    tokenizer = AutoTokenizer.from_pretrained(classifier.folder_of("default"))
    head = torch.nn.Linear(384, 2)
    parts = cycle(rows[at : at + size] for at in range(0, len(rows) - size, size))

    def loss_of(model: Any, encoded: Encoded, losses: Losses, batch: Sequence[int]) -> torch.Tensor:
        part = next(parts)
        texts = [row["text"] for row in part]
        inputs = tokenizer(texts, padding=True, truncation=True, max_length=96, return_tensors="pt")
        found = head(model.base_model(**inputs).pooler_output)
        gold = torch.tensor([int(row["label"] == "irony") for row in part])
        logits = model(**padded(encoded, batch, torch.device("cpu"))).logits
        return losses.of(logits, list(batch)) + weight * cross_entropy(found, gold)

    with learning(loss_of, tuple(head.parameters())):
        yield


def masked(base: Path, data: Path, take: int, out: Path) -> Path:
    """The base after one pass over so many comment texts with a seventh of the words hidden."""
    made = out / f"{base.name}-masked"
    tokenizer = AutoTokenizer.from_pretrained(base)
    model: Any = AutoModelForMaskedLM.from_pretrained(base)
    texts = list(islice(_texts(data), take))
    random.Random(13).shuffle(texts)  # noqa: S311 - no secret
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
    torch.manual_seed(13)
    model.train()
    for at in range(0, len(texts), 16):
        inputs = tokenizer(
            texts[at : at + 16], padding=True, truncation=True, max_length=96, return_tensors="pt"
        )
        gold, ids = inputs["input_ids"].clone(), inputs["input_ids"]
        hidden = (torch.rand(ids.shape) < 0.15) & (ids > 999)
        ids[hidden], gold[~hidden] = tokenizer.mask_token_id, -100
        model(**inputs, labels=gold).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    model.save_pretrained(made)
    tokenizer.save_pretrained(made)
    return made


def _texts(data: Path) -> Iterator[str]:
    seen: set[str] = set()
    for row in _rows(data / "stance" / "arc_multi.train.jsonl.gz"):
        if row["text"] not in seen:
            seen.add(row["text"])
            yield row["text"]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
