"""What the results of a stage depend on, as digests: what may be kept when a run goes on."""

import json
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from discourse.run.config import AnalysisSettings

_PACKAGE = Path(__file__).parents[2]
# Settings that no stage's results depend on: which pages there are, who does the work, what is
# drawn and where it goes. A setting that is named nowhere here counts for every stage.
_NEITHER = {
    *("pages", "limit", "archive_bytes", "archive_ratio", "engine", "workers"),
    *("seed", "detail", "picture_format", "dpi", "html", "theme", "locale"),
    *("name", "out", "outputs"),
}
_OF_LABELS = {
    *("targets", "articles", "model", "device", "token_budget"),
    *("min_confidence", "precision", "zero_shot"),
}
_OF_THREADS = {
    *("columns", "max_bytes", "max_tags", "max_depth", "max_comments", "max_seconds"),
}  # labels depend on the threads that these make
_PARSERS = ("lxml", "cssselect", "chompjs", "charset-normalizer", "rapidfuzz")
_LABELLERS = ("torch", "transformers", "tokenizers", "py3langid")
_OF_INT8 = ("onnxruntime",)


def parsing(settings: AnalysisSettings) -> str:
    """What a page's thread depends on beside its bytes: settings, our code, libraries."""
    given = settings.model_dump(mode="json", exclude=_NEITHER | _OF_LABELS)
    return _digest(given, _code("parse", "thread.py", "records.py"), _versions(_PARSERS))


def labelling(settings: AnalysisSettings) -> str:
    """What a thread's labels depend on beside it and the model: settings, our code, libraries.

    The precision that was chosen is part of the model's own digest.
    """
    given = settings.model_dump(
        mode="json", exclude=_NEITHER | _OF_THREADS | {"model", "precision"}
    )
    libraries = (*_LABELLERS, *(_OF_INT8 if settings.precision == "int8" else ()))
    return _digest(given, _code("stance", "thread.py"), _versions(libraries))


def combined(*parts: str) -> str:
    """One digest of several texts."""
    return sha256("\n".join(parts).encode()).hexdigest()


def _digest(given: dict[str, object], *parts: str) -> str:
    return combined(json.dumps(given, sort_keys=True), *parts)


@cache
def _code(*names: str) -> str:
    """SHA-256 of our modules; of a folder those in it and, for layouts, below it."""
    total = sha256()
    for name in names:
        below = "**/*.py" if name == "parse" else "*.py"
        root = _PACKAGE / name
        for path in [root] if root.is_file() else sorted(root.glob(below)):
            total.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            total.update(path.read_bytes())
    return total.hexdigest()


@cache
def _versions(packages: tuple[str, ...]) -> str:
    return " ".join(f"{package}={_version(package)}" for package in packages)


def _version(package: str) -> str:
    """What is installed; of what is not, none: a model that needs it says so when it is loaded."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
