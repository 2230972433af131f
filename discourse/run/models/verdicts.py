"""What a comparison found of a model, kept beside it, so that a worse one is not used unnoticed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from discourse.errors import ModelError
from discourse.labelling.comparing import Verdict
from discourse.run.models.model_store import ModelStore, StoredModel
from discourse.run.store import write_atomic

FILE = "comparisons.json"  # in the folder of the model that was the new one


class Found(BaseModel):
    """One comparison: which model was held against which, on how much, and what came of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    old: str
    old_digest: str
    new_digest: str
    verdict: Verdict
    sentence: str
    at: datetime
    rows: int = 0  # of the labels
    sets: tuple[str, ...] = ()  # that the old model knew

    def replaces(self, other: "Found") -> bool:
        """Whether it takes the place of another: that is of weights of the past, or on no more."""
        if self.old_digest != other.old_digest or self.new_digest != other.new_digest:
            return self.old_digest == other.old_digest
        return self.rows >= other.rows and {*self.sets} >= {*other.sets}


_ADAPTER = TypeAdapter(tuple[Found, ...])


def found_of(folder: Path) -> tuple[Found, ...]:
    """The comparisons of a model directory, the latest last; raises ModelError if broken."""
    path = folder / FILE
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        raise ModelError(str(path), "what comparisons found", str(error)) from error


def note(folder: Path, found: Found) -> None:
    """Adds a comparison to a model directory; it replaces earlier ones with the same old model.

    But one on few rows does not hide what one on many found, nor one without the sets that the
    model should still know. Raises ModelError where the directory cannot be written.
    """
    kept = [one for one in found_of(folder) if not found.replaces(one)]
    try:
        write_atomic(folder / FILE, _ADAPTER.dump_json((*kept, found), indent=2) + b"\n")
    except OSError as error:
        expected = "a model directory that can be written"
        raise ModelError(str(folder), expected, error.strerror or str(error)) from error


def against_use(store: ModelStore, wanted: StoredModel) -> Found | None:
    """The comparison that speaks against using this model, if there is one.

    Counted are those with the model in use, or else the latest with any.
    """
    of_it = [one for one in found_of(wanted.folder) if one.new_digest == wanted.digest]
    in_use = store.find(store.in_use)
    deciding = [one for one in of_it if one.old_digest == in_use.digest]
    if not deciding and wanted.digest != in_use.digest:
        deciding = of_it[-1:]
    return next((one for one in reversed(deciding) if one.verdict.is_worse), None)


def found_better(store: ModelStore, wanted: StoredModel) -> Found | None:
    """The comparison in which the model in use was better than this one, if there was one."""
    in_use = store.find(store.in_use)
    return next(
        (
            one
            for one in found_of(in_use.folder)
            if one.old_digest == wanted.digest
            and one.new_digest == in_use.digest
            and one.verdict is Verdict.BETTER
        ),
        None,
    )


def compared(one: StoredModel, other: StoredModel) -> bool:
    """Whether a comparison held one of the two against the other, in whichever order."""
    return any(
        (found.old_digest, found.new_digest) == (old.digest, new.digest)
        for old, new in ((one, other), (other, one))
        for found in found_of(new.folder)
    )


def stored_alike(store: ModelStore, digest: str) -> Iterator[Path]:
    """The folders of the stored models that answer alike."""
    return (one.folder for one in store.models if not one.shipped and one.digest == digest)
