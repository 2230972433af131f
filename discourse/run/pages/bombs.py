"""How much an archive unpacks to, so that one made to fill memory or time is stopped."""

import io
from collections.abc import Callable
from typing import IO

from discourse.errors import PageError
from discourse.run.pages.kinds import Limits, megabytes

FREE = 10_000_000  # bytes unpacked before the ratio says anything
_STEP = 1 << 20


class Gauge:
    """Adds up what is unpacked; raises PageError where it is too much, or for so small a file."""

    def __init__(self, archive: str, limits: Limits, packed: Callable[[], int]) -> None:
        self._archive = archive
        self._limits = limits
        self._packed = packed
        self._unpacked = 0

    def add(self, count: int) -> None:
        """So many bytes more."""
        self._unpacked += count
        most, ratio = self._limits.archive_bytes, self._limits.archive_ratio
        if self._unpacked > most:
            expected = f"an archive that unpacks to at most {megabytes(most)}"
            raise PageError(self._archive, expected, "one that unpacks to more")
        if self._unpacked > FREE and self._unpacked > ratio * max(self._packed(), 1):
            expected = f"an archive that unpacks to at most {ratio} times its size"
            raise PageError(self._archive, expected, "one that unpacks to more (a bomb?)")


class Counted(io.RawIOBase):
    """A file that knows how much of it was read."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # any buffer, says the base
        data = self._file.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class Gauged:
    """A stream that is gauged as it is read."""

    def __init__(self, stream: IO[bytes], gauge: Gauge) -> None:
        self._stream = stream
        self._gauge = gauge

    def read(self, most: int) -> bytes:
        """So many bytes at most, a piece at a time."""
        pieces: list[bytes] = []
        while most > 0 and (piece := self._stream.read(min(most, _STEP))):
            self._gauge.add(len(piece))
            pieces.append(piece)
            most -= len(piece)
        return b"".join(pieces)
