"""A picture's bytes, for a terminal that shows it among its lines."""

from collections.abc import Iterable
from pathlib import Path

from discourse.errors import InputError


def first_png(pictures: Iterable[Path]) -> bytes:
    """The first PNG among the pictures; empty where there is none.

    Raises InputError where it cannot be read.
    """
    path = next((one for one in pictures if one.suffix == ".png"), None)
    if path is None:
        return b""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), "a readable picture", str(error.strerror)) from error
