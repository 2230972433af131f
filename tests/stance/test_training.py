from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from discourse.errors import ModelError
from discourse.run.models.recipes import library
from discourse.stance import classifier
from discourse.stance.calibration import Calibration
from discourse.stance.classifier import Options
from discourse.stance.judgement import Question, Stance
from discourse.stance.recipe import Library, Portion, Progress, Recipe, Stage
from discourse.stance.steps import learns_in
from discourse.stance.training import Point, Watcher, train
from tests.stance.tiny_corpus import write_reader_comments

PORTION = (Portion("reader-comments", repeat=16),)


def watcher(progress: Callable[[Progress], None] = lambda _: None) -> Watcher:
    return Watcher(progress, lambda _: None)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("data")
    write_reader_comments(folder, events=6)
    return library(folder)


@pytest.fixture(scope="session")
def plenty(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Enough to learn all of it, in whatever precision the processor has."""
    folder = tmp_path_factory.mktemp("plenty")
    write_reader_comments(folder, events=18)
    return library(folder)


@pytest.fixture
def recipe(tiny_model: Path) -> Recipe:
    return Recipe(
        base=tiny_model,
        stages=(Stage("one", PORTION, 3e-3), Stage("two", PORTION, 3e-3)),
        dev=(Portion("reader-comments"),),
        calibration=(Portion("reader-comments"),),
        max_length=32,
        batch_tokens=192,
        freeze_embeddings=False,
        checkpoint_every=5,
    )


def test_training_learns_what_the_labels_say(
    recipe: Recipe, plenty: Library, tmp_path: Path
) -> None:
    points: list[Point] = []
    trained = train(recipe, plenty, tmp_path, Watcher(lambda _: None, points.append))
    (evaluation,) = trained.evaluations
    assert evaluation.metrics.macro_f1 > 0.95
    assert [(point.stage, point.step) for point in points] == [
        ("one", 0),
        ("one", 314),
        ("two", 313),
    ]
    assert points[0].loss is None
    judge = classifier.load(str(trained.folder), Options("cpu", max_length=32)).judge
    said = judge(
        [Question(target="the tunnel", text=text) for text in ("yes a great idea", "never . awful")]
    )
    assert [judgement.label for judgement in said] == [Stance.FAVOR, Stance.AGAINST]
    stored = Calibration.load(trained.folder)
    assert stored.n == sum(map(sum, stored.confusion)) == 24


def test_a_killed_training_goes_on_to_the_same_weights(
    recipe: Recipe, data: Library, tmp_path: Path
) -> None:
    whole = train(recipe, data, tmp_path / "whole", watcher()).folder

    def kill(progress: Progress) -> None:
        if progress.stage == "two" and progress.step == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(recipe, data, tmp_path / "killed", watcher(kill))
    steps: list[tuple[str, int]] = []
    note = watcher(lambda progress: steps.append((progress.stage, progress.step)))
    resumed = train(recipe, data, tmp_path / "killed", note, resume=True).folder
    assert steps[0] == ("two", 6)
    weights = [(folder / classifier.WEIGHTS).read_bytes() for folder in (whole, resumed)]
    assert weights[0] == weights[1]


def test_without_resume_a_training_starts_anew(
    recipe: Recipe, data: Library, tmp_path: Path
) -> None:
    short = replace(recipe, stages=recipe.stages[:1])
    train(short, data, tmp_path, watcher())
    steps: list[int] = []
    train(short, data, tmp_path, watcher(lambda progress: steps.append(progress.step)))
    assert steps[0] == 1


def test_a_base_that_is_none_is_named(recipe: Recipe, data: Library, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere: expected a base encoder"):
        train(replace(recipe, base=tmp_path / "nowhere"), data, tmp_path / "out", watcher())


def test_a_stage_with_ranking_learns_too(recipe: Recipe, plenty: Library, tmp_path: Path) -> None:
    ranked = replace(recipe, stages=(Stage("one", PORTION, 3e-3, ranking=0.5),))
    plain = replace(recipe, stages=(Stage("one", PORTION, 3e-3),))
    trained = train(ranked, plenty, tmp_path / "ranked", watcher())
    assert trained.evaluations[0].metrics.macro_f1 > 0.95
    other = train(plain, plenty, tmp_path / "plain", watcher())
    weights = [(found.folder / classifier.WEIGHTS).read_bytes() for found in (trained, other)]
    assert weights[0] != weights[1]


def stopping(recipe: Recipe, patience: int) -> Recipe:
    stage = Stage("one", PORTION, 3e-3, early_stop=patience)
    return replace(recipe, stages=(stage, recipe.stages[1]), evaluate_every=3)


def test_a_stage_ends_when_no_evaluation_is_better_and_keeps_the_best_weights(
    recipe: Recipe, data: Library, tmp_path: Path
) -> None:
    points: list[Point] = []
    steps: list[Progress] = []
    stopped = replace(stopping(recipe, 2), stages=stopping(recipe, 2).stages[:1])
    trained = train(stopped, data, tmp_path, Watcher(steps.append, points.append))
    best = max(points, key=lambda point: point.score)
    assert points.index(best) == len(points) - 3  # two more were measured
    assert steps[-1].step < steps[-1].steps
    assert trained.evaluations[0].metrics.macro_f1 == pytest.approx(best.score, abs=0.01)


def test_a_killed_training_that_stops_early_goes_on_to_the_same_weights(
    recipe: Recipe, data: Library, tmp_path: Path
) -> None:
    stopped = stopping(recipe, 2)
    seen: list[Progress] = []
    whole = train(stopped, data, tmp_path / "whole", watcher(seen.append)).folder
    last = max(progress.step for progress in seen if progress.stage == "one")
    for kill_at in (last, 6):  # just before it ends, and with a best behind it

        def kill(progress: Progress, at: int = kill_at) -> None:
            if (progress.stage, progress.step) == ("one", at):
                raise KeyboardInterrupt

        out = tmp_path / str(kill_at)
        with pytest.raises(KeyboardInterrupt):
            train(stopped, data, out, watcher(kill))
        resumed = train(stopped, data, out, watcher(), resume=True).folder
        weights = [(folder / classifier.WEIGHTS).read_bytes() for folder in (whole, resumed)]
        assert weights[0] == weights[1]


def test_a_training_ends_with_the_share_of_the_base_that_is_asked_for(
    recipe: Recipe, data: Library, tmp_path: Path
) -> None:
    one = replace(recipe, stages=recipe.stages[:1])
    learned = train(one, data, tmp_path / "learned", watcher()).folder
    mixed = train(replace(one, base_share=0.75), data, tmp_path / "mixed", watcher()).folder
    base, alone, both = (
        load_file(folder / classifier.WEIGHTS)["classifier.weight"].float()
        for folder in (recipe.base, learned, mixed)
    )
    assert not alone.allclose(base, atol=1e-3)
    assert both.allclose(0.75 * base + 0.25 * alone, atol=1e-3)


@pytest.mark.parametrize("precision", ["bf16", "fp32"])
def test_bfloat16_is_learned_in_only_where_the_processor_has_it(
    recipe: Recipe,
    data: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    precision: str,
) -> None:
    monkeypatch.setattr("discourse.stance.steps.fast_bf16", lambda: precision == "bf16")
    kinds: set[str] = set()

    def padded(*_: object) -> None:
        kinds.add("bf16" if torch.is_autocast_enabled("cpu") else "fp32")
        raise KeyboardInterrupt

    monkeypatch.setattr("discourse.stance.steps.padded", padded)
    with pytest.raises(KeyboardInterrupt):
        train(recipe, data, tmp_path, watcher())
    assert kinds == {precision} == {learns_in(torch.device("cpu"))}
