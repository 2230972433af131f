"""What is read without transformers gives what transformers gives, to the last bit."""

import json
import shutil
from pathlib import Path

import pytest

from discourse.errors import ModelError
from discourse.stance import bert, classifier, word_pieces
from discourse.stance.encoding import encode
from discourse.stance.questions import ModelInput

PAIRS = [
    ModelInput("The tunnel", "A great idea, is it not? \U0001f600 Café | \u6771\u4eac"),
    ModelInput("the tunnel " * 90, "awful " * 300),
    ModelInput("", "no"),
    ModelInput("a bridge [SEP]", "yes [PAD] [MASK]\u200b\x00 never"),
]


@pytest.fixture(params=["tiny", pytest.param("default", marks=pytest.mark.shipped)])
def folder(request: pytest.FixtureRequest, tiny_model: Path) -> Path:
    return tiny_model if request.param == "tiny" else classifier.folder_of(request.param)


@pytest.fixture
def tiny_copy(tiny_model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_model, tmp_path / "copy"))


def test_pairs_are_encoded_as_by_transformers(folder: Path) -> None:
    ours, theirs = word_pieces.read(folder), classifier.tokenizer_of(folder)
    assert ours is not None
    for cut in ("first", "second"):
        for length in (16, 64):
            assert encode(ours, PAIRS, length, cut) == encode(theirs, PAIRS, length, cut)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_outputs_are_those_of_transformers_to_the_last_bit(folder: Path, precision: str) -> None:
    import torch

    ours = bert.read(folder)
    assert ours is not None
    theirs = classifier._model("theirs", folder)
    dtype = getattr(torch, precision)
    generator = torch.Generator().manual_seed(0)
    for rows, longest in ((1, 1), (1, 30), (3, 17), (8, 64)):
        size = (rows, longest)
        ids = torch.randint(0, ours.config.vocab_size, size, generator=generator)
        segments = torch.randint(0, 2, size, generator=generator)
        ends = torch.randint(1, longest + 1, (rows, 1), generator=generator)
        seen = (torch.arange(longest)[None] < ends).long()
        given = {"input_ids": ids, "attention_mask": seen, "token_type_ids": segments}
        with torch.inference_mode():
            one, other = (model.to(dtype).eval()(**given).logits for model in (ours, theirs))
        assert torch.equal(one, other)


@pytest.mark.parametrize("said", [{"hidden_act": "relu"}, {"architectures": ["RobertaModel"]}])
def test_another_architecture_is_left_to_transformers(
    tiny_copy: Path, said: dict[str, object]
) -> None:
    config = json.loads((tiny_copy / "config.json").read_text(encoding="utf-8"))
    (tiny_copy / "config.json").write_text(json.dumps({**config, **said}), encoding="utf-8")
    assert bert.read(tiny_copy) is None


def test_a_tokenizer_of_another_kind_is_left_to_transformers(tiny_copy: Path) -> None:
    path = tiny_copy / word_pieces.SETTINGS
    settings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**settings, "tokenizer_class": "XLNetTokenizer"}), "utf-8")
    assert word_pieces.read(tiny_copy) is None


def test_damaged_files_are_told_by_transformers(tiny_copy: Path) -> None:
    (tiny_copy / "model.safetensors").write_bytes(b"none")
    assert bert.read(tiny_copy) is None
    with pytest.raises(ModelError, match="sequence-classification model"):
        classifier.load(str(tiny_copy))
    (tiny_copy / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError):
        classifier.load(str(tiny_copy))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("hidden_size", "wide"),
        ("num_attention_heads", 7),
        ("id2label", ["against"]),
        ("languages", 5),
    ],
)
def test_a_damaged_config_is_left_to_transformers(tiny_copy: Path, key: str, value: object) -> None:
    path = tiny_copy / "config.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, key: value}), encoding="utf-8")
    assert bert.read(tiny_copy) is None


def test_a_damaged_tokenizer_is_named(tiny_copy: Path) -> None:
    (tiny_copy / "tokenizer.json").write_text('{"version": "1.0", "model": 3}', encoding="utf-8")
    assert word_pieces.read(tiny_copy) is None
    with pytest.raises(ModelError, match="a fast tokenizer"):
        classifier.load(str(tiny_copy))
