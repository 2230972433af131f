"""What a folder offers: one module a thing, found by looking, in order of file name."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """The modules directly in a package whose names do not start with an underscore."""
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
        if not info.name.startswith("_"):
            yield importlib.import_module(f"{package.__name__}.{info.name}")


def offers(package: ModuleType, attribute: str, kind: type[T]) -> tuple[T, ...]:
    """What each module of a package offers under one name.

    Raises TypeError where a module offers nothing of that kind, so that a new file that forgot
    its line is told at once.
    """
    found = []
    for module in modules(package):
        offer = getattr(module, attribute, None)
        if not isinstance(offer, kind):
            raise TypeError(f"{module.__name__}.{attribute}: expected {kind.__name__}")
        found.append(offer)
    return tuple(found)
