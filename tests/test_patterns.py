"""No regular expression of ours can be made to run for ever by a text made to do so."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import discourse
from tests.fuzz.guard import OverTimeError, limited

HEAVY = ("discourse.stance", "discourse.charts", "discourse.cli", "discourse.__main__")
LENGTH = 400
SECONDS = 20.0  # for a pattern and all texts; what is worse than quadratic takes hours
UNITS = (
    *("a", "a ", "A ", "Aa ", " ", "\n", "\t \n", "1", "1 ", "1,", "1.", "0:0", "1/", "-", "--"),
    *("(", ")", "((1", "[", "[a](", "<", "<a ", "<!--", "<a b='", "&", "&#", "'", '"', "/", "//"),
    *("@", "@a ", ":", "a:", "a.", "...", "…", "!", "?", "=", "_", "*", "**", ">", "> > ", "|"),
    *(
        "a-",
        "-a",
        "a_1",
        "comment",
        "comment-",
        "comments ",
        "reply-",
        "by ",
        "By A ",
        "says ",
        "and ",
    ),
    *("May ", "3 May ", "2025-", "1 day ", "ago ", "https://a", "www.a", "é", "あ", "。", "\u200b"),
    *("{", '{"a":', "\\", '\\"', "//a\n", "/**/", "const ", "Photo: ", "via ", "+1 / -1 ", "▲ "),
)
TAILS = ("", "!", "a1")


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(discourse.__path__, "discourse."):
        if not found.name.startswith(HEAVY):
            yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """The patterns that modules hold, in tuples or alone, by where they are held."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for module in modules():
        for name, value in vars(module).items():
            held = value if isinstance(value, tuple | list) else (value,)
            for number, one in enumerate(held):
                if isinstance(one, re.Pattern):
                    found.setdefault(one.pattern, one)
                    found[f"{module.__name__}.{name}.{number}"] = found.pop(one.pattern)
    return found


PATTERNS = patterns()


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 150


def texts() -> Iterator[str]:
    for unit in UNITS:
        for tail in TAILS:
            yield unit * (LENGTH // len(unit)) + tail


def tried(pattern: re.Pattern[str] | re.Pattern[bytes]) -> None:
    for text in texts():
        given = text.encode() if isinstance(pattern.pattern, bytes) else text
        pattern.search(given)  # type: ignore[arg-type]
        pattern.fullmatch(given)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_bounded_time_on_any_text(name: str) -> None:
    with limited(SECONDS):
        tried(PATTERNS[name])


def test_a_pattern_that_does_run_for_ever_is_found() -> None:
    with pytest.raises(OverTimeError), limited(0.5):
        tried(re.compile(r"(?:a+)+$"))
