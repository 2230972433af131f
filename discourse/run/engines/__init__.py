"""One file an engine: where the work on shards is carried out."""

from functools import cache
from typing import TYPE_CHECKING

from discourse.registry import offers

if TYPE_CHECKING:
    from discourse.run.engines._engine import Engine


@cache
def all_engines() -> "dict[str, Engine]":
    """The engines by name."""
    import sys

    from discourse.run.engines._engine import Engine

    found = offers(sys.modules[__name__], "ENGINE", Engine)  # type: ignore[type-abstract]
    return {one.name: one for one in found}
