"""What a chart hands over: the figure, the numbers drawn, and its words. No matplotlib here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from discourse.stance.judgement import Stance

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ThemeName = Literal["screen", "print", "slides"]
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a picture."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """What every picture says of its making; `method` is added to the summary's own words."""

    model: str
    version: str
    method: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What comments a part of a picture stands for: one of them, or all of a kind.

    `answered` is the stance of the comments that they answer; `article` is the article's key;
    `none` asks for those without a stance.
    """

    words: str
    stance: Stance | None = None
    article: str = ""
    comment: str = ""
    answered: Stance | None = None
    none: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a picture that leads somewhere; lengths are parts of the whole, from top left."""

    left: float
    top: float
    width: float
    height: float
    link: Link


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. `name` is a relative path stem, safe on any file system and unique in a run."""

    name: str
    figure: "Figure"
    numbers: Table
    alt: str
    spots: tuple[Spot, ...] = ()
