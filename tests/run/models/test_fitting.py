import json
from pathlib import Path

import pytest
import yaml

from discourse.errors import SettingsError
from discourse.run.api import load_model
from discourse.run.models.fitting import Fitting, _machine, fit
from discourse.run.models.recipes import library, read_recipe
from discourse.stance.corpus import Split
from discourse.stance.evaluation import evaluate
from tests.stance.tiny_bert import make_model, make_tokenizer, save_tiny
from tests.stance.tiny_corpus import write_reader_comments

ROOT = Path(__file__).parents[3]
MIXTURE = [{"corpus": "reader-comments", "repeat": 4}]


def write_recipe(folder: Path, **changes: object) -> Path:
    settings: dict[str, object] = {
        "base": str(folder / "base"),
        "stages": [{"name": "one", "learning_rate": 1e-3, "mixture": MIXTURE}],
        "dev": MIXTURE,
        "calibration": MIXTURE,
        "max_length": 32,
    }
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(settings | changes), encoding="utf-8")
    return path


def test_a_training_leaves_a_model_with_its_card_and_figures(tmp_path: Path) -> None:
    save_tiny(tmp_path / "base")
    write_reader_comments(tmp_path / "data", events=5)
    out = tmp_path / "out"
    fitted = fit(Fitting(write_recipe(tmp_path), tmp_path / "data", out), lambda _: None)
    card = (fitted.folder / "README.md").read_text(encoding="utf-8")
    assert "| reader-comments | written for this project | Apache-2.0 |" in card
    record = json.loads((fitted.folder / "training.json").read_text(encoding="utf-8"))
    assert record["recipe"]["base"] == "base"  # a name, not a path of the machine it ran on
    first, last = (out / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["loss"] is None  # what the base knew
    assert json.loads(last)["stage"] == "one"
    model = load_model(fitted.folder, device="cpu")
    found = evaluate(
        model, "reader-comments", library(tmp_path / "data").examples("reader-comments", Split.DEV)
    )
    assert found.metrics.n == 24
    assert found.metrics.macro_f1 == pytest.approx(fitted.evaluations[0].metrics.macro_f1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sed": 3}, "sed: Unexpected"),
        ({"base_share": 1}, "base_share: Input should be less than 1"),
        ({"seed": "many"}, "seed: Input should be a valid integer"),
        ({"stages": [{"name": "one", "learning_rate": 1, "mixture": [{"take": 1}]}]}, "corpus"),
    ],
)
def test_a_recipe_that_does_not_hold_names_file_and_key(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(SettingsError, match=rf"recipe\.yaml: .*{message}"):
        read_recipe(write_recipe(tmp_path, **changes))


def test_a_missing_recipe_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.yaml: expected a readable config file"):
        read_recipe(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"seed: 1\nseed: 2\n", "key 'seed' is given twice"),
        (b"seed: \xff\n", "no UTF-8 text"),
        (b"- one\n", "expected keys and values, found list"),
        (b"seed: [", "expected YAML"),
    ],
)
def test_a_recipe_that_is_no_plain_yaml_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "recipe.yaml").write_bytes(data)
    with pytest.raises(SettingsError, match=rf"recipe\.yaml: .*{message}"):
        read_recipe(tmp_path / "recipe.yaml")


def test_an_unknown_set_is_told_before_anything_is_trained(tmp_path: Path) -> None:
    write_reader_comments(tmp_path / "data", events=4)
    recipe = write_recipe(tmp_path, dev=[{"corpus": "nowhere"}])
    with pytest.raises(SettingsError, match="nowhere: expected one of the sets arc, arc-m"):
        fit(Fitting(recipe, tmp_path / "data", tmp_path / "out"), lambda _: None)


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="expected the folder of labelled data"):
        fit(Fitting(write_recipe(tmp_path), tmp_path / "data", tmp_path / "out"), lambda _: None)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "configs").glob("train-*.yaml")), ids=lambda p: p.name
)
def test_the_shipped_recipes_hold(path: Path) -> None:
    assert read_recipe(path).stages


def test_a_base_that_labels_no_stances_can_have_no_share_of_the_weights(tmp_path: Path) -> None:
    make_model(("entailment", "neutral", "contradiction")).save_pretrained(tmp_path / "base")
    make_tokenizer().save_pretrained(tmp_path / "base")
    write_reader_comments(tmp_path / "data", events=5)
    asked = Fitting(write_recipe(tmp_path, base_share=0.5), tmp_path / "data", tmp_path / "out")
    with pytest.raises(SettingsError, match=r"base_share: expected a base that labels stances"):
        fit(asked, lambda _: None)


def test_the_card_says_on_what_it_was_trained() -> None:
    assert _machine("cpu").endswith("CPU cores")
    assert _machine("cuda") == "a machine with a GPU (cuda)"
