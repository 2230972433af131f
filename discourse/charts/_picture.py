"""What a chart hands over: the figure, the numbers drawn, and its words. No matplotlib here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
class Picture:
    """One picture. `name` is a relative path stem, safe on any file system and unique in a run."""

    name: str
    figure: "Figure"
    numbers: Table
    alt: str
