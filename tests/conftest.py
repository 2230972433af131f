"""What several tests share: a saved page, and a model that knows two words."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from tests.words import WordClassifier, page_text, small_pictures

# `make test` and CI draw the same examples each time; HYPOTHESIS_PROFILE=search looks for new ones
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(autouse=True)
def _no_models_kept(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever models the person at this machine keeps, a test starts with none."""
    monkeypatch.setenv("DISCOURSE_MODELS", str(tmp_path_factory.getbasetemp() / "no-models"))


@pytest.fixture(autouse=True)
def _drawn_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that draws takes longer to begin than a test's pictures; one test begins some."""
    monkeypatch.setattr("discourse.run.drawers.processes_for", lambda _workers: 0)


@pytest.fixture
def quick_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """One small picture an article: the real ones take seconds."""
    monkeypatch.setattr("discourse.charts.pictures", small_pictures)


@pytest.fixture
def words() -> WordClassifier:
    return WordClassifier()


@pytest.fixture
def use_words(monkeypatch: pytest.MonkeyPatch) -> WordClassifier:
    """Every model that a run loads is the classifier of words."""
    classifier = WordClassifier()
    for module in ("analysis", "classifying"):
        path = f"discourse.run.{module}.load_classifier"
        monkeypatch.setattr(path, lambda settings: classifier)  # noqa: ARG005 - as the real one
    return classifier


PageMaker = Callable[..., Path]


@pytest.fixture
def page(tmp_path: Path) -> PageMaker:
    """Writes a saved page with a title and comments, each with 3 up and 1 down."""

    def write(
        name: str = "page.txt",
        *,
        title: str = "Council approves the tunnel under the harbour",
        comments: Sequence[str] = ("A bad idea for everybody here.", "It is good for the town."),
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_text(title, comments), encoding="utf-8")
        return path

    return write
