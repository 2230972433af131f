"""A saved page: its name, its bytes, and the text they decode to."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Page:
    """One saved page as it came in. `name` is for messages and records, never a path to open."""

    name: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()
