"""`run.json`: what a run was made of and how; written last, so that its existence means done."""

import platform
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from discourse import __version__
from discourse.aggregate import UNKNOWN, Confusion
from discourse.errors import RunError
from discourse.stance.metrics import Bin, CoveragePoint

FILE = "run.json"
SCHEMA = 1

_TOLD = ("torch", "transformers", "lxml", "matplotlib", "numpy", "pyarrow")


@dataclass(frozen=True, slots=True)
class InputRecord:
    """A page that was read, and the SHA-256 of its bytes."""

    page: str
    digest: str


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """The model that judged, and what it knows of its errors; empty with nothing to judge."""

    name: str = ""
    digest: str = ""
    confusion: Confusion = UNKNOWN
    reliability: tuple[Bin, ...] = ()
    coverage: tuple[CoveragePoint, ...] = ()
    min_confidence: float = 0.0  # below, no stance was claimed
    precision: str = ""  # what it computed in

    @property
    def told(self) -> str:
        """What charts call it; full precision goes without saying."""
        lower = f", {self.precision}" if self.precision not in ("", "fp32") else ""
        return f"{self.name} ({self.digest[:8]}{lower})" if self.digest else "none"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there was of everything."""

    pages: int = 0
    articles: int = 0
    comments: int = 0
    judgements: int = 0
    abstained: int = 0
    failures: int = 0
    skipped: int = 0
    problems: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds spent: on the shards, which are parsed while others are labelled; then on the rest.

    What was there already took none.
    """

    shards: float = 0.0
    draw: float = 0.0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of `run.json`. `files` are relative to the run's directory."""

    started: datetime
    finished: datetime
    model: ModelRecord
    seed: int
    inputs: tuple[InputRecord, ...]
    counts: Counts
    timings: Timings
    files: tuple[str, ...]
    versions: dict[str, str]
    schema: int = SCHEMA


def versions() -> dict[str, str]:
    """Of discourse, Python and the libraries that decide what comes out."""
    found = {"discourse": __version__, "python": platform.python_version()}
    for package in _TOLD:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def dump(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    return _adapter().dump_json(manifest, indent=2) + b"\n"


def read(run: Path) -> Manifest:
    """The manifest of a finished run; raises RunError where there is none."""
    try:
        return _adapter().validate_json((run / FILE).read_bytes())
    except FileNotFoundError as error:
        found = "an unfinished run or another directory" if run.is_dir() else "no such directory"
        raise RunError(str(run), f"a finished run (with {FILE})", found) from error
    except (OSError, ValidationError) as error:
        raise RunError(
            str(run / FILE), f"the manifest of a run, schema {SCHEMA}", str(error)
        ) from error


@cache
def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)
