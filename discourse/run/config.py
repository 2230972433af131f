"""Settings of an analysis: flag over environment over file over default, checked, frozen."""

import difflib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from discourse.errors import SettingsError
from discourse.parse.limits import DEEPEST, MAX_COMMENTS, MAX_TAGS
from discourse.parse.page import MAX_BYTES
from discourse.parse.tables import mapped
from discourse.run.models.model_store import ModelStore
from discourse.run.pages.deadline import MAX_SECONDS
from discourse.run.pages.kinds import ARCHIVE_BYTES, ARCHIVE_RATIO
from discourse.run.yaml_file import read_yaml
from discourse.stance.heads import PLACE
from discourse.stance.questions import HEADLINE

PREFIX = "DISCOURSE_"
_OF_FILES = ("articles", "columns", "zero_shot")  # no variable holds these
MODELS = "DISCOURSE_MODELS"  # the folder of the models a person keeps
DEVICES = "auto, cpu, mps, cuda or cuda:0"


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TargetSettings(_Strict):
    """What a stance is taken toward. The target named headline has each article's own title."""

    name: Annotated[str, Field(min_length=1)]
    text: str = ""

    @model_validator(mode="after")
    def _has_text(self) -> Self:
        if (self.name == HEADLINE) == bool(self.text.strip()):
            headline = "no text: it is each article's title"
            expected = headline if self.name == HEADLINE else "a text"
            raise ValueError(f"target {self.name!r}: expected {expected}")
        return self


def _from_text(given: object) -> object:
    """A target given as a mere text is named by it."""
    if not isinstance(given, str):
        return given
    return {"name": given} if given == HEADLINE else {"name": given, "text": given}


PictureFormat = Literal["png", "svg", "pdf"]
TargetEntry = Annotated[TargetSettings, BeforeValidator(_from_text)]
Targets = Annotated[tuple[TargetEntry, ...], Field(min_length=1)]


class ArticleTargets(_Strict):
    """Targets of the articles whose page name matches a glob, in place of the general ones."""

    pages: Annotated[str, Field(min_length=1)]
    targets: Targets


class ZeroShotSettings(_Strict):
    """What a comment that favors the target, or opposes it, says: for models of inference."""

    favor: str
    against: str

    @field_validator("favor", "against")
    @classmethod
    def _has_target(cls, given: str) -> str:
        if PLACE not in given:
            raise ValueError(f"expected a sentence with {PLACE} in it")
        return given


class AnalysisSettings(_Strict):
    """Everything that decides what an analysis gives."""

    pages: tuple[str, ...] = Field(default=(), description="files, folders, globs, or - for stdin")
    targets: Targets = Field(
        default=(TargetSettings(name=HEADLINE),), description="what stances are taken toward"
    )
    articles: tuple[ArticleTargets, ...] = Field(
        default=(), description="targets of single articles"
    )
    columns: dict[str, str] = Field(
        default_factory=dict, description="of tables of comments: what a column holds, and its name"
    )
    model: str = Field(default="default", description="a model's name, a directory, or owner/name")
    device: str = Field(default="auto", pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$")
    precision: Literal["auto", "fp32", "bf16", "int8"] = Field(
        default="auto", description="in which the model computes: auto is bf16 where that pays"
    )
    token_budget: int | None = Field(
        default=None, ge=64, description="tokens of one batch; as many as suit the device"
    )
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description="below, a stance is unclear; the model's own if none"
    )
    zero_shot: ZeroShotSettings | None = Field(
        default=None, description="hypotheses for a model of inference; ours if none"
    )
    seed: int = Field(default=0, ge=0, description="of the bootstrap")
    limit: int | None = Field(default=None, ge=1, description="read so many pages at most")
    max_bytes: int = Field(default=MAX_BYTES, ge=1, description="a larger file is no page")
    max_tags: int = Field(
        default=MAX_TAGS, ge=1, description="of a page's markup; what follows is not read"
    )
    max_depth: int = Field(
        default=DEEPEST, ge=8, le=DEEPEST, description="of elements in each other; so, too"
    )
    max_comments: int = Field(
        default=MAX_COMMENTS, ge=1, description="of one article; those after them are left out"
    )
    max_seconds: float = Field(
        default=MAX_SECONDS, gt=0, description="a page that takes longer to read is left out"
    )
    archive_bytes: int = Field(
        default=ARCHIVE_BYTES, ge=1, description="an archive that unpacks to more is no archive"
    )
    archive_ratio: int = Field(
        default=ARCHIVE_RATIO, ge=1, description="one that unpacks to so many times its size, too"
    )
    detail: Literal["auto", "corpus", "reports", "all"] = Field(
        default="auto", description="pictures an article"
    )
    picture_format: Annotated[tuple[PictureFormat, ...], Field(min_length=1)] = Field(
        default=("png",), description="each picture is written in each of these"
    )
    theme: Literal["screen", "print", "slides"] = Field(
        default="screen", description="how pictures look: print is for paper, slides for a wall"
    )
    locale: str = Field(
        default="", description="how pictures write numbers and dates: de, pt_BR; plain by default"
    )
    dpi: int | None = Field(
        default=None, ge=30, le=1200, description="dots an inch of PNG pictures; theirs by default"
    )
    html: bool = Field(default=True, description="whether to write report.html")
    name: str = Field(default="", description="the run's name; the first page's by default")
    out: str | None = Field(default=None, description="the run's directory")
    outputs: str = Field(default="outputs", description="where runs go that have no `out`")
    engine: Literal["local", "ray"] = Field(default="local", description="who does the work")
    workers: int | None = Field(
        default=None, ge=0, description="processes that parse; as many as there is use for"
    )

    @model_validator(mode="after")
    def _one_text_a_name(self) -> Self:
        for entry in (self.targets, *(article.targets for article in self.articles)):
            names = [target.name for target in entry]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"targets: expected each name once, found {twice[0]!r} again")
        return self

    @field_validator("locale")
    @classmethod
    def _known_locale(cls, given: str) -> str:
        from babel import Locale, UnknownLocaleError

        try:
            if given:
                Locale.parse(given.replace("-", "_"))
        except (UnknownLocaleError, ValueError) as error:
            raise ValueError(f"expected one such as de or pt_BR, found {given!r}") from error
        return given

    @model_validator(mode="after")
    def _columns_make_a_table(self) -> Self:
        if self.columns:
            try:
                mapped(self.columns)
            except SettingsError as error:
                raise ValueError(str(error)) from error
        return self

    def as_yaml(self) -> str:
        """A config file that gives these very settings."""
        settings = self.model_dump(mode="json")
        return yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=100)


def resolve(
    flags: Mapping[str, object],
    *,
    config: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> AnalysisSettings:
    """The settings; flags that are None or empty were not given. Raises SettingsError.

    The environment is the process's own unless one is given; then the model that a person has put
    in use is theirs too, where no other is named. Raises ModelError where that is gone.
    """
    file = _from_file(config) if config is not None else {}
    variables = _from_environment(os.environ if environment is None else environment)
    given = {name: flag for name, flag in flags.items() if flag not in (None, (), [])}
    named = {**file, **variables, **given}
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
