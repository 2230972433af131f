"""Text for charts: what can be drawn, wrapped and cut to a width; numbers in few characters."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import findfont, fontManager

from discourse.charts import _fonts
from discourse.charts._chart import compact, percent
from discourse.charts._fonts import ELLIPSIS, MISSING, drawable, inches, missing_glyphs, wrap

RARE = "\U00012000"  # cuneiform: in none of the fonts we look for


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.floats(0.5, 8), st.integers(1, 4))
def test_wrapped_lines_fit_and_keep_the_text(text: str, width: float, lines: int) -> None:
    wrapped = wrap(text, width, 10, lines=lines)
    assert len(wrapped) <= lines
    assert all(inches(line, 10) <= width for line in wrapped)
    kept = "".join("".join(wrapped).split())
    whole = "".join(drawable(text).split())
    cut = kept.endswith(ELLIPSIS) and whole.startswith(kept.removesuffix(ELLIPSIS))
    assert kept == whole or cut


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("one two three", inches("one two", 10) + 0.01, 10) == ("one two", "three")


def test_no_word_is_left_alone_on_the_last_line() -> None:
    words = ("Wavelet lifts family plan to $24.99", "and drops $4.99 student", "rate")
    full = inches(" ".join(words[:2]), 10) + 0.01
    first, last = wrap(" ".join(words), full, 10)
    assert " " in last
    assert f"{first} {last}" == " ".join(words)


def test_a_p_is_not_broken() -> None:
    said = "No more than chance would give it (p = 1.00)."
    lines = wrap(said, inches(said.removesuffix(" 1.00)."), 10) + 0.01, 10)
    assert any("(p = 1.00)." in line for line in lines)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_number_is_not_broken_at_its_spaces(space: str) -> None:
    number = f"1{space}920{space}000"
    assert wrap(f"these are {number} of", inches("these are 1 920", 10), 10) == (
        "these are",
        f"{number} of",
    )
    assert drawable(f"no{space}number{space}") == "no number"


def test_fonts_installed_since_all_were_listed_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, other = tmp_path / "NotoSansKR-Regular.ttf", tmp_path / "Other-Regular.ttf"
    for path in (new, other):
        shutil.copy(findfont(_fonts.FIRST), path)
    monkeypatch.setattr(_fonts, "findSystemFonts", lambda: [str(new), str(other)])
    monkeypatch.setattr(fontManager, "ttflist", list(fontManager.ttflist))
    before = len(fontManager.ttflist)
    _fonts._look_again()
    assert [font.fname for font in fontManager.ttflist[before:]] == [str(new)]


def test_japanese_breaks_between_characters_but_not_before_a_comma() -> None:
    for line in wrap("東京、大阪、京都、名古屋、福岡" * 2, 0.6, 10, lines=20)[1:]:
        assert not line.startswith("、")


def test_controls_and_direction_marks_are_not_drawn() -> None:
    assert drawable("a\x00b\u202ec\n d\ufe0f") == "abc d"


def test_a_missing_character_becomes_a_square_and_one_message() -> None:
    assert drawable(f"a{RARE}b") == f"a{MISSING}b"
    said = missing_glyphs([f"a{RARE}", RARE * 3, "plain"])
    assert said.startswith(f"1 character is in no font found here ({RARE}) and is drawn as ")
    assert missing_glyphs(["plain \U0001f600\ufe0f\n"]) == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (950, "950"),
        (9_999, "9,999"),
        (12_340, "12.3k"),
        (-12_000, "\N{MINUS SIGN}12k"),
        (1_250_000, "1.2M"),
        (3e9, "3G"),
        (-0.5, "\N{MINUS SIGN}0.5"),
    ],
)
def test_numbers_take_few_characters(number: float, said: str) -> None:
    assert compact(number) == said


def test_a_sign_is_shown_where_asked_for() -> None:
    assert [compact(n, signed=True) for n in (3, 0, -3)] == ["+3", "0", "\N{MINUS SIGN}3"]


def test_percentages_are_never_rounded_to_all_or_nothing() -> None:
    assert [percent(share)[:3] for share in (0.001, 0.999)] == ["<1\u202f", ">99"]
    assert percent(None) == "none"
