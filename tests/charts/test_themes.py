"""Stances stay apart for every kind of colour sight, on grey paper, and without colour."""

from datetime import date
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from discourse.charts._numerals import Numerals
from discourse.charts._theme import PRINT, SCREEN, SLIDES, THEMES, Look, Theme, look, style, theme
from discourse.stance.judgement import Stance

Floats = NDArray[np.float64]
# Machado, Oliveira & Fernandes 2009, IEEE Transactions on Visualization and Computer Graphics
# 15:1291-1298, severity 1.0, for linear RGB
SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # sRGB, IEC 61966-2-1
APART = 20  # CIE 1976 colour difference; about 2 can just be told side by side


def linear(colour: str) -> Floats:
    """Linear RGB of a hexadecimal colour."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    found: Floats = np.where(
        channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
    )
    return found


def lab(rgb: Floats) -> Floats:
    """CIE L*a*b* of linear RGB, white point D65."""
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / (TO_XYZ @ np.ones(3))
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def luminance(colour: str) -> float:
    return float(TO_XYZ[1] @ linear(colour))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def stances(worn: Theme) -> list[Look]:
    return [worn.look(stance) for stance in Stance]


@pytest.mark.parametrize("worn", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("sight", SIGHT)
def test_colours_of_stances_stay_apart(worn: Theme, sight: str) -> None:
    for part in ("colour", "dot"):
        seen = [lab(SIGHT[sight] @ linear(getattr(each, part))) for each in stances(worn)]
        for one, other in combinations(seen, 2):
            assert np.linalg.norm(one - other) >= APART, (part, one, other)


def test_print_keeps_stances_apart_in_grey() -> None:
    greys = sorted(lab(np.full(3, luminance(each.colour)))[0] for each in stances(PRINT))
    assert min(np.diff(greys)) >= APART


@pytest.mark.parametrize("worn", THEMES.values(), ids=list(THEMES))
def test_text_stands_out_and_stances_differ_in_more_than_colour(worn: Theme) -> None:
    for seen in (*stances(worn), worn.none):
        assert contrast(seen.dark, "#ffffff") >= 4.5
        assert contrast(seen.dot, "#ffffff") >= 3  # as WCAG asks of graphics
    for seen in stances(worn):
        assert contrast(seen.ink, seen.colour) >= 4.5
    assert contrast(worn.quiet, "#ffffff") >= 4.5
    for part in ("marker", "hatch", "glyph", "name"):
        assert len({getattr(each, part) for each in stances(worn)}) == len(Stance), part


def test_a_theme_is_worn_only_while_it_is_asked_for() -> None:
    with style(PRINT):
        assert theme() is PRINT
        assert look(Stance.FAVOR) is PRINT.favor
        with style(SLIDES):
            assert theme() is SLIDES
        assert theme() is PRINT
    assert theme() is SCREEN


SAID = "Of 1,234 comments 38 % (p = 0.98), 12.3k, +1,005; 95 % in 2025, version 0.1.0."


@pytest.mark.parametrize(
    ("locale", "said", "day"),
    [
        ("", SAID, "3 May 2025"),
        (
            "de",
            "Of 1.234 comments 38\xa0% (p = 0,98), 12,3k, +1.005; 95\xa0% in 2025, version 0.1.0.",
            "3. Mai 2025",
        ),
        (
            "en-IN",
            "Of 1,234 comments 38% (p = 0.98), 12.3k, +1,005; 95% in 2025, version 0.1.0.",
            "3 May 2025",
        ),
    ],
)
def test_numbers_and_dates_are_written_as_in_the_locale(locale: str, said: str, day: str) -> None:
    assert Numerals(locale).written(SAID) == said
    assert Numerals(locale).day(date(2025, 5, 3)) == day


def test_a_date_among_our_words_runs_as_they_do() -> None:
    assert Numerals("ar").day(date(2025, 5, 3)) == "2025-05-03"
