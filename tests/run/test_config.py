from pathlib import Path

import pytest
import yaml

from discourse.errors import SettingsError
from discourse.run.columns import columns_of
from discourse.run.config import AnalysisSettings, TargetSettings, resolve
from discourse.run.targets import targets_for
from discourse.stance.questions import Target
from discourse.thread import Article

FOLDER = Path(__file__).parents[2] / "configs"
CONFIGS = sorted(set(FOLDER.glob("*.yaml")) - set(FOLDER.glob("train*.yaml")))  # not of a training
ARTICLE = Article("Ferry stops")


def config(tmp_path: Path, text: str) -> str:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_flag_goes_before_environment_before_file_before_default(tmp_path: Path) -> None:
    path = config(tmp_path, "seed: 1\nlimit: 1\ndevice: cpu\n")
    found = resolve(
        {"seed": 3, "model": None, "targets": []},
        config=path,
        environment={"DISCOURSE_SEED": "2", "DISCOURSE_LIMIT": "2", "HOME": "x"},
    )
    assert (found.seed, found.limit, found.device, found.model) == (3, 2, "cpu", "default")
    assert found.targets == (TargetSettings(name="headline"),)


def test_hypotheses_must_have_a_place_for_the_target(tmp_path: Path) -> None:
    text = 'zero_shot: {favor: "Pro {target}", against: "%s"}\n'
    found = resolve({}, config=config(tmp_path, text % "Contra {target}"), environment={})
    assert found.zero_shot is not None
    assert found.zero_shot.against == "Contra {target}"
    with pytest.raises(SettingsError, match=r"zero_shot\.against: expected a sentence with"):
        resolve({}, config=config(tmp_path, text % "Contra"), environment={})
    with pytest.raises(SettingsError, match=r"unknown key 'zero_shot\.con'; known: favor, against"):
        resolve({}, config=config(tmp_path, "zero_shot: {con: x}\n"), environment={})


