import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from discourse.errors import ModelError, SettingsError
from discourse.labelling.comparing import Verdict
from discourse.run.config import model_named, model_store, resolve
from discourse.run.models import keeping, verdicts
from discourse.run.models.model_store import ENTRY, ModelStore
from discourse.run.models.verdicts import Found
from discourse.stance import classifier
from tests.stance.tiny_bert import make_model, make_tokenizer, save_tiny

STANCES = ("against", "neutral", "favor")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a training leaves it: the model lies in `model`."""
    return save_tiny(tmp_path_factory.mktemp("trained") / "my-model" / "model")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained") / "other"
    make_model(STANCES, seed=1).save_pretrained(folder)
    make_tokenizer().save_pretrained(folder)
    return folder


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    monkeypatch.setenv("DISCOURSE_MODELS", str(tmp_path / "models"))
    return model_store()


def found(old: str, new: str, verdict: Verdict, day: int = 1) -> Found:
    return Found(
        old="old",
        old_digest=old,
        new_digest=new,
        verdict=verdict,
        sentence=f"new against old: {verdict}",
        at=datetime(2026, 1, day, tzinfo=UTC),
    )


def test_at_first_there_is_what_ships_and_it_is_in_use(store: ModelStore) -> None:
    (shipped,) = store.models
    assert (shipped.name, shipped.shipped, store.in_use) == ("default", True, "default")
    assert shipped.digest == classifier.digest(shipped.folder)
    assert not store.folder.exists()  # looking writes nothing


def test_a_model_is_copied_in_and_called_after_its_folder(store: ModelStore, tiny: Path) -> None:
    added = store.add(tiny)
    assert (added.name, added.folder, added.shipped) == (
        "my-model",
        store.folder / "my-model",
        False,
    )
    assert added.source == str(tiny)
    assert classifier.digest(added.folder) == added.digest == classifier.digest(tiny)
    assert store.add(tiny) == added  # the same again changes nothing
    assert [model.name for model in store.models] == ["default", "my-model"]
    assert store.locate("my-model") == str(added.folder)
    assert store.locate("default") == "default"
    assert store.locate("elsewhere/model") == "elsewhere/model"


def test_a_name_is_given_once(store: ModelStore, tiny: Path, other: Path) -> None:
    store.add(tiny, "mine")
    with pytest.raises(SettingsError, match=r"mine: expected a name that is free \(--name\)"):
        store.add(other, "mine")
    with pytest.raises(SettingsError, match="found a shipped model"):
        store.add(tiny, "default")
    for name in ("../mine", ".mine", "a b", "x" * 65, "in/use"):
        with pytest.raises(SettingsError, match="as a model's name: expected letters"):
            store.add(tiny, name)


def test_only_a_model_that_loads_is_kept(store: ModelStore, tiny: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    (broken / classifier.WEIGHTS).write_bytes(b"no weights")
    with pytest.raises(ModelError, match="broken: expected a sequence-classification model"):
        store.add(broken)
    with pytest.raises(ModelError, match=r"expected a file config\.json"):
        store.add(tmp_path)
    assert [model.name for model in store.models] == ["default"]


def test_a_copy_that_was_cut_off_has_no_name_and_is_done_again(
    store: ModelStore, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        store.add(tiny, "mine")
    monkeypatch.undo()
    store = ModelStore(store.folder)
    assert (store.folder / ".mine.part" / ENTRY).exists()
    assert [model.name for model in store.models] == ["default"]
    assert store.add(tiny, "mine").name == "mine"


def test_a_store_that_cannot_be_written_is_told(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="expected a writable folder of models"):
        ModelStore(tmp_path / "file").add(tiny)


def test_the_model_in_use_is_taken_where_none_is_named(store: ModelStore, tiny: Path) -> None:
    store.add(tiny, "mine")
    assert resolve({}).model == "default"
    keeping.use("mine", "", force=False)
    assert (resolve({}).model, model_named(None)) == ("mine", "mine")
    assert (resolve({"model": "default"}).model, model_named("default")) == ("default", "default")
    assert resolve({}, environment={}).model == "default"  # a library call says what it wants
    assert classifier.load(store.locate("mine"), classifier.Options("cpu")).name == "mine"


def test_a_config_file_and_the_environment_go_before_the_model_in_use(
    store: ModelStore, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(tiny, "mine")
    store.use("mine")
    (tmp_path / "c.yaml").write_text("model: default\n", encoding="utf-8")
    assert resolve({}, config=str(tmp_path / "c.yaml")).model == "default"
    monkeypatch.setenv("DISCOURSE_MODEL", "elsewhere")
    assert resolve({}).model == "elsewhere"


def test_no_other_model_stands_in_for_one_that_is_gone(store: ModelStore, tiny: Path) -> None:
    store.use(store.add(tiny, "mine").name)
    shutil.rmtree(store.folder / "mine")
    with pytest.raises(ModelError, match=r"mine in .*: expected the model in use \(choose another"):
        resolve({})
    store.use("default")
    assert resolve({}).model == "default"


@pytest.mark.parametrize("text", ["", "{}", "[", '{"name": 3}'])
def test_a_broken_note_of_the_model_in_use_is_told(store: ModelStore, text: str) -> None:
    store.folder.mkdir()
    (store.folder / "in-use.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"in-use\.json: expected the name of the model in use"):
        _ = store.in_use


def test_a_stored_model_whose_files_changed_is_not_used(store: ModelStore, tiny: Path) -> None:
    added = store.add(tiny, "mine")
    (added.folder / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="mine: expected the files that were stored, found others"):
        store.use("mine")
    assert store.in_use == "default"


def test_what_is_in_use_or_ships_is_not_removed(store: ModelStore, tiny: Path) -> None:
    store.use(store.add(tiny, "mine").name)
    for name, said in (("mine", "found the one in use"), ("default", "found one that ships")):
        with pytest.raises(ModelError, match=said):
            store.remove(name)
    with pytest.raises(ModelError, match="nobody: expected one of the models default, mine"):
        store.remove("nobody")
    store.use("default")
    store.remove("mine")
    assert [model.name for model in store.models] == ["default"]
    assert not any(path.is_dir() for path in store.folder.iterdir())


def test_a_model_found_worse_is_used_only_by_force(store: ModelStore, tiny: Path) -> None:
    mine, default = store.add(tiny, "mine"), store.find("default")
    for verdict in (Verdict.WORSE, Verdict.FORGOT):
        verdicts.note(mine.folder, found(default.digest, mine.digest, verdict))
        with pytest.raises(ModelError, match=f"or --force\\), found new against old: {verdict}"):
            keeping.use("mine", "", force=False)
        assert store.in_use == "default"
    used = keeping.use("mine", "", force=True)
    assert used.notes == (f"forced, though new against old: {Verdict.FORGOT}",)
    assert store.in_use == "mine"


def test_a_model_found_better_or_alike_is_used(store: ModelStore, tiny: Path) -> None:
    mine, default = store.add(tiny, "mine"), store.find("default")
    verdicts.note(mine.folder, found(default.digest, mine.digest, Verdict.NO_DIFFERENCE))
    assert keeping.use("mine", "", force=False).notes == ()
    verdicts.note(mine.folder, found(default.digest, mine.digest, Verdict.BETTER, day=2))
    assert [one.verdict for one in keeping.kept("mine").compared] == [Verdict.BETTER]
    back = keeping.use("default", "", force=False)
    assert back.notes == ("the model that was in use was found better: new against old: better",)


def test_back_from_a_model_that_was_found_worse_asks_for_no_comparison(
    store: ModelStore, tiny: Path
) -> None:
    mine, default = store.add(tiny, "mine"), store.find("default")
    verdicts.note(mine.folder, found(default.digest, mine.digest, Verdict.WORSE))
    keeping.use("mine", "", force=True)
    assert keeping.use("default", "", force=False).notes == ()


def test_a_comparison_on_less_does_not_hide_that_a_model_is_worse(
    store: ModelStore, tiny: Path
) -> None:
    mine, default = store.add(tiny, "mine"), store.find("default")

    def note(verdict: Verdict, rows: int, *sets: str) -> None:
        one = found(default.digest, mine.digest, verdict)
        verdicts.note(mine.folder, one.model_copy(update={"rows": rows, "sets": sets}))

    note(Verdict.WORSE, 200, "reader-comments")
    for less in ((30, "reader-comments"), (200,), (300, "vast")):
        note(Verdict.BETTER, *less)
        with pytest.raises(ModelError, match="found new against old: worse"):
            keeping.use("mine", "", force=False)
    note(Verdict.BETTER, 300, "vast", "reader-comments")
    assert len(keeping.kept("mine").compared) == 1
    assert keeping.use("mine", "", force=False).notes == ()


def test_worse_than_another_counts_where_nothing_is_known_of_the_one_in_use(
    store: ModelStore, tiny: Path, other: Path
) -> None:
    mine = store.add(tiny, "mine")
    verdicts.note(mine.folder, found("f" * 64, mine.digest, Verdict.WORSE))
    with pytest.raises(ModelError, match="expected a model that was not found worse"):
        keeping.use("mine", "", force=False)
    verdicts.note(mine.folder, found(store.find("default").digest, mine.digest, Verdict.BETTER))
    assert keeping.use("mine", "", force=False).notes == ()
    notes = keeping.use(str(other), "", force=False).notes
    assert notes == (
        "not compared with mine, which was in use: discourse compare mine other --data HELD.csv",
    )


def test_a_verdict_is_of_the_weights_it_was_found_with(store: ModelStore, tiny: Path) -> None:
    mine = store.add(tiny, "mine")
    verdicts.note(mine.folder, found("f" * 64, "0" * 64, Verdict.WORSE))  # trained anew since
    assert keeping.use("mine", "", force=False).model.name == "mine"


def test_verdicts_that_cannot_be_read_are_told(store: ModelStore, tiny: Path) -> None:
    mine = store.add(tiny, "mine")
    (mine.folder / verdicts.FILE).write_text('[{"old": 1}]', encoding="utf-8")
    with pytest.raises(ModelError, match=r"comparisons\.json: expected what comparisons found"):
        keeping.use("mine", "", force=True)


def test_models_for_machines(store: ModelStore, tiny: Path) -> None:
    store.add(tiny, "mine")
    told = json.loads(keeping.as_json(keeping.kept_models()))
    assert [(one["name"], one["in_use"], one["shipped"]) for one in told] == [
        ("default", True, True),
        ("mine", False, False),
    ]
    assert "no card" in keeping.card_of(keeping.kept("mine").model)
    assert keeping.card_of(keeping.kept("default").model).startswith("---")
