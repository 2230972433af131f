"""BERT for sequence classification, read without transformers: to import that takes seconds.

The same operators in the same order on weights of the same names, so the outputs are those of
transformers to the last bit (a test holds them to it). What is no plain BERT is left to it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from pydantic import PositiveFloat, PositiveInt, TypeAdapter, ValidationError
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from discourse.stance.word_pieces import read_json

PLAIN = {  # what a config must say, or not say at all
    "hidden_act": "gelu",
    "is_decoder": False,
    "add_cross_attention": False,
    "position_embedding_type": "absolute",
    "problem_type": None,
    "auto_map": None,  # code of its own
}


@dataclass(frozen=True, slots=True)
class Config:
    """What a plain BERT's config.json says, under its names there."""

    id2label: dict[str, str]
    vocab_size: PositiveInt
    hidden_size: PositiveInt
    intermediate_size: PositiveInt
    num_hidden_layers: PositiveInt
    num_attention_heads: PositiveInt
    max_position_embeddings: PositiveInt
    type_vocab_size: PositiveInt
    layer_norm_eps: PositiveFloat
    languages: tuple[str, ...] = ()


class Outputs(NamedTuple):
    """As transformers names them."""

    logits: Tensor


class Bert(nn.Module):
    """The encoder and a linear layer on what its first token says."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.bert = _Encoder(config)
        self.classifier = nn.Linear(config.hidden_size, len(config.id2label))

    @property
    def base_model(self) -> nn.Module:
        """The encoder."""
        return self.bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Outputs:
        """A row of logits for each row of token ids."""
        return Outputs(self.classifier(self.bert(input_ids, attention_mask, token_type_ids)))


class _Encoder(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.embeddings = _Embeddings(config)
        self.encoder = _Layers(config)
        self.pooler = _Pooler(config)

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> Tensor:
        states: Tensor = self.embeddings(ids, segments)
        seen = mask.bool()[:, None, None, :].expand(-1, 1, ids.shape[1], -1)
        states = self.encoder(states, seen)
        pooled: Tensor = self.pooler(states[:, 0])
        return pooled


class _Embeddings(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        width = config.hidden_size
        self.word_embeddings = _table(config.vocab_size, width)
        self.position_embeddings = _table(config.max_position_embeddings, width)
        self.token_type_embeddings = _table(config.type_vocab_size, width)
        self.LayerNorm = nn.LayerNorm(width, eps=config.layer_norm_eps)

    def forward(self, ids: Tensor, segments: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        summed = self.word_embeddings(ids) + self.token_type_embeddings(segments)
        normed: Tensor = self.LayerNorm(summed + self.position_embeddings(places))
        return normed


def _table(rows: int, width: int) -> nn.Embedding:
    """Not drawn at random, as a new nn.Embedding is: on "meta" that alone imports all of dynamo."""
    return nn.Embedding(rows, width, _weight=torch.empty(rows, width))


class _Layers(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.layer = nn.ModuleList(_Layer(config) for _ in range(config.num_hidden_layers))

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        for layer in self.layer:
            states = layer(states, seen)
        return states


class _Pooler(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        self.dense = nn.Linear(config.hidden_size, config.hidden_size)

    def forward(self, states: Tensor) -> Tensor:
        return torch.tanh(self.dense(states))


class _Layer(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        width, inner = config.hidden_size, config.intermediate_size
        self.attention = nn.ModuleDict(
            {"self": _Attention(config), "output": _Added(width, config)}
        )
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(width, inner)})
        self.output = _Added(inner, config)

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        attended = self.attention["output"](self.attention["self"](states, seen), states)
        added: Tensor = self.output(gelu(self.intermediate["dense"](attended)), attended)
        return added


class _Attention(nn.Module):
    def __init__(self, config: Config) -> None:
        super().__init__()
        width = config.hidden_size
        self.heads = config.num_attention_heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        shape = (*states.shape[:2], self.heads, -1)
        asked, found, said = (
            part(states).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        mixed = scaled_dot_product_attention(asked, found, said, attn_mask=seen)
        return mixed.transpose(1, 2).reshape(states.shape)


class _Added(nn.Module):
    """A linear layer's output added to what went into the block, then normed."""

    def __init__(self, inner: int, config: Config) -> None:
        super().__init__()
        self.dense = nn.Linear(inner, config.hidden_size)
        self.LayerNorm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)

    def forward(self, states: Tensor, before: Tensor) -> Tensor:
        added: Tensor = self.LayerNorm(self.dense(states) + before)
        return added


def read(folder: Path) -> Bert | None:
    """The model of a directory; None where it is another kind, or its weights are not these."""
    config = _config(folder)
    weights = folder / "model.safetensors"
    if config is None or not weights.is_file():
        return None
    with torch.device("meta"):  # nothing is drawn at random that is then replaced
        model = Bert(config)
    try:
        state = {name: tensor.float() for name, tensor in load_file(weights).items()}
        model.load_state_dict(state, assign=True)
    except (SafetensorError, RuntimeError):  # transformers may know what to make of them
        return None
    return model


def _config(folder: Path) -> Config | None:
    said = read_json(folder / "config.json")
    plain = said.get("architectures") == ["BertForSequenceClassification"] and all(
        said.get(name, value) == value for name, value in PLAIN.items()
    )
    try:
        config = TypeAdapter(Config).validate_python(said)
    except ValidationError:  # transformers may know what to make of it
        return None
    whole = config.hidden_size % config.num_attention_heads == 0
    return config if plain and whole else None
