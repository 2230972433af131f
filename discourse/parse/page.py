"""A saved page: its name, its bytes, and the text they decode to."""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from discourse.parse.decoding import Decoded, decode
from discourse.parse.frames import Frame, one_text
from discourse.parse.limits import DEFAULT, ParseLimits
from discourse.thread import Problem

MAX_BYTES = 32 * 1024 * 1024  # the text of a page is kilobytes; more is a wrong file


@dataclass(frozen=True)
class Page:
    """One saved page as it came in. `name` is for messages and records, never a path to open.

    `text`, `encoding` and `problems` raise PageError where the bytes are no text: empty, binary,
    larger than `max_bytes`, or in an encoding that nobody can tell.
    """

    name: str
    data: bytes
    max_bytes: int = MAX_BYTES
    frames: tuple[Frame, ...] = ()  # what a browser saved beside a "complete" page
    limits: ParseLimits = DEFAULT

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, those of frames included, in hexadecimal."""
        whole = sha256(self.data)
        for frame in self.frames:
            whole.update(sha256(frame.data).digest())
        return whole.hexdigest()

    @cached_property
    def _decoded(self) -> Decoded:
        joined = one_text(self.name, self.data, self.frames, self.max_bytes)
        alone = joined.data is self.data
        decoded = decode(
            self.name, joined.data, self.max_bytes if alone else max(len(joined.data), 1)
        )
        return replace(decoded, problems=(*decoded.problems, *joined.problems))

    @property
    def text(self) -> str:
        """The decoded text; lines end with a line feed, whatever ended them."""
        return self._decoded.text

    @property
    def encoding(self) -> str:
        """The encoding the bytes were decoded from, by Python's name."""
        return self._decoded.encoding

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is doubtful about the decoding."""
        return self._decoded.problems
