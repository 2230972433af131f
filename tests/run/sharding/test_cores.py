"""The bytes of a run do not depend on how many cores it had."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from discourse.run.analysis import analyze
from discourse.run.config import resolve
from tests.benchmarks.corpus import write
from tests.run.pages.trees import tree
from tests.stance.tiny_bert import save_tiny

pytestmark = pytest.mark.usefixtures("quick_charts")


@pytest.fixture
def torch_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("torch_threads")
def test_any_number_of_threads_and_workers_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discourse.run.sharding.shards.PAGES", 2)
    write(tmp_path / "pages", 250, seed=4)
    model = str(save_tiny(tmp_path / "tiny"))

    def run(threads: int, workers: int) -> dict[str, bytes]:
        torch.set_num_threads(threads)
        out = tmp_path / f"{threads}-{workers}"
        flags = {"pages": [str(tmp_path / "pages")], "out": str(out), "workers": workers}
        given = {**flags, "model": model, "device": "cpu", "token_budget": 512}
        analyze(resolve(given, environment={}))
        return tree(out)

    alone = run(1, 0)
    assert len([name for name in alone if name.startswith("shards/labels")]) > 2
    for threads, workers in ((2, 0), (1, 1), (2, 2), (3, 3)):
        assert run(threads, workers) == alone, (threads, workers)
