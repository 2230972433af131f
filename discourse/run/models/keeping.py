"""What `discourse models` does: the store of models, and what comparisons found of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from discourse.errors import ModelError
from discourse.run.config import model_store
from discourse.run.models import verdicts
from discourse.run.models.model_store import ModelStore, StoredModel
from discourse.run.models.verdicts import Found

CARD = "README.md"


@dataclass(frozen=True, slots=True)
class Kept:
    """A model, whether commands take it unasked, and how it compared with earlier ones."""

    model: StoredModel
    in_use: bool
    compared: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """The model now in use, and what should be known of that."""

    model: StoredModel
    notes: tuple[str, ...]


def kept_models() -> list[Kept]:
    """Every model there is, the shipped ones first."""
    store = model_store()
    name = store.in_use
    return [_kept(model, name) for model in store.models]


def kept(name: str | None) -> Kept:
    """The model of that name, or the one in use; raises ModelError for an unknown one."""
    store = model_store()
    return _kept(store.find(name or store.in_use), store.in_use)


def add(source: Path, name: str) -> StoredModel:
    """As ModelStore.add."""
    return model_store().add(source, name)


def use(model: str, name: str, *, force: bool) -> Used:
    """Puts a stored or shipped model in use, or a directory after adding it.

    Raises ModelError where a comparison found it worse, unless forced, and as ModelStore.
    """
    store = model_store()
    wanted = _wanted(store, model, name)
    against = verdicts.against_use(store, wanted)
    if against is not None and not force:
        expected = "a model that was not found worse (or --force)"
        raise ModelError(wanted.name, expected, against.sentence)
    notes = tuple(_notes(store, wanted, against))
    return Used(store.use(wanted.name), notes)


def remove(name: str) -> None:
    """As ModelStore.remove."""
    model_store().remove(name)


def card_of(model: StoredModel) -> str:
    """The model's card, or a line saying that it has none."""
    try:
        return (model.folder / CARD).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return f"no card ({CARD}) in {model.folder}"


def as_json(found: Sequence[Kept]) -> str:
    """The models for machines."""
    return json.dumps([_told(one) for one in found], indent=2)


def _kept(model: StoredModel, in_use: str) -> Kept:
    return Kept(model, model.name == in_use, verdicts.found_of(model.folder))


def _wanted(store: ModelStore, model: str, name: str) -> StoredModel:
    """A name goes before a directory of that name: `./mine` is surely the directory."""
    known = [one.name for one in store.models]
    if model not in known and Path(model).is_dir():
        return store.add(Path(model), name)
    return store.find(model)


def _notes(store: ModelStore, wanted: StoredModel, against: Found | None) -> Iterator[str]:
    if against is not None:
        yield f"forced, though {against.sentence}"
    better = verdicts.found_better(store, wanted)
    if better is not None:
        yield f"the model that was in use was found better: {better.sentence}"
    in_use = store.find(store.in_use)
    if in_use.digest != wanted.digest and not verdicts.compared(in_use, wanted):
        yield (
            f"not compared with {in_use.name}, which was in use: "
            f"discourse compare {in_use.name} {wanted.name} --data HELD.csv"
        )


def _told(kept: Kept) -> dict[str, object]:
    model = kept.model
    return {
        "name": model.name,
        "digest": model.digest,
        "folder": str(model.folder),
        "in_use": kept.in_use,
        "shipped": model.shipped,
        "added": model.added.isoformat() if model.added else None,
        "source": model.source,
        "compared": [found.model_dump(mode="json") for found in kept.compared],
    }
