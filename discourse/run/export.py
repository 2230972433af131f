"""A finished run handed on in another format."""

import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from discourse.errors import SettingsError
from discourse.registry import offers
from discourse.run import exports, privacy, store
from discourse.run.exports._export import Export, Given
from discourse.run.reading import open_run

KEY_BYTES = 16  # fewer could be tried out


@dataclass(frozen=True, slots=True)
class Handing:
    """How a run is handed on. Without a key file, each export has a key of its own, not kept."""

    name: str
    out: Path
    pseudonymise: bool = False
    key_file: Path | None = None
    no_text: bool = False


@cache
def formats() -> dict[str, Export]:
    """The formats by name."""
    return {found.name: found for found in offers(exports, "EXPORT", Export)}


def export(run: Path, handing: Handing) -> list[Path]:
    """Writes the run's comments and stances in a format; gives the files."""
    made = _format(handing.name)
    key = _key(handing)
    done, threads = open_run(run)
    judged = list(threads)
    if key:
        judged = privacy.pseudonymised(judged, key)
    if handing.no_text:
        judged = privacy.without_text(judged)
    parts = made.parts(Given(tuple(judged), done.model))
    return [_write(handing.out / part.name, part.data) for part in parts]


def _format(name: str) -> Export:
    if name not in formats():
        raise SettingsError(f"--format: expected one of {', '.join(formats())}, found {name!r}")
    return formats()[name]


def _key(handing: Handing) -> bytes:
    """The key of the pseudonyms; empty where there are to be none."""
    if handing.key_file is None:
        return secrets.token_bytes(32) if handing.pseudonymise else b""
    if not handing.pseudonymise:
        raise SettingsError("--key-file: expected --pseudonymise beside it, found it alone")
    try:
        key = handing.key_file.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"{handing.key_file}: expected a readable key file: {error.strerror}"
        ) from error
    if len(key) < KEY_BYTES:
        expected = f"expected at least {KEY_BYTES} secret bytes"
        raise SettingsError(f"{handing.key_file}: {expected}, found {len(key)}")
    return key


def _write(path: Path, data: bytes) -> Path:
    try:
        store.write_atomic(path, data)
    except OSError as error:
        raise SettingsError(f"{path}: expected a writable file: {error.strerror}") from error
    return path
