"""The recipe for a large base, on a tiny one."""

from dataclasses import replace
from pathlib import Path

import pytest

from discourse.run.models.recipes import library, read_recipe
from discourse.stance import classifier
from discourse.stance.classifier import Options
from discourse.stance.corpus import Part, Split
from discourse.stance.hub import is_hub_name
from discourse.stance.judgement import Question
from discourse.stance.recipe import Portion
from discourse.stance.training import Watcher, train
from tests.stance.tiny_bert import save_tiny
from tests.stance.tiny_corpus import write_reader_comments

LARGE = read_recipe(Path(__file__).parents[3] / "configs" / "train-large.yaml")
SHARED = Path(__file__).parents[4] / "shared" / "data"


def test_it_trains_whatever_base_it_is_given(tmp_path: Path) -> None:
    write_reader_comments(tmp_path / "data", events=7)
    authored = (Portion("reader-comments", repeat=2),)
    calibration = (Portion("reader-comments", part=Part.CALIBRATION),)
    recipe = replace(
        LARGE,
        base=save_tiny(tmp_path / "base"),
        stages=tuple(replace(stage, mixture=authored) for stage in LARGE.stages),
        dev=(Portion("reader-comments", part=Part.REPORT),),
        calibration=calibration,
    )
    silent = Watcher(lambda _: None, lambda _: None)
    trained = train(recipe, library(tmp_path / "data"), tmp_path / "out", silent)
    assert (trained.calibration.n, trained.evaluations[0].metrics.n) == (12, 12)
    (judgement,) = classifier.load(str(trained.folder), Options("cpu")).judge(
        [Question(target="the tunnel", text="a great idea")]
    )
    assert sum(judgement.scores.values()) == pytest.approx(1)


def test_its_base_is_had_from_the_hub_alone() -> None:
    assert is_hub_name(str(LARGE.base))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled data is not at hand")
def test_it_learns_from_no_set_that_is_for_the_test() -> None:
    named = {portion.corpus for stage in LARGE.stages for portion in stage.mixture}
    corpora = {corpus.name: corpus for corpus in library(SHARED).corpora}
    assert named <= corpora.keys()
    for name in named:
        assert any(example.split is Split.TRAIN for example in corpora[name].read(SHARED))
