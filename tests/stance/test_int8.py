"""Eight bits through onnxruntime; needs the extra `onnx`."""

import importlib.metadata
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from discourse.errors import ModelError
from discourse.stance import classifier, int8
from discourse.stance.classifier import Options, TransformerClassifier
from discourse.stance.judgement import Question

TINY = Options(device="cpu", max_length=32)
CPU = torch.device("cpu")
EIGHT_BITS = 0.2  # of a probability; the tiny model's weights are far apart
QUESTIONS = [
    Question(
        target="the tunnel", text="awful idea . " * times + "we want it", comment_id=str(times)
    )
    for times in range(8)
]


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(int8, "version", missing)
    with pytest.raises(ModelError, match=r'int8: expected .*discourse\[onnx\]"\), found no onnx'):
        int8.quantised("tiny", "1", torch.nn.Identity(), CPU, tmp_path)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for name in ("onnx", "onnxruntime", "onnxscript"):
        pytest.importorskip(name, reason="onnx is an optional extra")
    return tmp_path_factory.mktemp("cache") / "int8"


def loaded(tiny: Path, cache: Path) -> TransformerClassifier:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(int8, "_cache", lambda: cache)
        return classifier.load(str(tiny), replace(TINY, precision="int8"))


def test_scores_are_near_those_of_fp32(tiny_model: Path, cache: Path) -> None:
    whole, rounded = classifier.load(str(tiny_model), TINY), loaded(tiny_model, cache)
    assert rounded.precision == "int8"
    assert rounded.digest != whole.digest
    pairs = list(zip(whole.judge(QUESTIONS), rounded.judge(QUESTIONS), strict=True))
    for one, two in pairs:
        assert dict(two.scores) == pytest.approx(dict(one.scores), abs=EIGHT_BITS)
    assert any(one.scores != two.scores for one, two in pairs)


def test_rows_and_tokens_of_any_number(tiny_model: Path, cache: Path) -> None:
    together = loaded(tiny_model, cache).judge(QUESTIONS)
    alone = loaded(tiny_model, cache)
    for question, judgement in zip(QUESTIONS, together, strict=True):
        (other,) = alone.judge([question])
        assert dict(other.scores) == pytest.approx(dict(judgement.scores), abs=EIGHT_BITS)


def test_a_model_is_exported_once(
    tiny_model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(tiny_model, cache)
    assert [path.suffix for path in cache.iterdir()] == [".onnx"]
    monkeypatch.delattr(int8, "_export")
    loaded(tiny_model, cache)


def test_a_cache_that_cannot_be_written_is_named(cache: Path, tmp_path: Path) -> None:
    assert cache
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="expected a cache that can be written"):
        int8.quantised("tiny", "1", torch.nn.Identity(), CPU, tmp_path / "file" / "below")
