"""Which fonts are there, which characters they hold, and how wide a text is."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import chain
from logging import LogRecord, getLogger
from pathlib import Path

from matplotlib.font_manager import (
    FontProperties,
    findfont,
    findSystemFonts,
    fontManager,
    get_font,
    get_font_names,
)
from matplotlib.textpath import text_to_path

FIRST = "DejaVu Sans"  # comes with matplotlib
FALLBACKS = (
    *("Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK KR", "Noto Sans JP"),
    *("Noto Sans CJK TC", "Noto Sans CJK HK", "Noto Sans SC", "Noto Sans TC", "Noto Sans KR"),
    *("Source Han Sans", "Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Yu Gothic"),
    *("Meiryo", "Microsoft YaHei", "Malgun Gothic", "SimHei", "WenQuanYi Micro Hei"),
    *("WenQuanYi Zen Hei", "IPAGothic", "TakaoGothic", "VL Gothic", "NanumGothic", "UnDotum"),
    *("Droid Sans Fallback", "Arial Unicode MS", "Noto Sans Arabic", "Noto Sans Hebrew"),
    *("Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai"),
    *("Noto Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Symbola", "Unifont"),
)
MISSING = "\N{WHITE SQUARE}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LONELY = 0.3  # of the width: a shorter last line looks left over
LONGEST = 2000  # characters of one text that are looked at
_UNDRAWN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, joiners, direction marks and the like
_SELECTORS = re.compile("[\ufe00-\ufe0f]")  # ask for another look of the same character
_KEPT = "(?<=\\d)[\u00a0\u202f](?=[\\d%])"  # a space within a number is part of it
_SPACES = re.compile(rf"(?!{_KEPT})\s+")
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"  # lines may break at each
_CLOSING = (
    r"\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1f"  # but not before
)
_PIECES = re.compile(
    rf"\d(?:[\d,]|{_KEPT})* [%a-z]\S*|\(?p = \S+|[{_WIDE}][{_CLOSING}]*"
    rf"|(?:{_KEPT}|[^\s{_WIDE}])+|\s+"
)


@cache
def families() -> tuple[str, ...]:
    """The fonts to draw with, in order of preference: of the known ones, those installed."""
    _look_again()
    installed = set(get_font_names())
    return (FIRST, *(name for name in FALLBACKS if name in installed))


def _look_again() -> None:
    """Lists those installed since matplotlib listed all fonts, which it does only once."""
    listed = {font.fname for font in fontManager.ttflist}
    squeezed = [name.replace(" ", "") for name in FALLBACKS]
    for path in sorted(set(findSystemFonts()) - listed):
        family = Path(path).stem.split("-")[0]  # NotoSansCJK-Bold.ttc has all of Noto Sans CJK
        if any(name.startswith(family) for name in squeezed):
            with suppress(RuntimeError, OSError):  # a damaged file is no font that draws
                fontManager.addfont(path)


@cache
def covered() -> frozenset[int]:
    """The characters that can be drawn, in regular as in bold."""
    getLogger("matplotlib.font_manager").addFilter(_about_weights)
    return _charset("normal", families()) & _charset("bold", families())


def _about_weights(record: LogRecord) -> bool:
    """Drops one message: that a fallback font has no bold, which is said anew for every size."""
    return "Failed to find font weight" not in record.getMessage()


@cache
def _plain() -> frozenset[int]:
    """The characters of the first font, for which no other need be looked up."""
    return _charset("normal", (FIRST,)) & _charset("bold", (FIRST,))


def _charset(weight: str, names: Iterable[str]) -> frozenset[int]:
    paths = [findfont(FontProperties(family=[name], weight=weight)) for name in names]
    return frozenset(chain.from_iterable(get_font(path).get_charmap() for path in paths))


def drawable(text: str) -> str:
    """The text on one line; a character that no font holds becomes a white square."""
    line = _SELECTORS.sub("", _SPACES.sub(" ", text[:LONGEST]).strip())
    kept = (char for char in line if unicodedata.category(char) not in _UNDRAWN)
    return "".join(char if ord(char) in covered() else MISSING for char in kept)


def missing_glyphs(texts: Iterable[str]) -> str:
    """One message about all characters of the texts that no font holds; empty where none is."""
    lost = {char for text in texts for char in text[:LONGEST] if _is_lost(char)}
    if not lost:
        return ""
    few = "".join(sorted(lost)[:8])
    many = "1 character is" if len(lost) == 1 else f"{len(lost)} characters are"
    drawn = "is drawn" if len(lost) == 1 else "are drawn"
    return (
        f"{many} in no font found here ({few}) and {drawn} as {MISSING}; "
        "installing Noto Sans CJK, Noto Emoji or another font that has them mends this"
    )


def _is_lost(char: str) -> bool:
    known = char.isspace() or ord(char) in covered() or _SELECTORS.match(char)
    return not known and unicodedata.category(char) not in _UNDRAWN


def inches(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is when drawn at a size in points."""
    return sum(_piece_inches(piece, size, bold=bold) for piece in _PIECES.findall(text))


