"""What a run tells while it runs; what shows it is elsewhere."""

from typing import Protocol

from discourse.run.pages.outcome import Stage


class Progress(Protocol):
    """Hears how far a run is. Stages follow one another."""

    def start(self, stage: Stage, total: int | None) -> None:
        """A stage begins; `total` where it is known."""
        ...

    def advance(self, by: int = 1) -> None:
        """So much more of the stage is done."""
        ...


class Silent:
    """Shows nothing."""

    def start(self, stage: Stage, total: int | None) -> None:
        """A stage begins."""

    def advance(self, by: int = 1) -> None:
        """So much more of the stage is done."""
