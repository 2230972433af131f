"""Where a run's directory is, who may write there, and what becomes of it when a run is cut off."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from discourse.errors import RunError, SettingsError
from discourse.run import store
from discourse.run.config import AnalysisSettings
from discourse.run.lock import locked
from discourse.run.store import RunFolder

_OF_THE_MACHINE = {"out", "outputs", "engine", "workers"}  # no part of what a run is


@dataclass(frozen=True, slots=True)
class Start:
    """What to do where a run is already: refuse, take its place, or go on from what it has done."""

    overwrite: bool = False
    resume: bool = False

    def __post_init__(self) -> None:
        if self.overwrite and self.resume:
            raise SettingsError("--resume: expected it without --overwrite, found both")


NEW = Start()


def place(settings: AnalysisSettings, now: datetime, start: Start) -> Path:
    """The run's directory; one to go on with, without `out`, is the newest of these settings.

    Raises SettingsError where there is none to go on with.
    """
    if settings.out is not None:
        return Path(settings.out)
    name = settings.name or _name(settings.pages[0])
    deciding = settings.model_copy(update=dict.fromkeys(_OF_THE_MACHINE)).as_yaml()
    directory = Path(settings.outputs) / store.directory_name(now, name, deciding)
    if not start.resume:
        return store.unused(directory)
    like = f"*Z-{directory.name.partition('Z-')[2]}*"
    found = sorted(directory.parent.glob(f"{like}/{store.UNFINISHED}"))
    if not found:
        expected = "an unfinished run of these pages and settings (or --out, to name another)"
        raise SettingsError(f"--resume: expected {expected}, found none in {settings.outputs}")
    return found[-1].parent


@contextmanager
def started(path: Path, start: Start) -> Iterator[RunFolder]:
    """The directory while it is written; of a run that is cut off whole shards are kept.

    Raises RunError where it may not be written, or fails to be; and KeyboardInterrupt, when
    interrupted, with a message that says how to go on.
    """
    store.check_free(path, overwrite=start.overwrite or start.resume)
    try:
        with locked(path):
            folder = RunFolder.begin(path, overwrite=start.overwrite, resume=start.resume)
            try:
                yield folder
            except KeyboardInterrupt as error:
                raise KeyboardInterrupt(f"interrupted; {_what_is_left(folder)}") from error
            except RunError as error:
                found = f"{error.found}; {_what_is_left(folder)}"
                raise RunError(error.name, error.expected, found) from error
    finally:
        store.remove_unused(path)


def _what_is_left(folder: RunFolder) -> str:
    if not any(name.startswith(f"{store.SHARDS}/") for name in folder.files):
        return "nothing was left half written"
    return f"what is done is kept: the same command with --resume --out {folder.path} goes on"


def _name(page: str) -> str:
    """What a run of this path is called."""
    path = Path(page)
    named = [part for part in (path, *path.parents) if not set("*?[") & set(part.name)]
    return next((one.stem for one in named if one.stem), "run")