@lru_cache(maxsize=16384)
def _piece_inches(text: str, size: float, *, bold: bool) -> float:
    """Words come again and lines do not; to lay out a text takes longer than all else of a page."""
    weight = "bold" if bold else "normal"
    needed = families() if any(ord(char) not in _plain() for char in text) else (FIRST,)
    font = FontProperties(family=list(needed), size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / 72


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than `width` inches."""
    text = drawable(text)
    if inches(text, size, bold=bold) <= width:
        return text
    cuts = range(len(text) + 1)
    fitting = bisect_right(
        cuts, width, key=lambda cut: inches(text[:cut].rstrip() + ELLIPSIS, size, bold=bold)
    )
    return text[: max(0, fitting - 1)].rstrip() + ELLIPSIS


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, lines: int = 3
) -> tuple[str, ...]:
    """The text on at most so many lines of `width` inches, cut with an ellipsis after the last.

    No word is left alone on the last line where narrower lines hold as much.
    """
    wrapped = best = _filled(text, width, size, bold=bold, lines=lines)
    narrower = width
    while len(best) > 1 and inches(best[-1], size, bold=bold) < LONELY * width:
        narrower *= 0.96
        best = _filled(text, narrower, size, bold=bold, lines=lines)
        if len(best) > len(wrapped) or best[-1].endswith(ELLIPSIS) or narrower < width / 2:
            return wrapped
    return best


def _filled(text: str, width: float, size: float, *, bold: bool, lines: int) -> tuple[str, ...]:
    """Each line as full as it gets."""
    pieces = _PIECES.findall(drawable(text))
    wrapped: list[str] = []
    while pieces and len(wrapped) < lines - 1:
        taken = _fitting(pieces, width, size, bold=bold)
        wrapped.append("".join(pieces[:taken]).strip())
        pieces = pieces[taken:]
    rest = "".join(pieces).strip()
    return (*wrapped, shorten(rest, width, size, bold=bold)) if rest else tuple(wrapped)


def _fitting(pieces: list[str], width: float, size: float, *, bold: bool) -> int:
    """How many pieces fit on a line; a first piece that is too wide is broken in place."""
    taken = 0
    while taken < len(pieces) and _wide(pieces[: taken + 1], size, bold=bold) <= width:
        taken += 1
    if taken == 0:
        first = pieces[0]
        ends = range(1, len(first) + 1)
        cut = bisect_right(ends, width, key=lambda end: _wide([first[:end]], size, bold=bold))
        cut = max(1, cut)
        pieces[:1] = [first[:cut], *([first[cut:]] if cut < len(first) else [])]
        taken = 1
    return taken


def _wide(pieces: Sequence[str], size: float, *, bold: bool) -> float:
    return inches("".join(pieces).strip(), size, bold=bold)
