"""The settings of an analysis as values, checked and frozen; `config` finds them."""

from typing import Annotated, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from discourse.errors import SettingsError
from discourse.parse.limits import DEEPEST, MAX_COMMENTS, MAX_TAGS
from discourse.parse.page import MAX_BYTES
from discourse.parse.tables import mapped
from discourse.run.pages.deadline import LONGEST, MAX_SECONDS
from discourse.run.pages.kinds import ARCHIVE_BYTES, ARCHIVE_RATIO
from discourse.stance.heads import PLACE
from discourse.stance.questions import HEADLINE


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
        default=MAX_SECONDS,
        gt=0,
        le=LONGEST,
        description="a page that takes longer to read is left out",
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
        default=None,
        ge=0,
        description="processes that parse, and draw; as many as there is use for",
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
