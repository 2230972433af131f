"""JSON-LD in a page: its objects by schema.org type, and what their properties say (bounded)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from discourse.parse import dom
from discourse.parse.dom import Tree
from discourse.parse.record import whole

Thing: TypeAlias = Mapping[str, object]

_MOST_THINGS = 20_000
_TRAILING = re.compile(r",(\s*[\]}])")
_SCRIPTS = "script[type*='ld+json']"


def things(tree: Tree) -> Iterator[Thing]:
    """Every JSON-LD object of a page, with those inside it, in page order; no more than a bound."""
    number = 0
    for script in dom.select(tree.root, _SCRIPTS):
        for thing in _inside(_loaded(script.text or "")):
            yield thing
            number += 1
            if number >= _MOST_THINGS:
                return


def _loaded(source: str) -> object:
    """The value of a script; None where it is broken, which is common and no reason to stop."""
    source = source.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()
    for attempt in (source, _TRAILING.sub(r"\1", source)):
        try:
            loaded: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):  # try again without trailing commas, then do without
            continue
        return loaded
    return None


def _inside(value: object) -> Iterator[Thing]:
    """The objects in a value, outer before inner, without recursion."""
    waiting = [value]
    while waiting:
        at = waiting.pop()
        if isinstance(at, dict):
            yield at
            waiting.extend(reversed(list(at.values())))
        elif isinstance(at, list):
            waiting.extend(reversed(at))


def types(thing: Thing) -> frozenset[str]:
    """The schema.org types, without address or prefix."""
    named = thing.get("@type")
    names = named if isinstance(named, list) else [named]
    return frozenset(re.split(r"[/:]", name)[-1] for name in names if isinstance(name, str))


def words(value: object) -> str:
    """A property as text: a string, a number, or the first or the name of several."""
    if isinstance(value, list):
        return next(filter(None, map(words, value)), "")
    if isinstance(value, dict):
        return words(value.get("name") or value.get("@value") or value.get("@id"))
    return whole(str(value)).strip() if isinstance(value, str | int | float) else ""


def names(value: object) -> tuple[str, ...]:
    """A property as the names of one or several persons."""
    several = value if isinstance(value, list) else [value]
    return tuple(name for name in map(words, several) if name)


def number(value: object) -> int | None:
    """A property as a whole number."""
    text = words(value)
    return int(text) if re.fullmatch(r"-?\d{1,12}", text) else None
