"""What `import discourse` offers: the jobs of the command line as functions."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from discourse.errors import PageError
from discourse.parse import parse
from discourse.run.inputs import read_page
from discourse.stance.judgement import Classifier
from discourse.thread import Thread

if TYPE_CHECKING:
    from discourse.run.result import RunResult


def parse_all(path: str | Path) -> tuple[Thread, ...]:
    """The threads of a saved page: one, or several where it holds several articles."""
    return tuple(parsed.thread for parsed in parse(read_page(Path(path))))


def parse_one(path: str | Path) -> Thread:
    """The thread of a saved page; the first where it holds several."""
    threads = parse_all(path)
    if not threads:
        raise PageError(str(path), "an article", "none")
    return threads[0]


def load_model(name: str | Path = "default", *, device: str = "auto") -> Classifier:
    """A shipped model by name, or the model of a directory; never reaches the network."""
    from discourse.run.analysis import load_classifier  # not needed to parse
    from discourse.run.config import resolve

    return load_classifier(resolve({"model": str(name), "device": device}, environment={}))


def analyze_pages(  # noqa: PLR0913 - a whole job has many sides
    pages: Iterable[str | Path],
    *,
    targets: Sequence[str] = (),
    out: str | Path | None = None,
    model: str | Path | Classifier = "default",
    config: str | Path | None = None,
    overwrite: bool = False,
) -> "RunResult":
    """The whole job of `discourse analyze`; a model already loaded may be handed in."""
    from discourse.run.analysis import analyze  # not needed to parse
    from discourse.run.config import resolve

    loaded = None if isinstance(model, str | Path) else model
    flags = {
        "pages": [str(page) for page in pages],
        "targets": list(targets),
        "out": None if out is None else str(out),
        "model": str(model) if loaded is None else loaded.name,
    }
    settings = resolve(flags, config=None if config is None else str(config), environment={})
    return analyze(settings, overwrite=overwrite, classifier=loaded)
