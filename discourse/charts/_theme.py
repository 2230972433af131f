"""How pictures look for where they go: a screen, paper, a wall. Each theme is data."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

import matplotlib as mpl

from discourse.charts._fonts import families
from discourse.charts._numerals import ENGLISH, Numerals
from discourse.charts._picture import ThemeName
from discourse.stance.judgement import Stance


@dataclass(frozen=True, slots=True)
class Look:
    """How a stance is drawn; a shape and a hatch tell it without its colour."""

    name: str
    colour: str  # of bars
    ink: str  # for text on the colour
    dark: str  # for text on white
    dot: str  # for marks on white
    edge: str  # of the hatch
    hatch: str
    marker: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of all pictures. A ratio is a sheet's height over its width; None: as it needs."""

    name: ThemeName
    against: Look
    neutral: Look
    favor: Look
    none: Look  # of comments without a stance
    ink: str
    quiet: str
    faint: str
    report: float  # inches wide, on slides at least
    single: float
    dpi: float
    pages: float | None = None  # ratio of a report's pages
    slides: float | None = None  # ratio of slides, a chart each
    outline: float = 0.0  # points, around bars
    across: int | None = None  # dots across a slide, in place of dpi

    def look(self, stance: Stance | None) -> Look:
        """How a stance, or the want of one, is drawn."""
        looks = {
            Stance.AGAINST: self.against,
            Stance.NEUTRAL: self.neutral,
            Stance.FAVOR: self.favor,
        }
        return self.none if stance is None else looks[stance]


# orange, grey and blue stay apart for every kind of colour sight
_AGAINST = Look(
    *("against", "#e07b16", "#1a1a1a", "#a34f00", "#d0700f", "#ffffff"), "////", "v", "▼"
)
_NEUTRAL = Look(
    *("neutral", "#bdbdbd", "#1a1a1a", "#6b6b6b", "#6b6b6b", "#ffffff"), "....", "o", "●"
)
_FAVOR = Look(*("in favor", "#1f6fb4", "#ffffff", "#155a96", "#1f6fb4", "#ffffff"), "", "^", "▲")
_NONE = Look(
    *("no stance", "#8a8a8a", "#1a1a1a", "#5c5c5c", "#8a8a8a", "#ffffff"),
    *("", "x", "\N{MULTIPLICATION SIGN}"),
)

SCREEN = Theme(
    name="screen",
    against=_AGAINST,
    neutral=_NEUTRAL,
    favor=_FAVOR,
    none=_NONE,
    ink="#1a1a1a",
    quiet="#5c5c5c",
    faint="#dcdcdc",
    report=11.0,
    single=8.0,
    dpi=150,
)
# as far apart in grey as in colour: middle with stripes, white with dots, nearly black
PRINT = replace(
    SCREEN,
    name="print",
    against=replace(
        _AGAINST, colour="#f0a350", dark="#7a3b00", dot="#c96a0c", edge="#1a1a1a", ink="#000000"
    ),
    neutral=replace(_NEUTRAL, colour="#ffffff", dark="#3d3d3d", dot="#5c5c5c", edge="#1a1a1a"),
    favor=replace(_FAVOR, colour="#0b3c6f", dark="#0b3c6f", dot="#0b3c6f", edge="#1a1a1a"),
    none=replace(_NONE, dark="#3d3d3d", dot="#5c5c5c"),
    ink="#000000",
    quiet="#3d3d3d",
    faint="#cccccc",
    report=10.4,
    dpi=300,
    outline=0.8,
    pages=297 / 210,  # A4
)
SLIDES = replace(
    SCREEN,
    name="slides",
    quiet="#4a4a4a",
    report=7.0,
    single=7.0,
    slides=9 / 16,
    across=1920,
)
THEMES: dict[ThemeName, Theme] = {"screen": SCREEN, "print": PRINT, "slides": SLIDES}


@dataclass(frozen=True, slots=True)
class Dress:
    """What a picture is drawn in."""

    theme: Theme = SCREEN
    numerals: Numerals = ENGLISH


_WORN: ContextVar[Dress] = ContextVar("_WORN", default=Dress())  # noqa: B039 - it is frozen


def theme() -> Theme:
    """The theme of the picture that is being drawn."""
    return _WORN.get().theme


def written(text: str) -> str:
    """A sentence of ours, its numbers as the picture's locale writes them."""
    return _WORN.get().numerals.written(text)


def numerals() -> Numerals:
    """How numbers and dates of the picture that is being drawn are written."""
    return _WORN.get().numerals


def look(stance: Stance | None) -> Look:
    """How a stance, or the want of one, is drawn."""
    return theme().look(stance)


def looks() -> dict[Stance, Look]:
    """How each stance is drawn."""
    return {stance: look(stance) for stance in Stance}


@contextmanager
def style(worn: Theme = SCREEN, numbers: Numerals = ENGLISH) -> Iterator[None]:
    """What every text and line of a picture is made under; never held while a generator waits."""
    token = _WORN.set(Dress(worn, numbers))
    try:
        with mpl.rc_context(_settings(worn)):
            yield
    finally:
        _WORN.reset(token)


def _settings(worn: Theme) -> Any:  # only the newest stubs know the keys
    return {
        "font.family": list(families()),
        "font.size": 9,
        "text.color": worn.ink,
        "text.parse_math": False,  # user text is never maths
        "axes.edgecolor": worn.quiet,
        "axes.labelcolor": worn.quiet,
        "axes.labelsize": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.unicode_minus": True,
        "axes.axisbelow": True,
        "grid.color": worn.faint,
        "grid.linewidth": 0.8,
        "xtick.color": worn.quiet,
        "ytick.color": worn.quiet,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "hatch.linewidth": 0.6,
    }
