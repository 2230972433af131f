import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from discourse.errors import ModelError
from discourse.stance import classifier, hub
from discourse.stance.classifier import Options
from discourse.stance.judgement import Question

REVISION = "0" * 40
QUESTION = Question(target="the tunnel", text="a great idea")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_given: Any, **_named: Any) -> None:
        raise OSError("no network here")

    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub, with nothing else in reach."""
    folder = tmp_path / "cache"
    folder.mkdir()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(folder))
    monkeypatch.setattr("huggingface_hub._snapshot_download.constants.HF_HUB_CACHE", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def hold(cache: Path, model: Path) -> Path:
    """The model as the hub's cache holds `some/model`."""
    home = cache / "models--some--model"
    (home / "refs").mkdir(parents=True)
    (home / "refs" / "main").write_text(REVISION, encoding="utf-8")
    return Path(shutil.copytree(model, home / "snapshots" / REVISION))


def test_a_model_in_the_cache_needs_no_network(cache: Path, tiny_model: Path) -> None:
    hold(cache, tiny_model)
    loaded = classifier.load("some/model", Options("cpu", max_length=32))
    assert loaded.name == "some/model"
    assert loaded.digest == classifier.digest(tiny_model)
    (judgement,) = loaded.judge([QUESTION])
    assert sum(judgement.scores.values()) == pytest.approx(1)


def test_pickled_weights_in_the_cache_are_refused(cache: Path, tiny_model: Path) -> None:
    weights = hold(cache, tiny_model) / classifier.WEIGHTS
    weights.rename(weights.with_name("pytorch_model.bin"))
    with pytest.raises(ModelError, match="some/model: expected"):
        classifier.load("some/model")


def test_pickles_are_not_even_fetched(
    cache: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def download(_repo: str, **wanted: Any) -> str:
        asked.append(wanted)
        return str(cache)  # which holds no safetensors

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    with pytest.raises(
        ModelError, match="some/model@v2: expected safetensors, found no safetensors"
    ):
        hub.fetched("some/model@v2")
    assert all(wanted["revision"] == "v2" for wanted in asked)
    kept = {pattern for wanted in asked for pattern in wanted["allow_patterns"]}
    assert kept == {"*.json", "*.safetensors", "*.txt", "*.model"}
    assert tiny_model.is_dir()


def test_without_cache_and_network_it_is_told(cache: Path) -> None:
    with pytest.raises(ModelError, match="some/model: expected a directory, or a model on the hub"):
        hub.fetched("some/model")
    assert list(cache.rglob("*.safetensors")) == []


@pytest.mark.parametrize("name", ["default", "a/b/c", "/a/b", "./a/b", "../a", "", "a b/c"])
def test_other_names_never_mean_the_hub(cache: Path, name: str) -> None:
    assert cache.is_dir()
    assert not hub.is_hub_name(name)


def test_a_slip_in_a_path_does_not_go_out(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    assert not hub.is_hub_name("outputs/my-modle")
    assert hub.is_hub_name("owner/my-model")
    with pytest.raises(ModelError, match="no such directory"):
        classifier.load("outputs/my-modle")
    assert cache.is_dir()
