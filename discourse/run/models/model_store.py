"""The models a person keeps: a folder each, by name, and which of them commands take unasked."""

import json
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from discourse.errors import ModelError, SettingsError
from discourse.run.store import write_atomic
from discourse.stance import classifier

IN_USE = "in-use.json"
ENTRY = "stored.json"  # in a stored model's folder; written before the folder gets its name
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class _Entry(BaseModel):
    """What the store notes of a model when it takes it in."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    digest: str
    added: datetime
    source: str


class _InUse(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model that can be named; the shipped ones have no time and no source."""

    name: str
    folder: Path
    digest: str
    shipped: bool
    added: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ModelStore:
    """The folder that holds the models a person keeps; it need not be there yet."""

    folder: Path

    @property
    def models(self) -> tuple[StoredModel, ...]:
        """The shipped models, then the stored ones by name."""
        return (*map(_shipped, shipped_names()), *map(self._stored, self._names()))

    @property
    def in_use(self) -> str:
        """The name of the model that commands take where none is given.

        Raises ModelError where it names one that is not there: no other takes its place unnoticed.
        """
        path = self.folder / IN_USE
        try:
            name = _InUse.model_validate_json(path.read_bytes()).name
        except FileNotFoundError:
            return classifier.DEFAULT
        except (OSError, ValidationError) as error:
            raise ModelError(str(path), "the name of the model in use", str(error)) from error
        if name not in (*shipped_names(), *self._names()):
            expected = "the model in use (choose another: discourse models use NAME)"
            raise ModelError(f"{name} in {self.folder}", expected, "no such model")
        return name

    def find(self, name: str) -> StoredModel:
        """The model of that name; raises ModelError that tells the names there are."""
        if name in shipped_names():
            return _shipped(name)
        if name in self._names():
            return self._stored(name)
        known = ", ".join((*shipped_names(), *self._names()))
        raise ModelError(name, f"one of the models {known}", "none of that name")

    def locate(self, name: str) -> str:
        """The folder of a stored model of that name; any other name as it is."""
        stored = name not in shipped_names() and name in self._names()
        return str(self.folder / name) if stored else name

    def holds(self, folder: Path) -> bool:
        """Whether the folder is one of a shipped or stored model, by whatever path."""
        kept = {(classifier.MODELS / name).resolve() for name in shipped_names()}
        kept |= {(self.folder / name).resolve() for name in self._names()}
        return folder.resolve() in kept

    def add(self, source: Path, name: str = "") -> StoredModel:
        """Takes a copy of a model directory in; a copy that is there already is left as it is.

        Without a name it is called as `name_of` calls it. Raises SettingsError for a name that
        cannot be or is taken, ModelError for a directory that is no model.
        """
        name = name or classifier.name_of(source)
        _check_name(name)
        digest = _loadable(source)
        if name in self._names():
            stored = self._stored(name)
            if stored.digest == digest:
                return stored
            raise SettingsError(f"{name}: expected a name that is free (--name), found a model")
        self._copy(source, name, _Entry(digest=digest, added=datetime.now(UTC), source=str(source)))
        return self._stored(name)

    def use(self, name: str) -> StoredModel:
        """From now on commands take this model where none is given.

        Raises ModelError where there is none of that name, or its files are not those stored.
        """
        found = self.find(name)
        if classifier.digest(found.folder) != found.digest:
            raise ModelError(name, "the files that were stored", "others: add the model again")
        write_atomic(self.folder / IN_USE, (json.dumps({"name": name}) + "\n").encode())
        return found

    def remove(self, name: str) -> None:
        """Deletes a stored model; raises ModelError for one that is shipped, in use or unknown."""
        found = self.find(name)
        if found.shipped:
            raise ModelError(name, "a model that was added", "one that ships with discourse")
        if name == self.in_use:
            expected = "a model that is not in use (discourse models use default)"
            raise ModelError(name, expected, "the one in use")
        gone = self.folder / f".{name}.removed"  # half removed, it has no name any more
        shutil.rmtree(gone, ignore_errors=True)
        found.folder.rename(gone)
        shutil.rmtree(gone)

    def _names(self) -> list[str]:
        """Of the stored models; what was half copied or half removed has a dot before its name."""
        return sorted(path.parent.name for path in self.folder.glob(f"[!.]*/{ENTRY}"))

    def _stored(self, name: str) -> StoredModel:
        path = self.folder / name / ENTRY
        try:
            entry = _Entry.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise ModelError(str(path), "what the store notes of a model", str(error)) from error
        return StoredModel(name, path.parent, entry.digest, False, entry.added, entry.source)  # noqa: FBT003 - by place, as declared

    def _copy(self, source: Path, name: str, entry: _Entry) -> None:
        part = self.folder / f".{name}.part"
        try:
            shutil.rmtree(part, ignore_errors=True)
            shutil.copytree(source, part, ignore=shutil.ignore_patterns(".*", ENTRY))
            write_atomic(part / ENTRY, entry.model_dump_json(indent=2).encode() + b"\n")
            part.rename(self.folder / name)
        except OSError as error:
            shutil.rmtree(part, ignore_errors=True)
            found = error.strerror or str(error)
            raise ModelError(str(self.folder), "a writable folder of models", found) from error


def shipped_names() -> list[str]:
    """The names of the models that ship with the package."""
    return sorted(path.name for path in classifier.MODELS.glob("*/") if path.is_dir())


def _shipped(name: str) -> StoredModel:
    folder = classifier.MODELS / name
    return StoredModel(name, folder, classifier.digest(folder), shipped=True)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        expected = "letters, digits, '.', '_' and '-', 64 at most (--name)"
        raise SettingsError(f"{name!r} as a model's name: expected {expected}")
    if name in shipped_names():
        raise SettingsError(f"{name}: expected a name that is free (--name), found a shipped model")


def _loadable(folder: Path) -> str:
    """The digest of a model that loads; raises ModelError for one that does not."""
    classifier.load(str(folder), classifier.Options("cpu"))
    return classifier.digest(folder)
