"""Models by the name of a hub: `owner/name`, or `owner/name@revision` to stay with one version.

Only here is a network ever reached, only for such a name, and only where the local cache does not
hold the model yet. Weights that are pickles are never fetched, code never run.
"""

import re
from pathlib import Path

from discourse.errors import ModelError

WANTED = ["*.json", "*.safetensors", "*.txt", "*.model"]  # weights, settings, vocabularies
REFUSED = "no safetensors: weights that are pickles can run code and are refused"
_NAME = re.compile(r"(?P<repo>[\w-][\w.-]*/[\w-][\w.-]*)(?:@(?P<revision>[\w./-]+))?")


def is_hub_name(name: str) -> bool:
    """Whether a name can only mean a model of the hub: nothing on this machine is called so."""
    path = Path(name)
    local = path.exists() or path.parent.is_dir()  # a slip in a path is no reason to go out
    return _NAME.fullmatch(name) is not None and not local


def fetched(name: str) -> Path:
    """The directory of a hub's model, from the local cache or else downloaded into it.

    Raises ModelError where it cannot be had, or holds no safetensors.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise ModelError(name, "owner/name of a model on the hub", name)
    folder = _cached(found["repo"], found["revision"])
    if folder is None:
        try:
            folder = _snapshot(found["repo"], found["revision"], local=False)
        except (OSError, ValueError, RuntimeError) as error:
            why = str(error).strip().partition("\n")[0]
            raise ModelError(name, "a directory, or a model on the hub", why) from error
    if not any(folder.glob("*.safetensors")):
        raise ModelError(name, "safetensors", REFUSED)
    return folder


def _cached(repo: str, revision: str | None) -> Path | None:
    """The whole model as the local cache holds it; None where something is missing."""
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        folder = _snapshot(repo, revision, local=True)
    except LocalEntryNotFoundError:
        return None
    whole = (folder / "config.json").is_file() and any(folder.glob("*.safetensors"))
    return folder if whole else None


def _snapshot(repo: str, revision: str | None, *, local: bool) -> Path:
    from huggingface_hub import snapshot_download

    return Path(
        snapshot_download(repo, revision=revision, allow_patterns=WANTED, local_files_only=local)
    )
