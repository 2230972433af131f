from collections.abc import Iterator
from pathlib import Path

from discourse.run.models import learned
from discourse.stance.corpus import Corpus, Example, Split
from discourse.stance.judgement import Question, Stance
from discourse.stance.recipe import Library, Portion, Recipe, Stage


def example(text: str, split: Split, group: str = "g") -> Example:
    return Example(Question(target="t", text=text), Stance.FAVOR, split, group)


def read(_folder: Path) -> Iterator[Example]:
    yield example("Learned  from", Split.TRAIN)
    yield example("Left out of the mixture", Split.TRAIN, group="other")
    yield example("Chosen by", Split.DEV)
    yield example("For the report", Split.TEST)


def library(folder: Path) -> Library:
    return Library((Corpus("set", "here", "free", read),), folder)


def recipe(base: Path, stop: int = 2) -> Recipe:
    portion = (Portion("set", without=("other",)),)
    stage = Stage("one", portion, 1e-3, early_stop=stop)
    return Recipe(base, (stage,), dev=portion, calibration=portion)


def test_what_a_model_learned_from_and_was_chosen_by(tmp_path: Path) -> None:
    learned.note(tmp_path / "model", recipe(tmp_path / "none"), library(tmp_path))
    found = learned.of(tmp_path / "model")
    asked = [example("learned from ", Split.TEST), *read(tmp_path)]
    assert found.from_any(asked) == [True, True, False, False, False]
    assert found.by_any(asked) == 1
    learned.note(tmp_path / "whole", recipe(tmp_path / "none", stop=0), library(tmp_path))
    assert learned.of(tmp_path / "whole").by_any(asked) == 0  # nothing chose when to stop
    assert len((tmp_path / "model" / learned.LEARNED).read_bytes()) == learned.SIZE


def test_what_its_parent_learned_from_counts_too(tmp_path: Path) -> None:
    parent, child = tmp_path / "parent", tmp_path / "child"
    parent.mkdir()
    (parent / learned.LEARNED).write_bytes(learned.digest("long ago"))
    learned.note(child, recipe(parent), library(tmp_path))
    asked = [example("Long ago", Split.TEST), example("Learned from", Split.TEST)]
    assert learned.of(child).from_any(asked) == [True, True]
    assert learned.of(parent).from_any(asked) == [True, False]


def test_a_model_that_came_without_notes_learned_from_nothing_known(tmp_path: Path) -> None:
    assert learned.of(tmp_path) == learned.of(tmp_path / "gone") == learned.Learned()
