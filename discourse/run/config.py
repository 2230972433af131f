"""Settings of an analysis: flag over environment over file over default."""

import difflib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from discourse.errors import SettingsError
from discourse.run.models.model_store import ModelStore
from discourse.run.settings import (
    AnalysisSettings,
    ArticleTargets,
    PictureFormat,
    TargetSettings,
    ZeroShotSettings,
)
from discourse.run.yaml_file import read_yaml

__all__ = [
    "AnalysisSettings",
    "PictureFormat",
    "TargetSettings",
    "model_named",
    "model_store",
    "resolve",
    "resolve_parsing",
]

PREFIX = "DISCOURSE_"
_OF_FILES = ("articles", "columns", "zero_shot")  # no variable holds these
MODELS = "DISCOURSE_MODELS"  # the folder of the models a person keeps
DEVICES = "auto, cpu, mps, cuda or cuda:0"


def resolve(
    flags: Mapping[str, object],
    *,
    config: str | None = None,
    environment: Mapping[str, str] | None = None,
    defaults: Mapping[str, object] | None = None,
) -> AnalysisSettings:
    """The settings; flags that are None or empty were not given. Raises SettingsError.

    `defaults` are a command's own, in place of those of an analysis.

    The environment is the process's own unless one is given; then the model that a person has put
    in use is theirs too, where no other is named. Raises ModelError where that is gone.
    """
    file = _from_file(config) if config is not None else {}
    variables = _from_environment(os.environ if environment is None else environment)
    given = {name: flag for name, flag in flags.items() if flag not in (None, (), [])}
    named = {**(defaults or {}), **file, **variables, **given}
    if environment is None and "model" not in named:
        named["model"] = model_store().in_use
    return _checked(named, "options")


def resolve_parsing(flags: Mapping[str, object], *, config: str | None) -> AnalysisSettings:
    """The settings of a command that only parses: as `resolve`, but no model is looked for."""
    unused = AnalysisSettings.model_fields["model"].default
    return resolve({**flags, "model": unused}, config=config)


def model_store() -> ModelStore:
    """The models a person keeps: in the folder that $DISCOURSE_MODELS names, or else their own."""
    from platformdirs import user_data_path

    named = os.environ.get(MODELS)
    return ModelStore(Path(named) if named else user_data_path("discourse") / "models")


def model_named(given: str | None) -> str:
    """The model that is named, else the one in use; raises ModelError where that is gone."""
    return given or model_store().in_use


def _from_file(path: str) -> dict[str, Any]:
    found = read_yaml(Path(path))
    _checked(found, path)
    return found


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """The settings in DISCOURSE_* variables; one that is nearly a setting's name is an error.

    An empty one is as one that is not there.
    """
    fields = AnalysisSettings.model_fields
    known = {f"{PREFIX}{name.upper()}": name for name in fields if name not in _OF_FILES}
    found: dict[str, object] = {}
    for variable in sorted(name for name in environment if name.startswith(PREFIX)):
        if not environment[variable] or variable == MODELS:
            continue
        if variable in known:
            found[known[variable]] = _variable(variable, known[variable], environment[variable])
        elif near := difflib.get_close_matches(variable, known, n=1, cutoff=0.9):
            raise SettingsError(f"{variable}: no such setting; near: {near[0]}")
    return found


def _variable(variable: str, name: str, text: str) -> object:
    if name in ("pages", "targets", "picture_format"):
        return [text]
    kind: TypeAdapter[object] = TypeAdapter(AnalysisSettings.__annotations__[name])
    try:
        value = kind.validate_strings(text)
    except ValidationError as error:
        raise SettingsError(_told(variable, _causes(error)[0] | {"loc": ()})) from error
    _checked({name: value}, variable)
    return value


def _checked(settings: Mapping[str, object], where: str) -> AnalysisSettings:
    try:
        # as JSON, so that lists may stand for tuples though all else is strict
        return AnalysisSettings.model_validate_json(json.dumps(settings, default=str))
    except ValidationError as error:
        raise SettingsError("\n".join(_told(where, one) for one in _causes(error))) from error


def _causes(error: ValidationError) -> list[dict[str, Any]]:
    """What is wrong, without what only follows from something wrong further inside."""
    found: list[dict[str, Any]] = [
        {**one} for one in error.errors(include_url=False, include_context=False)
    ]
    inside = {one["loc"][:size] for one in found for size in range(len(one["loc"]))}
    return [one for one in found if one["loc"] not in inside]


# pydantic's kinds of errors that are better said in our words
_EXPECTED = {
    "missing": "expected a value, found none",
    "too_short": "expected at least one, found none",
    "string_too_short": "expected some text",
    "tuple_type": "expected a list",
    "dict_type": "expected keys and values",
    "model_type": "expected a text, or keys and values",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "string_pattern_mismatch": f"expected {DEVICES}",  # only a device has one
}


def _told(where: str, error: Mapping[str, Any]) -> str:
    loc, kind = error["loc"], error["type"]
    key = ".".join(str(part) for part in loc)
    if kind == "extra_forbidden":
        return f"{where}: unknown key {key!r}{_near(loc)}"
    said = str(error["msg"]).removeprefix("Value error, ").replace("Input should be", "expected")
    message = f"{where}: {key}: " if key else f"{where}: "
    plain = kind != "value_error" and isinstance(error["input"], str | int | float)
    return message + _EXPECTED.get(kind, said) + (f", found {error['input']!r}" if plain else "")


def _near(loc: tuple[int | str, ...]) -> str:
    """What the unknown key at this place may have meant."""
    outer: type[BaseModel] = AnalysisSettings
    if len(loc) > 1:
        inside: dict[str, type[BaseModel]] = {"zero_shot": ZeroShotSettings}
        outer = TargetSettings if "targets" in loc[:-1] else inside.get(str(loc[0]), ArticleTargets)
    known = list(outer.model_fields)
    near = difflib.get_close_matches(str(loc[-1]), known, n=3)
    return f"; near: {', '.join(near)}" if near else f"; known: {', '.join(known)}"