def test_an_unknown_key_is_told_with_file_key_and_near_matches(tmp_path: Path) -> None:
    path = config(tmp_path, "modle: x\ntargets: [{nam: a, text: b}]\narticles: [{page: x}]\n")
    with pytest.raises(SettingsError) as caught:
        resolve({}, config=path, environment={})
    told = str(caught.value)
    assert f"{path}: unknown key 'modle'; near: model" in told
    assert "unknown key 'targets.0.nam'; near: name" in told
    assert "unknown key 'articles.0.page'; near: pages" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seed: '1'", "seed: expected a whole number, found '1'"),
        ("columns: [text]", "columns: expected keys and values"),
        ("columns: {text: 3}", "columns.text: expected a valid string, found 3"),
        ("columns: {author: Wer}", "columns: expected `text`, the column with the comment"),
        ("columns: {text: a, colour: b}", "found colour"),
        ("seed: -1", "seed: expected greater than or equal to 0, found -1"),
        ("max_seconds: .inf", "max_seconds: expected less than or equal to 1000000, found inf"),
        ("theme: wall", "theme: expected 'screen', 'print' or 'slides', found 'wall'"),
        ("locale: klingon", "locale: expected one such as de or pt_BR, found 'klingon'"),
        ("device: gpu", "device: expected auto, cpu, mps, cuda or cuda:0, found 'gpu'"),
        ("targets: [{name: a}]", "a.yaml: targets.0: target 'a': expected a text"),
        ("targets: ['  ']", "a.yaml: targets.0: target '  ': expected a text"),
        ("targets: [2024]", "targets.0: expected a text, or keys and values, found 2024"),
        ("targets: []", "targets: expected at least one, found none"),
        ("pages: seeds", "pages: expected a list, found 'seeds'"),
        ("articles: [{pages: a}]", "articles.0.targets: expected a value, found none"),
        ("targets: [{name: headline, text: x}]", "expected no text: it is each article's title"),
        ("targets: [{name: a, text: x}, {name: a, text: y}]", "expected each name once, found 'a'"),
        ("targets: [true]", "targets.0"),
        ("seed: 1\nseed: 2", "key 'seed' is given twice"),
        ("seed: [", "expected YAML"),
        ("- seed", "expected keys and values, found list"),
    ],
)
def test_a_setting_that_does_not_hold_is_told_with_its_file(
    tmp_path: Path, text: str, said: str
) -> None:
    path = config(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        resolve({}, config=path, environment={})
    assert str(caught.value).startswith(path)
    assert said in str(caught.value)


def test_a_missing_config_file_is_told() -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.yaml: expected a readable config file"):
        resolve({}, config="nowhere.yaml", environment={})


def test_environment_values_are_checked_and_named() -> None:
    with pytest.raises(SettingsError, match=r"DISCOURSE_SEED: .* found 'many'"):
        resolve({}, environment={"DISCOURSE_SEED": "many"})
    with pytest.raises(SettingsError, match=r"DISCOURSE_LIMIT: limit: .* found 0"):
        resolve({}, environment={"DISCOURSE_LIMIT": "0"})
    found = resolve({}, environment={"DISCOURSE_TARGETS": "the tunnel", "DISCOURSE_OUT": "7"})
    assert found.targets == (TargetSettings(name="the tunnel", text="the tunnel"),)
    assert found.out == "7"


def test_only_a_variable_that_is_nearly_a_setting_is_an_error() -> None:
    with pytest.raises(SettingsError, match="DISCOURSE_MODLE: no such setting; near: DISCOURSE_MO"):
        resolve({}, environment={"DISCOURSE_MODLE": "x"})
    assert resolve({}, environment={"DISCOURSE_HOSTNAME": "forum"}) == AnalysisSettings()


def test_settings_written_into_a_run_give_the_same_settings(tmp_path: Path) -> None:
    flags = {"pages": ["a", "b"], "targets": ["headline", "日本 $x$: yes"], "limit": 3, "out": "o"}
    found = resolve(flags, environment={})
    assert resolve({}, config=config(tmp_path, found.as_yaml()), environment={}) == found


def test_columns_of_options_go_before_those_of_the_file(tmp_path: Path) -> None:
    path = config(tmp_path, "columns: {text: Kommentar, up: Daumen}\n")
    assert resolve({}, config=path, environment={}).columns == {"text": "Kommentar", "up": "Daumen"}
    flags = {"columns": columns_of(["text = Beitrag", "net=a=b"])}
    assert resolve(flags, config=path, environment={}).columns == {"text": "Beitrag", "net": "a=b"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["text"], "--column: expected FIELD=NAME, found 'text'"),
        (["=x"], "--column: expected FIELD=NAME, found '=x'"),
        (["text=a", "text=b"], "--column: expected each field once, found 'text' again"),
    ],
)
def test_columns_that_options_misspell_are_told(options: list[str], said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        columns_of(options)
    assert str(caught.value) == said


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_every_config_in_the_repository_holds(path: Path) -> None:
    resolve({}, config=str(path), environment={})


def test_the_example_config_names_every_setting_and_its_default() -> None:
    example = next(path for path in CONFIGS if path.name == "example.yaml")
    given = yaml.safe_load(example.read_text(encoding="utf-8"))
    assert set(given) | {"articles"} == set(AnalysisSettings.model_fields)
    found = resolve({}, config=str(example), environment={})
    assert found == AnalysisSettings(pages=("seeds",))


def test_targets_are_the_first_matching_entry_or_the_general_ones(tmp_path: Path) -> None:
    settings = resolve(
        {},
        config=config(
            tmp_path,
            "targets: [headline, ferries]\n"
            "articles:\n"
            "- {pages: 'ferry-*.txt', targets: [boats]}\n"
            "- {pages: '*.txt', targets: [never]}\n",
        ),
        environment={},
    )
    assert targets_for(settings, "pages/ferry-1.txt", ARTICLE) == (Target("boats", "boats"),)
    assert targets_for(settings, "ferry-1.txt#2", ARTICLE)[0] == Target("headline", "Ferry stops")
    assert targets_for(settings, "x.html", ARTICLE)[1] == Target("ferries", "ferries")


def test_an_untitled_article_has_no_headline_to_judge() -> None:
    settings = resolve({"targets": ["headline", "ferries"]}, environment={})
    assert targets_for(settings, "x", Article(" ")) == (Target("ferries", "ferries"),)
    assert targets_for(AnalysisSettings(), "x", Article()) == ()


def test_an_empty_variable_is_as_one_that_is_not_there() -> None:
    assert resolve({}, environment={"DISCOURSE_SEED": "", "DISCOURSE_MODLE": ""}) == (
        AnalysisSettings()
    )


def test_what_follows_from_another_mistake_is_not_told(tmp_path: Path) -> None:
    path = config(tmp_path, "targets: ['']\nseed: [")
    with pytest.raises(SettingsError) as caught:
        resolve({}, config=path, environment={})
    assert f'in "{path}"' not in str(caught.value)
    assert f"in {path}, line 2" in str(caught.value)
    path = config(tmp_path, "targets: ['']")
    with pytest.raises(SettingsError) as caught:
        resolve({}, config=path, environment={})
    assert str(caught.value) == f"{path}: targets.0.name: expected some text, found ''"
