"""The same runs on a cluster of two machines (here: two nodes of one), whatever is lost."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from discourse.errors import SettingsError
from discourse.run.analysis import analyze
from discourse.run.config import resolve
from discourse.run.starting import Start
from discourse.stance.judgement import Judgement, Question
from tests.run.pages.trees import tree
from tests.words import WordClassifier

pytestmark = pytest.mark.usefixtures("quick_charts")
ROOT = str(Path(__file__).parents[2])


@pytest.fixture(scope="module")
def two_nodes() -> Iterator[None]:
    ray = pytest.importorskip("ray", reason="ray is an optional extra")
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 100_000_000}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(**node)
    found = {"env_vars": {"PYTHONPATH": ROOT}}  # so that workers know the tests' classifier
    ray.init(address=cluster.address, runtime_env=found, log_to_driver=False)
    yield
    ray.shutdown()
    cluster.shutdown()


class Killed(WordClassifier):
    """Kills the process it is in, once."""

    def __init__(self, mark: Path) -> None:
        super().__init__()
        self.mark = mark

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        if not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().judge(questions)


Run = Callable[[str, str, WordClassifier], dict[str, bytes]]


@pytest.fixture
def run(pages: Path, tmp_path: Path) -> Run:
    def analysed(name: str, engine: str, classifier: WordClassifier) -> dict[str, bytes]:
        flags = {"pages": [str(pages)], "out": str(tmp_path / name), "engine": engine, "workers": 0}
        analyze(resolve(flags, environment={}), Start(resume=True), classifier=classifier)
        return tree(tmp_path / name)

    return analysed


@pytest.mark.usefixtures("two_nodes")
def test_a_cluster_gives_the_same_bytes_also_where_a_worker_is_lost(
    run: Run, tmp_path: Path
) -> None:
    local = run("local", "local", WordClassifier())
    assert run("ray", "ray", WordClassifier()) == local
    mark = tmp_path / "killed"
    assert run("lost", "ray", Killed(mark)) == local
    assert mark.exists()


def test_without_ray_it_is_told_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(SettingsError, match=r'pip install "discourse\[ray\]"'):
        run("none", "ray", WordClassifier())
