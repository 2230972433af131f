"""How a file of labels is to be read: flag over config file over default."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from discourse.errors import LabelError, SettingsError
from discourse.labelling.columns import Reading
from discourse.labelling.rows import LABELS, Answer
from discourse.run.labels.source import Source, kind_of
from discourse.run.yaml_file import read_yaml

Words = Annotated[str, Field(min_length=1)]


class LabelSettings(BaseModel):
    """The keys of a config file for `label import`; each can be a flag too."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    columns: dict[str, Words] = {}  # ours: theirs
    labels: dict[Words, str] = {}  # theirs: ours
    target: str = ""
    annotator: str = ""
    format: str | None = None
    encoding: str = "utf-8"

    def source(self, path: Path) -> Source:
        """A file to be read so; raises LabelError or SettingsError."""
        return Source(path, kind_of(path, self.format), self.reading(), self.encoding)

    def reading(self) -> Reading:
        """What the columns and labels mean."""
        labels = {
            theirs.strip().lower(): _label(theirs, ours) for theirs, ours in self.labels.items()
        }
        try:
            return Reading(self.columns, labels, self.target, self.annotator)
        except LabelError as error:
            raise SettingsError(str(error)) from error


def resolve_labels(flags: Mapping[str, object], config: Path | None = None) -> LabelSettings:
    """The settings; flags that are None or empty were not given. Raises SettingsError."""
    file = read_yaml(config) if config is not None else {}
    given = {name: flag for name, flag in flags.items() if flag not in (None, {}, "")}
    return _checked({**file, **given}, str(config or "options"))


def pairs(option: str, given: list[str] | None) -> dict[str, str]:
    """`a=b` of an option that may come several times; raises SettingsError."""
    found = dict[str, str]()
    for one in given or []:
        left, sign, right = one.partition("=")
        if not (left and sign and right):
            raise SettingsError(f"{option}: expected ONE=OTHER, found {one!r}")
        found[left] = right
    return found


def _label(theirs: str, ours: str) -> Answer:
    known = [label.value for label in (*LABELS, Answer.SKIP)]
    if ours not in known:
        raise SettingsError(f"label {theirs!r}: expected {', '.join(known)}, found {ours!r}")
    return Answer(ours)


def _checked(settings: Mapping[str, object], where: str) -> LabelSettings:
    try:
        return LabelSettings.model_validate(settings)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        key = ".".join(map(str, first["loc"]))
        near = difflib.get_close_matches(key, LabelSettings.model_fields, n=1)
        hint = f"; near: {near[0]}" if near and near[0] != key else ""
        raise SettingsError(f"{where}: {key}: {first['msg']}{hint}") from error
